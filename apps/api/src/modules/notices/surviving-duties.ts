import { survivalLastDay, type LocalDate } from '@hoshu/domain';

interface Duty { readonly article: string; readonly lastOn: LocalDate | null; readonly ja: string; readonly en: string }

/** What goes on after the end. Only 第13条2項 names a length; the others have none of their own. */
export const survivingDuties = (endOn: LocalDate, years: number): Duty[] => {
  const lastOn = survivalLastDay({ endDate: endOn, years });
  return [
    { article: '第13条2項', lastOn, ja: `秘密保持の義務は、終了後も${years}年間続きます。`, en: `Confidentiality goes on for ${years} ${years === 1 ? 'year' : 'years'} after the end.` },
    { article: '第14条', lastOn: null, ja: 'お預かりした個人情報の取扱いに関する義務は、返却・消去が済むまで続きます。', en: 'Duties about personal data last until it has been returned or erased.' },
    { article: '第11条', lastOn: null, ja: '終了日までの保守管理費のお支払いは残ります。', en: 'Fees up to the last day remain payable.' },
    { article: '第22条', lastOn: null, ja: '合意した裁判所は、終了後の争いにも適用されます。', en: 'The agreed court also serves disputes after the end.' },
  ];
};

/** What both sides hand over around the end. */
export const handOver: readonly { readonly ja: string; readonly en: string }[] = [
  { ja: 'サイトの管理に使うアカウントと認証情報の返却・変更（第7条）', en: 'Return or change the accounts and credentials of the sites (article 7)' },
  { ja: '最新のバックアップの受け渡し方法と日程（第8条）', en: 'How and when the latest backup is handed over (article 8)' },
  { ja: 'サーバー・ドメイン・証明書の名義と更新日の確認（第2条）', en: 'Owner and renewal days of servers, domains and certificates (article 2)' },
  { ja: '未完了の作業と最後の請求の確認（第3条・第11条）', en: 'Unfinished work and the final invoice (articles 3 and 11)' },
  { ja: '契約書の原本・報告書・請求書・監査証跡の保存', en: 'Keep originals, reports, invoices and the audit trail' },
];
