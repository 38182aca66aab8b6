import { monthJa } from '@hoshu/domain';
import { Injectable } from '@nestjs/common';
import type { ResponseOf, movingInRoutes } from '@hoshu/api-schema';
import type { ReminderKind } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { writeCsv } from '../../platform/tables/csv.js';
import { HeldInvoices } from '../billing/index.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { HeldReminders, periodsUntil } from '../renewals/index.js';

type View = ResponseOf<typeof movingInRoutes.held>;
type Item = View['items'][number];
/** A contract that is not live or not billed here yet, with the terms it will have had by then. `goesLiveOn`: null once it is live. */
interface Waiting { readonly facts: ContractFacts; readonly sinceOn: string; readonly goesLiveOn: string | null; readonly knownTerms: number }

const stepNames: Readonly<Record<ReminderKind, readonly [ja: string, en: string]>> = {
  first: ['通知期限の90日前', '90 days before the deadline'], posting_30: ['郵送の30日前', '30 days before the last safe posting'], posting_14: ['郵送の14日前', '14 days before the last safe posting'],
  posting_7: ['郵送の7日前', '7 days before the last safe posting'], posting_3: ['郵送の3日前', '3 days before the last safe posting'], posting_day: ['郵送が間に合う最後の日', 'the last safe day of posting'],
};
// One mail to each side.
const renewedWords = [['契約更新のお知らせ（お客様（甲）へ）', 'Mail about the renewal, to the client'], ['契約更新のお知らせ（自社へ）', 'Mail about the renewal, to you']] as const;
const kindNames: Readonly<Record<Item['kind'], string>> = { invoice: '請求書とメール', reminder_client: 'お客様（甲）への期限のお知らせ', reminder_vendor: '自社への期限のお知らせ', mail: 'メール' };
const thenNames: Readonly<Record<Item['then'], string>> = { on_go_live: '利用開始日に行う', never: '行わない' };

/** D11: what would have gone out of contracts that are not live yet, computed anew on each reading by the rules that send. */
@Injectable()
export class HeldBack {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly invoices: HeldInvoices, private readonly reminders: HeldReminders) {}

  list(actor: Actor): Promise<View> {
    return this.db.read(actor, (tx) => this.view(tx));
  }

  /** The same list for spreadsheets. */
  file(actor: Actor): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => {
      const { items, asOf } = await this.view(tx);
      const rows = items.map((item) => [item.on, item.contractNumber, item.companyName, kindNames[item.kind], item.ja, item.amountYen ?? '', item.goesLiveOn, thenNames[item.then]]);
      return new FileAnswer(writeCsv([['日付', '契約番号', '取引先', '種類', '内容', '金額（円）', '利用開始日', 'このあと'], ...rows]), 'text/csv; charset=utf-8', `止めているもの_${asOf.replaceAll('-', '')}.csv`);
    });
  }

  private async view(tx: Tx): Promise<View> {
    const all = (await this.reader.concluded(tx)).filter(({ goesLiveOn, billingStartsOn }) => (goesLiveOn ?? '') > tx.today || (billingStartsOn ?? '') > tx.today);
    const begun = new Map((await tx.query<{ id: string; on: string }>(`select r.contract_id as id, to_char(timezone('Asia/Tokyo', m.begun_at), 'YYYY-MM-DD') as "on" from hoshu.move_row r join hoshu.move_run m on m.id = r.move_run_id where r.contract_id is not null`)).map(({ id, on }) => [id, on]));
    const waiting = all.map((facts): Waiting => {
      const goesLiveOn = facts.goesLiveOn !== null && facts.goesLiveOn > tx.today ? facts.goesLiveOn : null;
      return { facts: { ...facts, periods: periodsUntil(facts, goesLiveOn ?? tx.today) }, sinceOn: begun.get(facts.id) ?? tx.today, goesLiveOn, knownTerms: facts.periods.length };
    });
    const items = [...(await this.bills(tx, waiting)), ...(await this.warnings(tx, waiting)), ...renewals(waiting)]
      .sort((a, b) => (a.on === b.on ? (a.contractNumber < b.contractNumber ? -1 : 1) : a.on < b.on ? -1 : 1));
    const bills = items.filter(({ kind, then }) => kind === 'invoice' && then === 'on_go_live');
    return { asOf: tx.today, items, invoices: bills.length, invoicesYen: bills.reduce((sum, item) => sum + (item.amountYen ?? 0), 0), mails: items.filter(({ kind }) => kind !== 'invoice').length };
  }

  private async bills(tx: Tx, waiting: readonly Waiting[]): Promise<Item[]> {
    return (await this.invoices.list(tx, waiting)).flatMap(({ contractId, charge, then }) => {
      const entry = waiting.find(({ facts }) => facts.id === contractId);
      if (!entry) return [];
      // An invoice of a term that begins later is known from its first day on.
      const term = entry.facts.periods.slice(entry.knownTerms).find(({ startsOn, lastOn }) => startsOn <= charge.periodStartOn && charge.periodStartOn <= lastOn);
      const on = [charge.issueOn as string, entry.sinceOn, term?.startsOn ?? entry.sinceOn].sort().at(-1) ?? charge.issueOn;
      return [itemOf(entry, {
        kind: 'invoice', on, amountYen: charge.grossYen, then, ja: `${monthJa(charge.serviceMonth)}分の請求書（支払期日 ${charge.dueOn}）`, en: `Invoice for ${charge.serviceMonth}, due on ${charge.dueOn}`,
      })];
    });
  }

  private async warnings(tx: Tx, waiting: readonly Waiting[]): Promise<Item[]> {
    const held = await this.reminders.list(tx, waiting.flatMap(({ facts, sinceOn, goesLiveOn }) => (goesLiveOn ? [{ contractId: facts.id, sinceOn, goesLiveOn }] : [])));
    return held.flatMap(({ contractId, party, kind, on, isSentLater }) => {
      const entry = waiting.find(({ facts }) => facts.id === contractId);
      const [ja, en] = stepNames[kind];
      return entry ? [itemOf(entry, { kind: party === 'client' ? 'reminder_client' : 'reminder_vendor', on, amountYen: null, then: isSentLater ? 'on_go_live' : 'never', ja: `契約更新の通知期限のお知らせ（${ja}）`, en: `Warning of the notice deadline (${en})` })] : [];
    });
  }
}

const itemOf = ({ facts }: Waiting, item: Omit<Item, 'contractId' | 'contractNumber' | 'companyName' | 'goesLiveOn'>): Item =>
  ({ contractId: facts.id, contractNumber: facts.number, companyName: facts.clientName, goesLiveOn: facts.goesLiveOn ?? facts.billingStartsOn ?? item.on, ...item });

// 第17条2項: on the first day of a renewed term each side would have had a mail.
const renewals = (waiting: readonly Waiting[]): Item[] => waiting.flatMap((entry) => {
  const { goesLiveOn, sinceOn, facts } = entry;
  if (!goesLiveOn) return [];
  return facts.periods.slice(1).filter(({ startsOn }) => startsOn > sinceOn && startsOn < goesLiveOn).flatMap(({ startsOn }) => renewedWords.map(([ja, en]) => itemOf(entry, { kind: 'mail', on: startsOn, amountYen: null, then: 'never', ja, en })));
});
