import type { ResponseOf, templateRoutes } from '@hoshu/api-schema';
import type { FormBlank } from '@hoshu/contract-text';

type Field = ResponseOf<typeof templateRoutes.form>['fields'][number];
type Words = readonly [ja: string, en: string];

const words = ([ja, en]: Words): Field['label'] => ({ ja, en });
const party = (name: Words): Readonly<Record<string, readonly [label: Words, hint: Words, example: string]>> => ({
  companyName: [[`${name[0]}の会社名`, `${name[1]}: company name`], ['登記のとおり、法人の種類（株式会社など）も含めて', 'As registered, with the legal form'], '株式会社あおば制作'],
  address: [[`${name[0]}の住所`, `${name[1]}: address`], ['本店の所在地。第22条の裁判所もここから決まります', 'Head office; the court of article 22 follows from it'], '東京都千代田区丸の内1-1-1'],
  representative: [[`${name[0]}の代表者`, `${name[1]}: representative`], ['肩書と氏名', 'Title and name'], '代表取締役　佐藤 美咲'],
});
const parties = { client: party(['お客様（甲）', 'Client']), vendor: party(['保守会社（乙）', 'Vendor']) };
const others: Readonly<Record<string, readonly [label: Words, hint: Words, example: string]>> = {
  'sites.0.name': [['サイト名称', 'Site name'], ['お客様が呼んでいる名前', 'As the client calls it'], '公式サイト'], 'sites.0.url': [['URL', 'URL'], ['トップページのアドレス', 'Address of the first page'], 'https://www.example.jp/'],
  'sites.0.server': [['管理対象サーバー', 'Server'], ['サーバー会社とプラン', 'Hosting company and plan'], 'さくらのレンタルサーバ ビジネス'], 'sites.0.cms': [['CMS', 'CMS'], ['名前と版。ない場合は「なし」', 'Name and version, or none'], 'WordPress 6'],
  feeYen: [['月額の保守管理費', 'Monthly fee'], ['税込か税抜かは、続けて選びます', 'With or without tax is chosen next'], '55,000円'], dueDay: [['支払期日', 'Due day'], ['毎月の日。31日は月の末日になります', 'Day of the month; 31 is its last day'], '末日'],
  contractDate: [['契約日', 'Contract date'], ['送る時に決まります（令和の年月日で印刷）', 'Fixed when it is sent'], '令和8年12月1日'],
};

const choices: Readonly<Record<string, Words>> = {
  taxMode: ['税込・税抜', 'Tax'], transferFeeBearer: ['振込手数料の負担', 'Who bears the transfer fee'], survivalYears: ['秘密保持が続く期間', 'Confidentiality after the end'], capWindowMonths: ['賠償の上限を数える期間', 'Months of the cap'],
  'term.months': ['最初の契約期間', 'First term'], 'term.renewalMonths': ['更新の期間', 'Renewal'], noticeDays17: ['更新しない通知の期限', 'Notice against renewal'], noticeDays18: ['中途解約の通知の期限', 'Notice of termination'], court: ['管轄裁判所', 'Court'],
};

const knownField = (field: string): readonly [label: Words, hint: Words, example: string] | undefined => {
  const [, side, key = ''] = field.split('.');
  return others[field] ?? (side === 'client' || side === 'vendor' ? parties[side][key] : undefined);
};

/** How a variable of the form, or a number that the form fixes, is called. */
export function fieldLabel(field: string): Field['label'] {
  const label = knownField(field)?.[0] ?? choices[field];
  if (!label) throw new Error(`the form has a field without words: ${field}`);
  return words(label);
}

/** Each variable of the form once, with hint and example, and how many runs of ● it fills. */
export function formFields(blanks: readonly FormBlank[]): Field[] {
  const names = [...new Set(blanks.map(({ field }) => field))];
  return names.map((field) => {
    const at = blanks.filter((blank) => blank.field === field);
    const known = knownField(field);
    if (!known) throw new Error(`the form has a field without words: ${field}`);
    const [label, hint, example] = known;
    return { field, place: at[0]?.place ?? '', runs: at.reduce((sum, { runs }) => sum + runs, 0), label: words(label), hint: words(hint), example };
  });
}
