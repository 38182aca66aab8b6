/** Legal forms with the abbreviation that banks write in kana (null where none is in use). */
const LEGAL_FORMS: readonly (readonly [string, string | null])[] = [
  ['特定非営利活動法人', 'トクヒ'], ['国立大学法人', 'ダイ'], ['独立行政法人', 'ドク'], ['地方独立行政法人', 'チドク'], ['社会福祉法人', 'フク'],
  ['一般社団法人', 'シヤ'], ['公益社団法人', 'シヤ'], ['一般財団法人', 'ザイ'], ['公益財団法人', 'ザイ'], ['税理士法人', 'ゼイ'], ['司法書士法人', 'シホウ'],
  ['行政書士法人', 'ギヨ'], ['社会保険労務士法人', 'ロウム'], ['弁護士法人', 'ベン'], ['宗教法人', 'シユウ'], ['学校法人', 'ガク'], ['医療法人', 'イ'],
  ['株式会社', 'カ'], ['有限会社', 'ユ'], ['合同会社', 'ド'], ['合資会社', 'シ'], ['合名会社', 'メ'], ['相互会社', 'ソ'],
];

const LONGEST_FIRST = [...LEGAL_FORMS].sort(([a], [b]) => b.length - a.length);
const ABBREVIATED: Readonly<Record<string, string>> = { '(株)': '株式会社', '(有)': '有限会社', '(同)': '合同会社' };

/** A name taken apart. `position` is where the legal form stands; `bankAbbreviation` is its kana form (カ for 株式会社). */
export interface CompanyName {
  readonly full: string;
  readonly base: string;
  readonly legalForm: string | null;
  readonly position: 'before' | 'after' | null;
  readonly bankAbbreviation: string | null;
}

function expand(name: string): string {
  const trimmed = name.trim().replace(/㈱/g, '(株)').replace(/㈲/g, '(有)').replace(/[（(](株|有|同)[）)]/g, '($1)');
  return Object.entries(ABBREVIATED).reduce((text, [short, long]) => text.replace(short, long), trimmed);
}

/**
 * Takes a company name apart, so that 「株式会社●●」 of the form can be replaced whole by any legal form on either side.
 * ㈱ and （株） are written out. A sole proprietor's name has no legal form.
 */
export function splitCompanyName({ name }: { readonly name: string }): CompanyName {
  const full = expand(name);
  for (const [legalForm, bankAbbreviation] of LONGEST_FIRST) {
    const position = full.startsWith(legalForm) ? 'before' : full.endsWith(legalForm) ? 'after' : null;
    if (position === null || full === legalForm) continue;
    const base = (position === 'before' ? full.slice(legalForm.length) : full.slice(0, -legalForm.length)).trim();
    return { full, base, legalForm, position, bankAbbreviation };
  }
  return { full, base: full, legalForm: null, position: null, bankAbbreviation: null };
}

/** Replaces each 「株式会社●●」 and 「●●」 of a text by the whole name of the company. */
export function fillCompanyName({ text, name }: { readonly text: string; readonly name: string }): string {
  const { full } = splitCompanyName({ name });
  return text.replace(/(?:株式会社)?●●/g, () => full);
}
