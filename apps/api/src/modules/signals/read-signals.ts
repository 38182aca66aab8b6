import { Injectable } from '@nestjs/common';
import type { ResponseOf, signalRoutes } from '@hoshu/api-schema';
import { groupedDigits, localDate, type SignalKind, signalMeaning, unpaidSignalOn } from '@hoshu/domain';
import { sideOf } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import { Invoices, type OpenInvoiceRow } from '../billing/index.js';
import { SignalRepository, type BouncedRow, type NotedRow, type ReturnedRow, type ReviewRow } from './signal.repository.js';

export type SignalView = ResponseOf<typeof signalRoutes.list>['open'][number];
type Words = SignalView['title'];
/** One signal before it is shown; `fileId` is its paper where there is one. */
export interface Signal {
  readonly key: string; readonly kind: SignalKind; readonly clientId: string; readonly on: string; readonly source: Words; readonly note: string; readonly fileId: string | null; readonly noted: NotedRow | null; readonly review: ReviewRow | null;
}
/** What a declaration takes over as evidence. */
export interface SignalEvidence { readonly kind: SignalKind; readonly text: string; readonly fileId: string | null }

const suggestions: Readonly<Record<'unpaid' | 'known' | 'noted' | 'registryChange', Words>> = {
  unpaid: { ja: '支払の遅れだけでは第19条の事由になりません。まず連絡し、必要なら催告（民法541条）を検討してください。', en: 'Late payment alone is no ground of article 19. Get in touch first, then consider a demand (Civil Code art. 541).' },
  known: { ja: '事情を確認してください。支払停止といえるかは人が判断します（要確認）。', en: 'Find out what happened. Whether payments were suspended is for people to decide.' },
  noted: { ja: '事由にあたるか、解除するかは人が判断します（要確認）。自動で終わることはありません。', en: 'Whether this is a ground, and whether to rescind, is for people to decide. Nothing ends by itself.' },
  registryChange: { ja: 'これだけでは第19条の事由になりません。清算人や承継先に、契約と支払の予定を確認してください。', en: 'No ground by itself. Ask the liquidator or successor about the contract and payments.' },
};

const suggestionOf = ({ kind, noted }: Signal): Words => (kind === 'unpaid' || kind === 'registryChange' ? suggestions[kind] : noted ? suggestions.noted : suggestions.known);

const ofInvoice = (invoice: OpenInvoiceRow, months: number): Omit<Signal, 'review'> => ({
  key: `unpaid:${invoice.id}`, kind: 'unpaid', clientId: invoice.clientId, on: unpaidSignalOn({ dueOn: localDate(invoice.dueOn), months }), note: '', fileId: null, noted: null,
  source: { ja: `請求書 ${invoice.number}（支払期日 ${invoice.dueOn}、残額 ${groupedDigits(invoice.remainingYen)}円）が${months}か月を超えて未払い`, en: `Invoice ${invoice.number} (due ${invoice.dueOn}, JPY ${groupedDigits(invoice.remainingYen)} open) unpaid for more than ${months} months` },
});
const ofReturned = (row: ReturnedRow): Omit<Signal, 'review'> => ({
  key: `returned:${row.id}`, kind: 'paymentReturned', clientId: row.client_id, on: row.reversed_on, note: row.reason, fileId: null, noted: null,
  source: { ja: `${row.paid_on} の入金 ${groupedDigits(row.amount_yen)}円${row.payer_name ? `（${row.payer_name}）` : ''}を取り消した記録`, en: `Payment of JPY ${groupedDigits(row.amount_yen)} of ${row.paid_on} was taken back` },
});
const ofBounced = (row: BouncedRow): Omit<Signal, 'review'> => ({
  key: `bounced:${row.id}`, kind: 'mailBounced', clientId: row.client_id, on: row.answered_on, note: row.server_response.slice(0, 300), fileId: null, noted: null,
  source: { ja: `${row.recipient} へのメール「${row.subject}」への受信サーバーの応答`, en: `Answer of the server of ${row.recipient} to "${row.subject}"` },
});
const ofNoted = (row: NotedRow): Omit<Signal, 'review'> => ({ key: `noted:${row.id}`, kind: row.kind, clientId: row.client_id, on: row.happened_on, source: { ja: row.source, en: row.source }, note: row.note, fileId: row.file_id, noted: row });

/** Signals of 第19条2号・3号 from the records of the reader's own side. They are computed on each reading and end nothing. */
@Injectable()
export class SignalReader {
  constructor(private readonly repository: SignalRepository, private readonly invoices: Invoices) {}

  /** Newest fact first; of one client, or of all that this side may see. */
  async all(tx: Tx, clientId: string | null): Promise<Signal[]> {
    const noted = (await this.repository.noted(tx, clientId)).map(ofNoted);
    const known = sideOf(tx.actor) === 'vendor' ? await this.known(tx, clientId) : [];
    const reviews = new Map((await this.repository.reviews(tx, clientId)).map((review) => [`${review.client_id} ${review.signal_key}`, review]));
    return [...noted, ...known].map((signal) => ({ ...signal, review: reviews.get(`${signal.clientId} ${signal.key}`) ?? null })).sort((a, b) => (a.on === b.on ? b.key.localeCompare(a.key) : b.on.localeCompare(a.on)));
  }

  private async known(tx: Tx, clientId: string | null): Promise<Omit<Signal, 'review'>[]> {
    const { unpaidMonths } = await this.repository.policy(tx);
    const unpaid = (await this.invoices.open(tx, clientId)).filter(({ overdue, dueOn }) => overdue && unpaidSignalOn({ dueOn: localDate(dueOn), months: unpaidMonths }) <= tx.today);
    return [...unpaid.map((invoice) => ofInvoice(invoice, unpaidMonths)), ...(await this.repository.returned(tx, clientId)).map(ofReturned), ...(await this.repository.bounced(tx, clientId)).map(ofBounced)];
  }

  /** What nobody put aside yet. */
  async open(tx: Tx, clientId: string): Promise<Signal[]> {
    return (await this.all(tx, clientId)).filter(({ review }) => review === null);
  }

  /** One signal as evidence of a declaration. Throws not_found for another client's or the other side's. */
  async evidence(tx: Tx, clientId: string, key: string): Promise<SignalEvidence> {
    const signal = found((await this.open(tx, clientId)).find((one) => one.key === key));
    const fileId = signal.kind === 'unpaid' ? await this.repository.invoicePdf(tx, key.slice('unpaid:'.length)) : signal.fileId;
    return { kind: signal.kind, text: [`${signalMeaning(signal.kind).ja}（${signal.on}）`, `出所：${signal.source.ja}`, ...(signal.note ? [signal.note] : [])].join('\n'), fileId };
  }

  async views(tx: Tx, signals: readonly Signal[]): Promise<SignalView[]> {
    const clientIds = [...new Set(signals.map(({ clientId }) => clientId))];
    const names = await this.repository.clientNames(tx, clientIds);
    const contracts = await this.repository.contracts(tx, clientIds);
    return signals.map((signal) => {
      const { ja, en, clause, ground } = signalMeaning(signal.kind);
      return {
        key: signal.key, kind: signal.kind, title: { ja, en }, clause, clientId: signal.clientId, clientName: names.get(signal.clientId) ?? '', on: signal.on, source: signal.source, note: signal.note,
        signalId: signal.noted?.id ?? null, fileName: signal.noted?.file_name ?? null, recordedBy: signal.noted?.recorded_by ?? null, recordedOn: signal.noted?.recorded_on ?? null, event: ground, suggestion: suggestionOf(signal),
        contracts: contracts.filter((contract) => contract.client_id === signal.clientId).map(({ id, number }) => ({ id, number })), aside: signal.review && { reason: signal.review.reason, by: signal.review.decided_by, on: signal.review.decided_on },
      };
    });
  }
}
