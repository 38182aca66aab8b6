import type { ContractTerms } from './terms.js';
import { dueDayInWords, grouped, lengthInWords } from './values.js';
import { FIXED_WORDS, type PlainWords } from './plain-words-fixed.js';

type Writer = (terms: ContractTerms) => PlainWords;

const SIDE = { client: { ja: 'お客様（甲）', en: 'the client' }, vendor: { ja: '保守会社（乙）', en: 'the maintenance company' } } as const;

const lengthInEnglish = (months: number): string =>
  months % 12 === 0 ? `${months / 12} ${months === 12 ? 'year' : 'years'}` : `${months} ${months === 1 ? 'month' : 'months'}`;

const sites: Writer = ({ sites: [first, ...others] }) => {
  const name = first?.name || '（未記入）';
  const more = others.length > 0 ? `など${others.length + 1}サイト` : '';
  return {
    ja: `対象は「${name}」${more}です。ここにないサイトは保守の対象になりません。`,
    en: `This covers “${first?.name || 'not filled in'}”${others.length > 0 ? ` and ${others.length} more` : ''}. A site that is not listed is not maintained.`,
  };
};

const fee: Writer = ({ feeYen, taxMode, dueDay, transferFeeBearer }) => {
  const amount = feeYen === null ? null : grouped(feeYen);
  const tax = taxMode === 'inclusive' ? { ja: '税込', en: 'tax included' } : { ja: '税抜', en: 'plus tax' };
  const bearer = SIDE[transferFeeBearer];
  return {
    ja: `月額${amount ?? '（未記入）'}円（${tax.ja}）を、毎月${dueDay === null ? '（未記入）' : dueDayInWords(dueDay)}までに銀行振込でお支払いいただきます。振込手数料は${bearer.ja}の負担です。`,
    en: `The fee is ${amount === null ? 'not filled in' : `¥${amount}`} a month (${tax.en}), paid by bank transfer by ${dueDay === null ? 'a day not filled in' : dueDay === 31 ? 'the last day' : `day ${dueDay}`} of each month. Transfer charges are borne by ${bearer.en}.`,
  };
};

const confidentiality: Writer = ({ survivalYears }) => ({
  ja: `お互いの秘密を守ります。この義務は契約が終わった後も${survivalYears}年間続きます。`,
  en: `Both sides keep each other's secrets, also for ${survivalYears} ${survivalYears === 1 ? 'year' : 'years'} after the contract ends.`,
});

const damages: Writer = ({ capWindowMonths }) => ({
  ja: `契約に違反して損害を与えた側が賠償します。保守会社（乙）の賠償は、直近${capWindowMonths}か月間に支払われた保守管理費の合計が上限です。わざと、または重い不注意による場合に上限はありません。`,
  en: `Whoever breaks the contract pays for the direct, ordinary damage. The maintenance company pays at most the fees paid in the last ${capWindowMonths} months, unless it acted wilfully or with gross negligence.`,
});

const term: Writer = ({ term: { months, renewalMonths }, noticeDays17 }) => ({
  ja: `契約期間は${lengthInWords(months)}です。期間が終わる${noticeDays17}日前までに書面で終了を知らせなければ、さらに${lengthInWords(renewalMonths ?? months)}続きます。`,
  en: `The contract runs for ${lengthInEnglish(months)}. Unless one side gives written notice at least ${noticeDays17} days before the end, it continues for another ${lengthInEnglish(renewalMonths ?? months)}.`,
});

const termination: Writer = ({ noticeDays18 }) => ({
  ja: `どちらからでも、${noticeDays18}日前までに書面か電子メールで知らせれば、期間の途中で解約できます。理由は要りません。`,
  en: `Either side can end the contract early, without a reason, by giving ${noticeDays18} days' notice on paper or by e-mail.`,
});

const jurisdiction: Writer = ({ court }) => {
  if (court.kind === 'named') {
    return { ja: `裁判になったときは、${court.name || '（未記入）'}で行います。`, en: `Any lawsuit is heard at ${court.name || 'a court not filled in'}.` };
  }
  const side = SIDE[court.kind];
  return {
    ja: `裁判になったときは、${side.ja}の本店がある地域の地方裁判所で行います。`,
    en: `Any lawsuit is heard at the district court where ${side.en} has its head office.`,
  };
};

const WRITERS: Record<number, Writer> = {
  2: sites, 11: fee, 13: confidentiality, 16: damages, 17: term, 18: termination, 22: jurisdiction,
};

/**
 * One or two easy sentences for each article, for the reading view beside the legal text.
 * @returns the words by article number, 1 to 22
 */
export function plainWords(terms: ContractTerms): Record<number, PlainWords> {
  const words: Record<number, PlainWords> = { ...FIXED_WORDS };
  for (const [article, write] of Object.entries(WRITERS)) words[Number(article)] = write(terms);
  return words;
}
