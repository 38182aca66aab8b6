import { localDate } from '@hoshu/domain';
import type { SettlementDocument } from '../../platform/pdf/index.js';
import type { ContractFacts } from '../contracts/index.js';
import type { Sheet } from './sheet.js';

interface Made { readonly facts: ContractFacts; readonly sheet: Sheet; readonly number: string; readonly vendorName: string; readonly issuedOn: string; readonly issuedAt: Date; readonly issuedBy: string }

/** The sheet as its PDF shows it. */
export function documentOf({ facts, sheet, number, vendorName, issuedOn, issuedAt, issuedBy }: Made): SettlementDocument {
  return {
    number, contractNumber: facts.number, clientName: facts.clientName, vendorName, endOn: localDate(sheet.endOn), article: sheet.article, issuedOn: localDate(issuedOn), issuedAt, issuedBy, policy: sheet.policy?.ja ?? '', sentence: sheet.sentence.ja, totalYen: sheet.totalYen, contentHash: sheet.hash, notes: sheet.notes.map(({ ja }) => ja),
    lines: sheet.lines.map(({ label, article, amountYen, taxYen, dueOn, explanation }) => ({ label: label.ja, article, amountYen, taxYen, dueOn: dueOn === null ? null : localDate(dueOn), reason: explanation.steps.map(({ ja }) => ja).join('\n') })),
  };
}
