import { z } from 'zod';
import { KNOWN_SIGNALS, NOTED_SIGNALS } from '@hoshu/domain';
import { fileBytes, line, localDate, optionalMultiline, uuid, version } from './fields.js';
import { rescissionEvents } from './rescission.js';
import { defineRoute } from './route.js';

const sentence = z.strictObject({ ja: z.string(), en: z.string() });
/** The first three follow from the vendor's records, the others were noted by a person with source and file. */
export const signalKinds = z.enum([...KNOWN_SIGNALS, ...NOTED_SIGNALS]);
export const notedSignals = z.enum(NOTED_SIGNALS);
export const signalPolicy = z.strictObject({ unpaidMonths: z.int().min(1).max(24) });
/** A hint at 第19条2号・3号. It asks people to look; nothing ends because of it. */
export const signalView = z.strictObject({
  key: z.string(), kind: signalKinds, title: sentence, clause: z.string(), clientId: uuid, clientName: z.string(), /** The day of the fact, not of its discovery. */ on: localDate, source: sentence, note: z.string(),
  /** Set for what a person noted. */ signalId: uuid.nullable(), fileName: z.string().nullable(), recordedBy: z.string().nullable(), recordedOn: localDate.nullable(),
  /** The ground it could support; null: none by itself. */ event: rescissionEvents.nullable(), suggestion: sentence,
  contracts: z.array(z.strictObject({ id: uuid, number: z.string() })), aside: z.strictObject({ reason: z.string(), by: z.string(), on: localDate }).nullable(),
});

const both = ['vendor', 'client'] as const;
const read = { permission: 'rescission.read', audience: both, article: '第19条' } as const;
const write = { permission: 'rescission.declare', audience: both, method: 'POST', article: '第19条' } as const;
const clientId = z.strictObject({ clientId: uuid });

export const signalRoutes = {
  list: defineRoute({
    ...read, id: 'signals.list', method: 'GET', path: '/api/v1/signals', summary: { ja: '支払停止・倒産の兆候（日付と出所つき）', en: 'Signals of insolvency with day and source' }, query: z.strictObject({ clientId: uuid.optional(), contractId: uuid.optional() }),
    response: z.strictObject({ open: z.array(signalView), aside: z.array(signalView), /** null for 甲, whose records know no invoices. */ policy: z.strictObject({ ...signalPolicy.shape, version: z.int() }).nullable() }),
  }),
  record: defineRoute({ ...write, id: 'signals.record', path: '/api/v1/clients/:clientId/signals', summary: { ja: '不渡り・倒産手続などの事実を、出所とファイルつきで記録する', en: 'Note a dishonour or insolvency event with its source and file' }, params: clientId, body: z.strictObject({ kind: notedSignals, happenedOn: localDate, source: line(200), note: optionalMultiline(2_000), fileId: uuid }), response: signalView }),
  upload: defineRoute({ ...write, id: 'signals.upload', path: '/api/v1/uploads/clients/:clientId/signals', consumes: 'upload', summary: { ja: '兆候の出所（官報の写しなど）のファイルを保存', en: 'Keep the file of a source' }, params: clientId, response: z.strictObject({ fileId: uuid }) }),
  file: defineRoute({ ...read, id: 'signals.file', method: 'GET', path: '/api/v1/signals/:partySignalId/file', produces: 'file', summary: { ja: '兆候の出所のファイル', en: 'The file of a source' }, params: z.strictObject({ partySignalId: uuid }), response: fileBytes }),
  setAside: defineRoute({ ...write, id: 'signals.setAside', path: '/api/v1/clients/:clientId/signal-reviews', summary: { ja: '兆候を確認し、理由を書いて対象から外す', en: 'Put a signal aside with a reason' }, params: clientId, body: z.strictObject({ key: line(120), reason: line(300) }), response: signalView }),
  savePolicy: defineRoute({ permission: 'settings.write', audience: ['vendor'], method: 'PUT', article: '第19条', id: 'signals.savePolicy', path: '/api/v1/signals/policy', summary: { ja: '未払いを兆候とする月数', en: 'From how many unpaid months on an invoice is a signal' }, ifMatch: true, body: signalPolicy, response: z.strictObject({ ...signalPolicy.shape, version }) }),
} as const;
