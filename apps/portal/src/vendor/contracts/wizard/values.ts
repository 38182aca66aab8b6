import type { BodyInputOf, ResponseOf, contractRoutes } from '@hoshu/api-schema';

export type Contract = ResponseOf<typeof contractRoutes.get>;
export type Preview = ResponseOf<typeof contractRoutes.preview>;
export type DraftBody = BodyInputOf<typeof contractRoutes.updateDraft>;
export type Terms = DraftBody['terms'];

/** What the wizard's fields hold: the draft's body, and whether the term begins on the contract date (第17条1項) or on a day of its own. */
export interface WizardValues extends DraftBody { readonly startsWithContract: boolean }

export const steps = ['client', 'sites', 'works', 'money', 'term', 'special', 'review'] as const;
export type StepName = (typeof steps)[number];

/** Contracts whose text may still be changed. */
export const isEditable = (contract: Pick<Contract, 'draftVersion'>): boolean => contract.draftVersion !== null;

/** The fields of a stored draft. Throws for a contract whose terms this person may not see. */
export function valuesOf(contract: Contract): WizardValues {
  const { terms } = contract;
  if (!terms) throw new Error('a draft carries its terms');
  return { siteIds: contract.sites.map((site) => site.id), terms, startsWithContract: terms.term.startOn === terms.contractDate };
}

/** What is sent for the fields: an emptied day is a blank, and the first day follows the contract date where it shall. */
export function bodyOf({ siteIds, terms, startsWithContract }: WizardValues): DraftBody {
  const contractDate = terms.contractDate || null;
  const startOn = startsWithContract ? contractDate : terms.term.startOn || null;
  const { renewalMonths, ...term } = terms.term;
  return { siteIds, terms: { ...terms, contractDate, term: { ...term, startOn, ...(renewalMonths ? { renewalMonths } : {}) } } };
}

const stepsByPath: readonly (readonly [prefix: string, step: StepName])[] = [
  ['parties.client', 'client'], ['annex.notices.client', 'client'], ['sites', 'sites'],
  ['annex.works', 'works'], ['annex.minorWork', 'works'], ['annex.backup', 'works'], ['annex.responseTargets', 'works'],
  ['feeYen', 'money'], ['dueDay', 'money'], ['annex.specialTerms', 'special'], ['annex.ownTerms', 'special'],
];

/** The step where a blank of the contract is filled; null for what only the company's own settings hold. */
export function stepOfPath(path: string): StepName | null {
  if (path.startsWith('parties.vendor') || path.startsWith('annex.notices.vendor')) return null;
  return stepsByPath.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'term';
}

const inOrder = (_key: string, value: unknown): unknown => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value);
const settled = (value: unknown): string => JSON.stringify(value, inOrder) ?? '';
/** Whether two drafts say the same, whatever the order of their keys. */
export const sameBody = (a: DraftBody, b: DraftBody): boolean => settled(a) === settled(b);

/** The steps whose values differ between two drafts, for telling what somebody else changed. */
export function changedSteps(before: DraftBody, after: DraftBody): StepName[] {
  const parts = ({ siteIds, terms }: DraftBody): Partial<Record<StepName, unknown>> => {
    const { annex: { specialTerms, ownTerms, ...annex }, feeYen, taxMode, dueDay, dueConvention, timing, transferFeeBearer, proration, signingForm: _form, ...term } = terms;
    return { sites: siteIds, works: annex, money: { feeYen, taxMode, dueDay, dueConvention, timing, transferFeeBearer, proration }, term, special: { specialTerms, ownTerms } };
  };
  const [from, to] = [parts(before), parts(after)];
  return steps.filter((step) => settled(from[step]) !== settled(to[step]));
}
