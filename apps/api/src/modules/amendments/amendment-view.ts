import { renderAmendment, type AmendmentModel, type ContractTerms } from '@hoshu/contract-text';
import { canonicalJson, dateJa, jstDayOf, localDate, roleName } from '@hoshu/domain';
import type { ResponseOf, amendmentRoutes } from '@hoshu/api-schema';
import { sha256 } from '../../platform/digest.js';
import { bodyHashOf } from '../contracts/index.js';
import type { AmendmentRow, Side, SignatureRow } from './amendment.repository.js';

export type AmendmentDetail = ResponseOf<typeof amendmentRoutes.get>;
export type AmendmentSummary = ResponseOf<typeof amendmentRoutes.ofContract>['items'][number];

/** `HS-2026-0001-M2`: the second amendment of a contract. */
export const amendmentNumber = (contractNumber: string, number: number): string => `${contractNumber}-M${number}`;

interface Sides { readonly contractNumber: string; readonly number: number; readonly effectiveOn: string; readonly before: ContractTerms; readonly after: ContractTerms }

/** The text that both sides read, and the hash that each of them signs. */
export function modelOf({ contractNumber, number, effectiveOn, before, after }: Sides): { model: AmendmentModel; bodyHash: string } {
  const model = renderAmendment({ number: amendmentNumber(contractNumber, number), contractNumber, contractDate: before.contractDate, effectiveOn: localDate(effectiveOn), before, after, newBodyHash: bodyHashOf(after) });
  return { model, bodyHash: sha256(canonicalJson(model)) };
}

export const modelOfRow = (row: AmendmentRow) => modelOf({ contractNumber: row.contract_number, number: row.amendment_number, effectiveOn: row.effective_on, before: row.base_terms, after: row.terms });

/** The first clause that a change touches, for the audit and the lists. */
export function articleOf({ changes }: AmendmentModel): string {
  const article = changes.map(({ key }) => /^article-(\d+)$/.exec(key)?.[1]).find(Boolean);
  return article ? `第${article}条` : '別紙1';
}

export const amendmentSummary = (row: AmendmentRow): AmendmentSummary => ({
  id: row.id, number: amendmentNumber(row.contract_number, row.amendment_number), contractId: row.contract_id, contractNumber: row.contract_number, clientId: row.client_id, clientName: row.client_name, kind: row.kind, method: row.method, state: row.state,
  effectiveOn: row.effective_on, answerBy: row.answer_on, proposedSide: row.proposed_side, proposedBy: row.proposed_by, proposedAt: row.proposed_at.toISOString(), closedAt: row.closed_at?.toISOString() ?? null,
  oldFeeYen: row.base_terms.feeYen, newFeeYen: row.terms.feeYen, versionNumber: row.version_number,
});

const sideName = { client: { ja: '甲', en: 'client' }, vendor: { ja: '乙', en: 'vendor' } } as const;
/** The side that a proposal is put to. */
export const otherSide = ({ proposed_side: side }: Pick<AmendmentRow, 'proposed_side'>): Side => (side === 'client' ? 'vendor' : 'client');
const numbered = (row: AmendmentRow, id: string | null, number: number | null) => (id && number !== null ? { id, number: amendmentNumber(row.contract_number, number) } : null);

const outcomes: Readonly<Record<AmendmentRow['state'], (row: Outcome, today: string) => { ja: string; en: string }>> = {
  open: (row) => (row.method !== 'electronic' ? { ja: '署名済みの書面が登録されるまで、契約の内容は変わりません。', en: 'Nothing changes until the signed document is registered.' } : { ja: `${sideName[otherSide(row)].ja}の返答を待っています。同意があるまで、契約の内容は変わりません${row.answer_on ? `（返答の期限 ${dateJa(row.answer_on)}）` : ''}。${row.at_renewal ? '期限までに同意がないときは、同じ条件で更新されます（第17条2項）。' : ''}`, en: `Waiting for the ${sideName[otherSide(row)].en}. Nothing changes without consent${row.answer_on ? ` (answer by ${row.answer_on})` : ''}.${row.at_renewal ? ' Without consent in time the contract is renewed under the same terms (article 17(2)).' : ''}` }),
  agreed: (row) => (row.kind === 'notice'
    ? { ja: `${dateJa(row.effective_on)} から、新しい通知先になります。通知だけで変わる項目のため、相手方の同意は要りません。`, en: `The new notice address holds from ${row.effective_on}. It changes by notice; no consent is needed.` }
    : { ja: `双方が署名しました。${dateJa(row.effective_on)} から新しい条件（第${row.version_number ?? ''}版）になり、その前の日付には元の条件が適用されます。`, en: `Both signed. The new terms (version ${row.version_number ?? ''}) hold from ${row.effective_on}; earlier days keep the old ones.` }),
  declined: (row, today) => sameTerms(row, today, { ja: `${sideName[otherSide(row)].ja}が同意しなかったため、契約の内容は変わりません。`, en: `The ${sideName[otherSide(row)].en} declined: nothing changes.` }),
  withdrawn: (row, today) => sameTerms(row, today, { ja: `${sideName[row.proposed_side].ja}が取り下げたため、契約の内容は変わりません。`, en: `The ${sideName[row.proposed_side].en} withdrew it: nothing changes.` }),
  lapsed: (row, today) => sameTerms(row, today, { ja: '期限までに同意がなかったため、同じ条件のまま続きます。', en: 'There was no consent in time: the same terms go on.' }),
};

type Outcome = Pick<AmendmentRow, 'state' | 'kind' | 'method' | 'proposed_side' | 'effective_on' | 'answer_on' | 'at_renewal' | 'version_number'>;

// 第17条2項: without consent the term that follows has the terms of the one before.
function sameTerms(row: Outcome, today: string, plain: { ja: string; en: string }): { ja: string; en: string } {
  if (!row.at_renewal) return plain;
  return today < row.effective_on
    ? { ja: `同意がないため、${dateJa(row.effective_on)} から同じ条件で更新されます（第17条2項）。`, en: `Without consent the contract is renewed under the same terms from ${row.effective_on} (article 17(2)).` }
    : { ja: '同意がないため同じ条件で更新されました（第17条2項）。', en: 'Without consent the contract was renewed under the same terms (article 17(2)).' };
}

/** What the state of an amendment means for the contract on a day. */
export const outcomeOf = (row: Outcome, today: string) => outcomes[row.state](row, today);

export function amendmentDetail(row: AmendmentRow, signatures: readonly SignatureRow[], today: string): AmendmentDetail {
  return {
    ...amendmentSummary(row), bodyHash: row.body_hash, message: row.message, answerText: row.answer_text, counterFeeYen: row.counter_fee_yen, model: modelOfRow(row).model as AmendmentDetail['model'], pdfReady: row.file_id !== null, isSealed: row.sealed_at !== null, outcome: outcomeOf(row, today),
    counters: numbered(row, row.counters_id, row.counters_number), counteredBy: numbered(row, row.countered_by_id, row.countered_by_number),
    signatures: signatures.map((signature) => ({ party: signature.party, personName: signature.person_name, role: signature.person_title ? { ja: signature.person_title, en: signature.person_title } : roleName(signature.party, signature.person_role), authority: signature.authority, bodyHash: signature.body_hash, signedAt: signature.signed_at.toISOString(), signedOn: jstDayOf(signature.signed_at.toISOString()) })),
  };
}
