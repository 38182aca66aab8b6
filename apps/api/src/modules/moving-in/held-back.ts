import { Injectable } from '@nestjs/common';
import type { ResponseOf, movingInRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { writeCsv } from '../../platform/tables/csv.js';
import { HeldInvoices } from '../billing/index.js';
import { billedFrom, ContractReader, isLive, liveFrom } from '../contracts/index.js';
import { HeldReminders, periodsUntil } from '../renewals/index.js';
import { HeldRepresentations } from '../representations/index.js';
import { endItems, invoiceItem, keptItems, reminderItems, renewalItems, representationItems, type HeldItem, type Waiting } from './held-items.js';

type View = ResponseOf<typeof movingInRoutes.held>;

const kindNames: Readonly<Record<HeldItem['kind'], string>> = { invoice: '請求書とメール', reminder_client: '期限のお知らせ', reminder_vendor: '期限のお知らせ', mail_client: 'メール', mail_vendor: 'メール' };
const thenNames: Readonly<Record<HeldItem['then'], string>> = { on_go_live: '利用開始日に行う', never: '行わない' };
const headings = ['日付', '契約番号', '取引先', '種類', '宛先', '内容', '金額（円）', '出さなかった理由', '利用開始日', 'このあと'];
const recipientOf = ({ kind }: HeldItem): string => (kind.endsWith('vendor') ? '自社' : 'お客様（甲）');

/** D11: what would have gone out of contracts that are not live yet: what the days bring, computed on each reading by the rules that send, and what acts would have sent, from the rows kept then. */
@Injectable()
export class HeldBack {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly invoices: HeldInvoices, private readonly reminders: HeldReminders, private readonly representations: HeldRepresentations) {}

  list(actor: Actor): Promise<View> {
    return this.db.read(actor, (tx) => this.view(tx));
  }

  /** The same list for spreadsheets. */
  file(actor: Actor): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => {
      const { items, asOf } = await this.view(tx);
      const rows = items.map((item) => [item.on, item.contractNumber, item.companyName, kindNames[item.kind], recipientOf(item), item.ja, item.amountYen ?? '', item.why.ja, item.goesLiveOn, thenNames[item.then]]);
      return new FileAnswer(writeCsv([headings, ...rows]), 'text/csv; charset=utf-8', `止めているもの_${asOf.replaceAll('-', '')}.csv`);
    });
  }

  private async view(tx: Tx): Promise<View> {
    const waiting = new Map((await this.waiting(tx)).map((entry) => [entry.facts.id, entry]));
    const items = [...(await this.bills(tx, waiting)), ...(await this.mails(tx, waiting))].sort((a, b) => (a.on === b.on ? (a.contractNumber < b.contractNumber ? -1 : 1) : a.on < b.on ? -1 : 1));
    const bills = items.filter(({ kind, then }) => kind === 'invoice' && then === 'on_go_live');
    return { asOf: tx.today, items, invoices: bills.length, invoicesYen: bills.reduce((sum, item) => sum + (item.amountYen ?? 0), 0), mails: items.filter(({ kind }) => kind !== 'invoice').length };
  }

  // One that ended before its day waits on: what was dropped until then is still to be read.
  private async waiting(tx: Tx): Promise<Waiting[]> {
    const ids = await tx.query<{ id: string }>(`select c.id from hoshu.contract c join hoshu.client cl on cl.id = c.client_id where ${liveFrom} > $1 or ${billedFrom} > $1`, [tx.today]);
    const all = await this.reader.concluded(tx, '0001-01-01', ids.map(({ id }) => id));
    const begun = new Map((await tx.query<{ id: string; on: string }>(`select r.contract_id as id, to_char(timezone('Asia/Tokyo', m.begun_at), 'YYYY-MM-DD') as "on" from hoshu.move_row r join hoshu.move_run m on m.id = r.move_run_id where r.contract_id is not null`)).map(({ id, on }) => [id, on]));
    return all.map((facts) => {
      const goesLiveOn = isLive(facts, tx.today) ? null : facts.goesLiveOn;
      return { facts: { ...facts, periods: periodsUntil(facts, goesLiveOn ?? tx.today) }, sinceOn: begun.get(facts.id) ?? facts.conclusion?.concludedOn ?? tx.today, goesLiveOn, knownTerms: facts.periods.length };
    });
  }

  private async bills(tx: Tx, waiting: ReadonlyMap<string, Waiting>): Promise<HeldItem[]> {
    return (await this.invoices.list(tx, [...waiting.values()])).flatMap((held) => {
      const entry = waiting.get(held.contractId);
      return entry ? [invoiceItem(entry, held)] : [];
    });
  }

  private async mails(tx: Tx, waiting: ReadonlyMap<string, Waiting>): Promise<HeldItem[]> {
    const entries = [...waiting.values()];
    const notLive = entries.flatMap(({ facts, sinceOn, goesLiveOn }) => (goesLiveOn ? [{ facts, sinceOn, goesLiveOn }] : []));
    const of = <T extends { readonly contractId: string }>(held: readonly T[], item: (entry: Waiting, one: T) => HeldItem[]) => held.flatMap((one) => { const entry = waiting.get(one.contractId); return entry ? item(entry, one) : []; });
    return [
      ...of(await this.reminders.list(tx, notLive), reminderItems), ...of(await this.representations.list(tx, notLive), representationItems),
      ...entries.flatMap((entry) => [...renewalItems(entry), ...endItems(entry, tx.today)]), ...(await keptItems(tx, waiting)),
    ];
  }
}
