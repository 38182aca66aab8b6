import { z } from 'zod';
import { explainedValue, explainQuery, instant, line, localDate, multiline, optionalLine, uuid } from './fields.js';
import { defineRoute } from './route.js';
import { antisocialStatement } from './signing.js';

const sentence = z.strictObject({ ja: z.string(), en: z.string() });
const party = z.enum(['client', 'vendor']);
/** `refused`: the side declared that it cannot make the representation and has not made one since. */
export const attestationStates = ['missing', 'answered', 'asked', 'overdue', 'refused'] as const;

/** How one side stands with its representation (第20条1項). */
export const partyAttestation = z.strictObject({ party, companyName: z.string(), state: z.enum(attestationStates), answeredOn: localDate.nullable(), answeredBy: z.string().nullable(), officers: z.array(z.string()), opensOn: localDate, dueOn: localDate, text: sentence });
export const representationItem = z.strictObject({
  id: uuid, kind: z.enum(['represented', 'refused']), party, personName: z.string(), on: localDate, at: instant, officers: z.array(z.string()),
  /** Against the representation before of the same side. */
  added: z.array(z.string()), removed: z.array(z.string()), statementVersion: z.string().nullable(), statement: z.string().nullable(), reason: z.string().nullable(),
});
export const representationDetail = z.strictObject({
  contractId: uuid, contractNumber: z.string(), side: party, statement: antisocialStatement, isConcluded: z.boolean(), parties: z.array(partyAttestation).length(2), history: z.array(representationItem), explained: z.array(explainedValue),
});

const both = ['vendor', 'client'] as const;
const params = z.strictObject({ contractId: uuid });
/** Asked behind a shared mailbox (D19). */
const personName = optionalLine(60);

export const representationRoutes = {
  waiting: defineRoute({
    permission: 'contract.read', audience: both, id: 'representations.waiting', method: 'GET', path: '/api/v1/representations', article: '第20条1項', summary: { ja: '自分の側の、毎年の表明が必要な契約', en: 'Contracts that wait for the yearly representation of the own side' },
    response: z.strictObject({ statement: antisocialStatement, officers: z.array(z.string()), items: z.array(z.strictObject({ contractId: uuid, contractNumber: z.string(), otherName: z.string(), own: partyAttestation, title: sentence })) }),
  }),
  get: defineRoute({ permission: 'contract.read', audience: both, id: 'representations.get', method: 'GET', path: '/api/v1/contracts/:contractId/representations', article: '第20条1項', summary: { ja: '双方の表明の状態と履歴', en: 'Representations of both sides with their history' }, params, query: z.strictObject(explainQuery), response: representationDetail }),
  attest: defineRoute({
    permission: 'signature.sign', audience: both, id: 'representations.attest', method: 'POST', path: '/api/v1/representations', article: '第20条1項', summary: { ja: '反社会的勢力に該当しないことを改めて表明する（契約をまとめて）', en: 'Represent again, for one or several contracts' },
    body: z.strictObject({ contractIds: z.array(uuid).min(1).max(200), personName, officers: z.array(line(60)).min(1).max(50), statementVersion: z.string().max(20), agreed: z.literal(true) }), response: z.strictObject({ recorded: z.int() }),
  }),
  refuse: defineRoute({
    permission: 'signature.sign', audience: both, id: 'representations.refuse', method: 'POST', path: '/api/v1/contracts/:contractId/representation-refusals', article: '第20条2項', summary: { ja: '表明できないことを、理由とともに相手方に伝える', en: 'Tell the other side that the representation cannot be made' }, params,
    body: z.strictObject({ personName, reason: multiline(2_000) }), response: representationDetail,
  }),
} as const;
