import type { LocalDate } from '@hoshu/domain';
import { diffContracts, type DiffBlock } from './diff.js';
import { renderContract } from './render.js';
import type { ContractTerms } from './terms.js';
import { dateInBothCalendars } from './values.js';

/** 変更覚書: what both sides read and sign. Plain JSON, so that its hash can be checked. */
export interface AmendmentModel {
  format: 'hoshu-amendment-1';
  title: string;
  number: string;
  contractNumber: string;
  effectiveOn: LocalDate;
  parties: { client: string; vendor: string };
  preamble: string;
  changes: DiffBlock[];
  /** The numbered clauses after the comparison. */
  clauses: string[];
  /** The whole contract as it reads from `effectiveOn` on is bound by this hash. */
  newBodyHash: string;
}

interface AmendmentInput { readonly number: string; readonly contractNumber: string; readonly contractDate: LocalDate | null; readonly effectiveOn: LocalDate; readonly before: ContractTerms; readonly after: ContractTerms; readonly newBodyHash: string }

const feeFields = ['feeYen', 'taxMode', 'dueDay', 'dueConvention', 'timing', 'transferFeeBearer', 'proration'] as const;
const changed = (before: ContractTerms, after: ContractTerms, names: readonly (keyof ContractTerms)[]) => names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));

/** Whether anything that an invoice is computed from (第11条) differs. */
export const changesMoney = (before: ContractTerms, after: ContractTerms): boolean => changed(before, after, feeFields);

/** The clauses of a 変更覚書 after the comparison: from when, what still follows the old terms, and that the rest stays. */
function clausesOf({ before, after, effectiveOn }: AmendmentInput): string[] {
  const on = dateInBothCalendars(effectiveOn);
  const money = changesMoney(before, after) ? [`報酬（第11条）の変更は、${effectiveOn.endsWith('-01') ? '発効日の属する月' : '発効日の属する月の翌月'}の分から適用する。`] : [];
  const notice = changed(before, after, ['noticeDays17']) ? ['第17条2項の通知の期間の変更は、変更後の期間による通知の期限が発効日以後となる契約期間に適用し、その期限が発効日前となる契約期間については、なお従前の例による。'] : [];
  return [`この変更は、${on}（以下「発効日」という。）から効力を生ずる。発効日前の事項については、なお従前の例による。`, ...money, ...notice, '本覚書に定めのない事項については、本契約の定めによる。'];
}

/** The 変更覚書 between two versions of a contract; both sides sign its hash. */
export function renderAmendment(input: AmendmentInput): AmendmentModel {
  const { client, vendor } = input.before.parties;
  const dated = input.contractDate ? `${dateInBothCalendars(input.contractDate)}付け` : '';
  return {
    format: 'hoshu-amendment-1', title: '変更覚書', number: input.number, contractNumber: input.contractNumber, effectiveOn: input.effectiveOn, parties: { client: client.companyName, vendor: vendor.companyName },
    preamble: `${client.companyName}（以下「甲」という。）と${vendor.companyName}（以下「乙」という。）は、甲乙間の${dated}保守管理契約書（契約番号 ${input.contractNumber}。以下「本契約」という。）の一部を、次のとおり変更する。`,
    changes: diffContracts(renderContract(input.before), renderContract(input.after)), clauses: clausesOf(input), newBodyHash: input.newBodyHash,
  };
}
