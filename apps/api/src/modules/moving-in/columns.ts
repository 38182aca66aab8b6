type Words = readonly [ja: string, en: string];
interface ColumnWords { readonly heading: string; readonly required?: true; readonly example: string; readonly explains: Words; readonly aliases: readonly string[] }

/** Every column of the own format: heading, whether it must be filled, an example, what it means, and how 案件 exports call it. One row is one contract. */
const columns = {
  number: { heading: '契約番号', example: 'A-001', explains: ['いまお使いの番号。空欄なら新しい番号を付けます。同じ番号の契約は二度登録しません。', 'The number in use. Empty: a new one is given. A number is never registered twice.'], aliases: ['案件番号', '案件no', '案件id', '管理番号', '契約no', '契約id', 'no', 'contract number'] },
  company: { heading: '取引先名', required: true, example: '株式会社北浜製菓', explains: ['契約書の甲の名称（法人の種類も含めて）。同じ名前の取引先があれば、そこに契約を加えます。', 'The name of 甲 with its legal form. An existing client of this name gets the contract.'], aliases: ['取引先', '顧客名', '顧客', '会社名', '得意先', '得意先名', 'クライアント', 'クライアント名', 'お客様名', '発注者', 'company', 'client'] },
  companyKana: { heading: '取引先名カナ', example: 'カブシキガイシャキタハマセイカ', explains: ['読み。一覧と入金の照合に使います。', 'Reading of the name.'], aliases: ['フリガナ', '会社名カナ', '顧客名カナ', 'カナ'] },
  postalCode: { heading: '郵便番号', example: '541-0041', explains: ['7桁。ハイフンはなくてもかまいません。', 'Seven digits.'], aliases: ['〒', 'zip', '郵便'] },
  address: { heading: '住所', required: true, example: '大阪府大阪市中央区北浜2-3-4', explains: ['本店の所在地。都道府県から。合意管轄（第22条）の裁判所も、ここから分かります。', 'Head office, beginning with the prefecture; the agreed court (article 22) follows from it.'], aliases: ['所在地', '本店所在地', '顧客住所', '会社住所', 'address'] },
  representativeTitle: { heading: '代表者の肩書', example: '代表取締役', explains: ['空欄なら「代表取締役」とします。', 'Empty: 代表取締役.'], aliases: ['役職', '肩書', '代表者役職'] },
  representativeName: { heading: '代表者名', required: true, example: '北浜 一郎', explains: ['契約書の甲の代表者。', 'Representative of 甲.'], aliases: ['代表者', '代表者氏名', '代表'] },
  noticeEmail: { heading: '通知先メール', required: true, example: 'keiyaku@kitahama.example', explains: ['通知（第17条・第18条）と請求書の送り先。', 'Where notices and invoices go.'], aliases: ['メール', 'メールアドレス', 'email', 'e-mail', '担当者メール', '顧客メール', 'mail'] },
  telephone: { heading: '電話番号', example: '06-9876-5432', explains: ['会社の電話番号。', 'Telephone.'], aliases: ['電話', 'tel', '顧客電話'] },
  contactName: { heading: '担当者名', example: '北浜 花子', explains: ['空欄なら代表者を担当者とします。', 'Contact person; empty: the representative.'], aliases: ['担当者', '先方担当者', '顧客担当者', '窓口', 'ご担当者'] },
  payerNames: { heading: '振込名義', example: 'カ)キタハマセイカ;キタハマイチロウ', explains: ['通帳に出る名義。複数は「;」で区切ります。', 'Names on the bank statement, separated by ";".'], aliases: ['振込人名義', '振込依頼人', '名義'] },
  siteName: { heading: 'サイト名', required: true, example: '北浜製菓 オンラインストア', explains: ['第2条のサイト名称。', 'Name of the site (article 2).'], aliases: ['案件名', 'プロジェクト名', '件名', 'サイト', '案件', 'site'] },
  url: { heading: 'URL', required: true, example: 'https://shop.kitahama.example/', explains: ['http:// または https:// から。', 'Begins with http:// or https://.'], aliases: ['サイトurl', 'ホームページ', 'hp', 'ドメイン', 'web'] },
  server: { heading: 'サーバー', example: 'Xserver', explains: ['管理対象サーバー。空欄でもかまいません。', 'Server; may be empty.'], aliases: ['サーバ', '管理対象サーバー', 'ホスティング'] },
  cms: { heading: 'CMS', example: 'WordPress', explains: ['空欄でもかまいません。', 'May be empty.'], aliases: ['使用cms', 'システム'] },
  contractDate: { heading: '契約日', required: true, example: '2024-04-01', explains: ['契約書の日付。2024/4/1、令和6年4月1日 も読めます。', 'Date of the contract; 2024/4/1 and Japanese eras are read too.'], aliases: ['契約締結日', '締結日', '受注日', '契約年月日', '成約日'] },
  startOn: { heading: '契約開始日', example: '2024-04-01', explains: ['空欄なら契約日と同じ日。', 'First day; empty: the date of the contract.'], aliases: ['開始日', '契約開始', '保守開始日', 'サービス開始日', '期間開始'] },
  lastOn: { heading: '満了日', example: '2027-03-31', explains: ['契約期間の最後の日。最初の満了日でも、いまの満了日でもかまいません。過ぎていれば、第17条2項により更新されたものとして数えます。', 'Last day of a term, the first or the present one; one that lies behind counts as renewed (article 17(2)).'], aliases: ['終了日', '契約終了日', '契約満了日', '期限', '更新日', '期間終了', '契約期限'] },
  months: { heading: '期間（月）', example: '12', explains: ['契約期間の月数。空欄は12。', 'Months of a term; empty: 12.'], aliases: ['契約期間', '契約月数', '更新月数', '期間'] },
  feeYen: { heading: '月額', required: true, example: '55,000', explains: ['保守管理費の月額（円）。', 'Monthly fee in yen.'], aliases: ['金額', '月額料金', '保守料', '保守費', '保守管理費', '月額費用', '売上金額', '受注金額', '単価', '月額(税込)'] },
  taxMode: { heading: '税区分', example: '税込', explains: ['税込 または 税抜。空欄は税込。', '税込 (inclusive) or 税抜 (exclusive); empty: inclusive.'], aliases: ['税', '消費税', '内税外税'] },
  dueDay: { heading: '支払日', required: true, example: '末日', explains: ['1〜31、または「末日」。', 'Day of the month 1–31, or 末日.'], aliases: ['支払期日', '入金予定日', '支払期限', '振込日'] },
  timing: { heading: '支払月', example: '翌月', explains: ['翌月・当月・前月。空欄は翌月。', '翌月 (after), 当月 (same month) or 前月 (before); empty: 翌月.'], aliases: ['支払サイト', '支払条件', '支払時期'] },
  noticeDays17: { heading: '終了通知の日数', example: '30', explains: ['第17条2項。期間満了の何日前までか。空欄は30。', 'Days of notice of article 17(2); empty: 30.'], aliases: ['更新拒絶の日数', '通知期限(日)', '解約通知日数'] },
  noticeDays18: { heading: '中途解約の日数', example: '30', explains: ['第18条。空欄は30。', 'Days of article 18; empty: 30.'], aliases: ['解約予告日数'] },
  capMonths: { heading: '責任上限の月数', example: '6', explains: ['第16条2項。直近何か月分か。空欄は6。', 'Months of the cap of article 16(2); empty: 6.'], aliases: ['上限月数'] },
  court: { heading: '管轄', example: '甲の本店', explains: ['甲の本店・乙の本店、または裁判所の名前。空欄は甲の本店。', '甲の本店, 乙の本店 or the name of a court; empty: 甲の本店.'], aliases: ['合意管轄', '裁判所', '管轄裁判所'] },
  method: { heading: '締結方法', example: '紙', explains: ['紙 または 電子（クラウドサインなど）。空欄は紙。', '紙 (paper) or 電子 (another service); empty: 紙.'], aliases: ['契約方法', '契約形態'] },
  paper: { heading: '契約書ファイル', example: 'A-001.pdf', explains: ['ZIPに入れたPDFの名前。空欄なら契約番号と同じ名前のPDFを探します。中身は一切変えずに保管します。', 'Name of the PDF in the ZIP; empty: the PDF named like the number. It is kept byte for byte.'], aliases: ['ファイル名', '添付', '契約書', 'pdf', '書類名'] },
  goesLiveOn: { heading: '利用開始日', example: '2026-12-01', explains: ['この日まで、甲へは何も送りません。空欄なら画面で決めた日。', 'Nothing is sent before this day; empty: the day chosen on the screen.'], aliases: [] },
  billingStartsOn: { heading: '請求開始日', example: '2026-12-01', explains: ['この日からの分を請求します。それより前の月は、いままでの請求のままです。空欄なら画面で決めた日。', 'Billing begins with this day; empty: the day chosen on the screen.'], aliases: [] },
  unpaid: { heading: '未入金の請求書', example: 'K-0311 2026-10 2026-11-30 55000', explains: ['「請求書番号 対象月 支払期日 残額」。複数は「;」で区切ります。売掛金として引き継ぎ、請求し直しません。', '"number month due-day amount", several separated by ";". Taken over as receivables, never billed again.'], aliases: ['未入金', '売掛金', '未収'] },
  paid: { heading: '入金', example: '2026-09-30 55000; 2026-10-31 55000', explains: ['直近6か月に入った保守管理費。「入金日 金額」。責任の上限（第16条2項）の計算に使います。', 'Fees received in the last six months, "day amount"; the cap of article 16(2) counts them.'], aliases: ['入金履歴', '入金実績'] },
  depositYen: { heading: '前受金', example: '0', explains: ['預かっている額（円）。次の請求書から充てます。', 'Money in hand; it pays the next invoices.'], aliases: ['預り金', '前受'] },
  depositOn: { heading: '前受金の入金日', example: '2026-11-10', explains: ['前受金が入った日。空欄なら登録する日。', 'The day it came in; empty: the day of import.'], aliases: [] },
  status: { heading: '状態', example: '契約中', explains: ['「終了」「解約」「失注」などの行は取り込みません。空欄でかまいません。', 'Rows such as 終了 or 解約 are not imported; may be empty.'], aliases: ['ステータス', '進捗', '契約状態', 'フェーズ'] },
} as const satisfies Record<string, ColumnWords>;

export type Column = keyof typeof columns;
export const columnKeys = Object.keys(columns) as readonly Column[];
export const headingOf = (column: Column): string => columns[column].heading;
export const isRequired = (column: Column): boolean => (columns[column] as ColumnWords).required === true;
/** The format as the screen explains it. */
export const formatColumns = columnKeys.map((key) => ({ key, heading: columns[key].heading, required: isRequired(key), example: columns[key].example, ja: columns[key].explains[0], en: columns[key].explains[1] }));
/** One line that can be imported as it stands. */
export const sampleLine: readonly string[] = columnKeys.map((key) => columns[key].example);
export const sampleHeadings: readonly string[] = columnKeys.map(headingOf);

/** Which of our columns stands under which heading of a file. */
export type Mapping = Partial<Record<Column, string>>;

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[\s*＊※]/g, '');
const wordsOf = (column: Column): readonly string[] => [columns[column].heading, ...columns[column].aliases].map(plain);

/**
 * The mapping that the headings suggest: first our own headings, then the names that 案件 exports use (`loose`). No heading serves twice.
 * @returns the mapping and the headings nobody claims
 */
export function suggestMapping(headings: readonly string[], loose: boolean): { readonly mapping: Mapping; readonly ignored: string[] } {
  const mapping: Mapping = {};
  const free = new Set(headings.filter(Boolean));
  const passes: ((column: Column) => readonly string[])[] = [(column) => [plain(columns[column].heading)], ...(loose ? [wordsOf] : [])];
  for (const names of passes) {
    for (const column of columnKeys) {
      if (mapping[column] !== undefined) continue;
      // The order of the names is the order of preference.
      const heading = names(column).map((name) => [...free].find((candidate) => plain(candidate) === name)).find((candidate) => candidate !== undefined);
      if (heading === undefined) continue;
      mapping[column] = heading;
      free.delete(heading);
    }
  }
  return { mapping, ignored: [...free] };
}
