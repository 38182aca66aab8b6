import { RESCISSION_GROUNDS } from './immediate-termination.js';
import type { RescissionGround } from './immediate-termination.js';

/** One thing that must be on file before a rescission may be confirmed: a paper (`file`) or a statement in words. */
export interface EvidenceItem {
  readonly key: string;
  readonly needs: 'file' | 'statement';
  readonly ja: string;
  readonly en: string;
}

/** What a declaring side relies on: a ground of 第19条, or a demand of 民法541条 that was not met. */
export type DeclarationGround = RescissionGround | 'demandUnmet';

const item = (key: string, needs: EvidenceItem['needs'], [ja, en]: readonly [string, string]): EvidenceItem => ({ key, needs, ja, en });
const stoppedPaying = [
  item('insolvency_fact', 'file', ['支払停止・支払不能を示す資料（不渡りの通知、支払停止の案内など）', 'A paper that shows it (dishonour note, announcement of suspension)']),
  item('insolvency_general', 'statement', ['一回の遅れではなく、一般に支払えない状態といえる事情', 'Why this is a general inability to pay and not one late payment']),
] as const;
const petition = [
  item('petition_fact', 'file', ['申立てを示す資料（官報、裁判所からの通知、登記など）', 'A paper that shows the petition (official gazette, court notice, registry)']),
  item('petition_case', 'statement', ['裁判所、事件番号、申立ての日', 'Court, case number and day of the petition']),
] as const;

const CHECKLISTS: Readonly<Record<DeclarationGround, readonly EvidenceItem[]>> = {
  materialBreach: [
    item('breach_clause', 'statement', ['違反した条項と、違反の内容', 'The clause that was broken and how']),
    item('breach_fact', 'file', ['違反の事実を示す資料（記録、画面、書面など）', 'A paper that shows the breach (records, pictures, letters)']),
    item('breach_gravity', 'statement', ['「重大」といえる理由（結果、程度、是正を求めた経過）', 'Why the breach is material (result, degree, requests to put it right)']),
  ],
  paymentSuspension: stoppedPaying, insolvency: stoppedPaying,
  bankruptcyPetition: petition, civilRehabilitationPetition: petition, corporateReorganizationPetition: petition, specialLiquidationPetition: petition,
  antisocial: [
    item('antisocial_fact', 'file', ['判明したことを示す資料（調査の結果、照会への回答など）', 'A paper that shows the ties (result of an inquiry)']),
    item('antisocial_source', 'statement', ['照会した先（警察、暴力追放運動推進センター、調査会社など）と確認した日', 'Who was asked (police, prevention centre, agency) and when']),
  ],
  demandUnmet: [
    item('unmet_fact', 'file', ['催告の期間が過ぎても履行がないことを示す資料（入金の記録など）', 'A paper that shows that the demand was not met']),
    item('unmet_gravity', 'statement', ['軽微な不履行ではないといえる理由（民法541条ただし書）', 'Why the non-performance is not slight (Civil Code art. 541, proviso)']),
  ],
};

export const isRescissionGround = (event: string): event is RescissionGround => Object.hasOwn(RESCISSION_GROUNDS, event);

/** 第19条・第20条2項・民法541条: what must be on file for a ground, in the order it is asked. */
export const evidenceChecklist = (ground: DeclarationGround): readonly EvidenceItem[] => CHECKLISTS[ground];

/** The items of a checklist that nothing on file answers yet: a paper needs a file, a statement needs words. */
export function missingEvidence(ground: DeclarationGround, onFile: readonly { readonly item: string; readonly hasFile: boolean; readonly hasText: boolean }[]): EvidenceItem[] {
  return CHECKLISTS[ground].filter(({ key, needs }) => !onFile.some((entry) => entry.item === key && (needs === 'file' ? entry.hasFile : entry.hasText)));
}
