import { agreementCourse, agreementNumber as numberOf, canonicalJson, dateJa, roleName, yenEn, yenJa, type AgreementEntry } from '@hoshu/domain';
import type { AgreementTerms, ResponseOf, agreementRoutes } from '@hoshu/api-schema';
import { sha256 } from '../../platform/digest.js';
import type { AgreementKind, AgreementRow, EntryRow } from './agreement.repository.js';

export type AgreementDetail = ResponseOf<typeof agreementRoutes.get>;
export type AgreementSummary = ResponseOf<typeof agreementRoutes.list>['items'][number];

/** The clause that leaves a matter to a later agreement. */
export const articleOfKind: Readonly<Record<AgreementKind, string>> = { related_system: '第2条5号', other_work: '第3条9号', separate_work: '第4条2項', backup_terms: '第8条2項', deliverable_rights: '第12条2項', consultation: '第21条' };

export const agreementNumber = (row: Pick<AgreementRow, 'contract_number' | 'agreement_number'>): string => numberOf(row.contract_number, row.agreement_number);

export const courseOf = (entries: readonly EntryRow[]) => agreementCourse(entries.map(asEntry));
export const asEntry = (row: EntryRow): AgreementEntry => ({ id: row.id, kind: row.kind, side: row.side, refersToId: row.refers_to_id });

/** What an acceptance accepts, hashed: numbers, words and terms of one proposal. */
export const contentHashOf = (row: AgreementRow, proposal: { readonly side: string; readonly text: string; readonly terms: AgreementTerms }): string =>
  sha256(canonicalJson({ format: 1, number: agreementNumber(row), article: row.article, subject: row.subject, side: proposal.side, text: proposal.text, terms: proposal.terms }));

const holders = { client: ['お客様（甲）', 'the client'], vendor: ['保守会社（乙）', 'the vendor'], shared: ['甲と乙の共有', 'both, shared'] } as const;

type SeparateWork = Extract<AgreementTerms, { kind: 'separate_work' }>;

function separateWorkLines(terms: SeparateWork): { ja: [string, string][]; en: [string, string][] } {
  const { work, feeYen, taxMode, taxPercent, taxYen, totalYen, deliverOn, payOn, inspectionDays } = terms;
  const fee = taxMode === 'inclusive'
    ? [`${yenJa(feeYen)}（税込。うち消費税${taxPercent}% ${yenJa(taxYen)}、1円未満切捨て）`, `${yenEn(feeYen)} with tax (of it ${taxPercent} % tax ${yenEn(taxYen)}, rounded down)`] as const
    : [`${yenJa(feeYen)}（税抜）と消費税${taxPercent}% ${yenJa(taxYen)}（1円未満切捨て）、合わせて ${yenJa(totalYen)}`, `${yenEn(feeYen)} and ${taxPercent} % tax ${yenEn(taxYen)} (rounded down), ${yenEn(totalYen)} in all`] as const;
  return {
    ja: [['業務内容', work], ['報酬', fee[0]], ['納期', dateJa(deliverOn)], ['支払期限', dateJa(payOn)], ['検収', inspectionDays === null ? '定めない' : `引渡しの翌日から${inspectionDays}日以内`]],
    en: [['Work', work], ['Fee', fee[1]], ['Delivery by', deliverOn], ['Payment by', payOn], ['Inspection', inspectionDays === null ? 'none' : `within ${inspectionDays} days from the day after delivery`]],
  };
}

/** The terms of a proposal as labelled lines for documents and lists; none for a plain consultation. */
export function termLines(terms: AgreementTerms | null): { ja: [label: string, value: string][]; en: [label: string, value: string][] } {
  if (terms === null || terms.kind === 'consultation') return { ja: [], en: [] };
  if (terms.kind === 'related_system') return { ja: [['システム', terms.systemName], ...(terms.url ? [['URL', terms.url] as [string, string]] : [])], en: [['System', terms.systemName], ...(terms.url ? [['URL', terms.url] as [string, string]] : [])] };
  if (terms.kind === 'other_work') return { ja: [['業務', terms.work], ['頻度', terms.frequency]], en: [['Work', terms.work], ['Frequency', terms.frequency]] };
  if (terms.kind === 'backup_terms') return { ja: [['頻度', terms.frequency], ['保存期間', terms.retention], ['保存方法', terms.method]], en: [['Frequency', terms.frequency], ['Retention', terms.retention], ['Method', terms.method]] };
  if (terms.kind === 'separate_work') return separateWorkLines(terms);
  const [ja, en] = holders[terms.rightsHolder];
  return {
    ja: [['成果物', terms.deliverable], ['権利の帰属', ja], ['著作権法27条・28条の権利', terms.includesAdaptation ? '含む' : '含まない']],
    en: [['Deliverable', terms.deliverable], ['Rights belong to', en], ['Rights of Copyright Act 27 and 28', terms.includesAdaptation ? 'included' : 'not included']],
  };
}

export function agreementSummary(row: AgreementRow, entries: readonly EntryRow[]): AgreementSummary {
  const course = courseOf(entries);
  const proposal = entries.find(({ id }) => id === course.proposalId);
  return {
    id: row.id, number: agreementNumber(row), contractId: row.contract_id, contractNumber: row.contract_number, clientId: row.client_id, clientName: row.client_name, kind: row.kind, article: row.article, subject: row.subject,
    openedSide: row.opened_side, openedBy: row.opened_by, openedAt: row.opened_at.toISOString(), state: course.state, waitingFor: course.waitingFor, answerBy: course.state === 'proposed' ? proposal?.answer_on ?? null : null,
    agreedAt: entries.find(({ kind }) => kind === 'acceptance')?.at.toISOString() ?? null, openFollowUps: course.openFollowUpIds.length,
  };
}

/** `work`: how a 別途契約 stands, as `WorkViews` tells it. */
export function agreementDetail(row: AgreementRow, entries: readonly EntryRow[], work: AgreementDetail['work']): AgreementDetail {
  const course = courseOf(entries);
  return {
    ...agreementSummary(row, entries), proposalId: course.proposalId, openFollowUpIds: [...course.openFollowUpIds], pdfReady: row.file_id !== null, work,
    about: row.about_kind && row.about_id ? { kind: row.about_kind, id: row.about_id, label: row.about_label ?? '' } : null,
    entries: entries.map((entry) => ({
      id: entry.id, kind: entry.kind, side: entry.side, personName: entry.person_name, role: entry.entered_by ? { ja: '書面・メールで同意', en: 'by paper or mail' } : roleName(entry.side, entry.person_role), text: entry.text, at: entry.at.toISOString(), refersToId: entry.refers_to_id,
      terms: entry.terms, answerBy: entry.answer_on, heldOn: entry.held_on, taskSide: entry.task_side, dueOn: entry.due_on, contentHash: entry.content_hash, ip: entry.ip,
      proxy: entry.entered_by && entry.entered_side ? { enteredBy: entry.entered_by, side: entry.entered_side } : null,
    })),
  };
}
