import { blankTerms, type ContractTerms, type SpecialTerms } from './terms.js';

/** One point in which a contract differs from the form. */
export interface Deviation { readonly path: string; readonly ja: string; readonly en: string }

const deviation = (path: string, ja: string, en: string): Deviation => ({ path, ja, en });
const special: Readonly<Record<keyof SpecialTerms, (value: number | boolean) => Deviation>> = {
  electronicNotice: () => deviation('annex.specialTerms.electronicNotice', '特約：電子的な通知を書面とみなす', 'Special term: electronic notices count as written'),
  lateInterestPercent: (value) => deviation('annex.specialTerms.lateInterestPercent', `特約：遅延損害金 年${value}%`, `Special term: late interest of ${value} % a year`),
  capFloorMonths: (value) => deviation('annex.specialTerms.capFloorMonths', `特約：賠償の上限の下限 月額×${value}`, `Special term: floor of the cap, ${value} monthly fees`),
  emergencyAccess: () => deviation('annex.specialTerms.emergencyAccess', '特約：緊急時のアクセス', 'Special term: emergency access'),
  confidentialityExceptions: () => deviation('annex.specialTerms.confidentialityExceptions', '特約：秘密保持の例外', 'Special term: exceptions from confidentiality'),
  deemedArrival: () => deviation('annex.specialTerms.deemedArrival', '特約：みなし到達', 'Special term: deemed arrival'),
};
const isSpecial = (key: string): key is keyof SpecialTerms => Object.hasOwn(special, key);

/** Where the terms differ from the values of the form (D1), and what was chosen beyond it (特約, promised response times; D2). In the order of the articles. */
export function deviationsFromForm(terms: ContractTerms): Deviation[] {
  const form = blankTerms();
  const courts: Readonly<Record<ContractTerms['court']['kind'], string>> = { client: '甲の本店', vendor: '乙の本店', named: terms.court.name };
  const { renewalMonths = terms.term.months } = terms.term;
  const targets = terms.annex.responseTargets;
  const chosen = Object.entries(terms.annex.specialTerms).filter((entry): entry is [keyof SpecialTerms, number | boolean] => isSpecial(entry[0]) && (typeof entry[1] === 'number' || entry[1] === true));
  return [
    ...(terms.taxMode === form.taxMode ? [] : [deviation('taxMode', '第11条：報酬は税別', 'Article 11: the fee is without tax')]),
    ...(terms.transferFeeBearer === form.transferFeeBearer ? [] : [deviation('transferFeeBearer', '第11条：振込手数料は乙の負担', 'Article 11: the vendor bears the transfer fee')]),
    ...(terms.survivalYears === form.survivalYears ? [] : [deviation('survivalYears', `第13条：秘密保持は終了後${terms.survivalYears}年間`, `Article 13: confidential for ${terms.survivalYears} years`)]),
    ...(terms.capWindowMonths === form.capWindowMonths ? [] : [deviation('capWindowMonths', `第16条：賠償の上限は過去${terms.capWindowMonths}か月分`, `Article 16: cap of ${terms.capWindowMonths} months`)]),
    ...(terms.term.months === form.term.months ? [] : [deviation('term.months', `第17条：最初の期間は${terms.term.months}か月`, `Article 17: first term of ${terms.term.months} months`)]),
    ...(renewalMonths === form.term.months ? [] : [deviation('term.renewalMonths', `第17条：更新は${renewalMonths}か月ごと`, `Article 17: renewed for ${renewalMonths} months`)]),
    ...(terms.noticeDays17 === form.noticeDays17 ? [] : [deviation('noticeDays17', `第17条：終了の通知は${terms.noticeDays17}日前`, `Article 17: ${terms.noticeDays17} days of notice`)]),
    ...(terms.noticeDays18 === form.noticeDays18 ? [] : [deviation('noticeDays18', `第18条：解約の通知は${terms.noticeDays18}日前`, `Article 18: ${terms.noticeDays18} days of notice`)]),
    ...(terms.court.kind === form.court.kind ? [] : [deviation('court', `第22条：管轄は${courts[terms.court.kind]}`, `Article 22: another court`)]),
    ...(targets && [targets.reportWithinMinutes, targets.startWithinMinutes, targets.restoreWithinMinutes].some((minutes) => minutes !== null) ? [deviation('annex.responseTargets', '別紙1：対応時間を約束', 'Annex 1: response times are promised')] : []),
    ...chosen.map(([key, value]) => special[key](value)),
    ...(terms.annex.ownTerms ?? []).map(({ title }, index) => deviation(`annex.ownTerms.${index}`, `特約：${title}`, `Special term: ${title}`)),
  ];
}
