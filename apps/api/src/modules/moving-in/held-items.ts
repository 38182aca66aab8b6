import type { ResponseOf, movingInRoutes } from '@hoshu/api-schema';
import { addDays, dateJa, endsAtOnce, localDate, monthJa, type ReminderKind } from '@hoshu/domain';
import type { Tx } from '../../platform/db/tx.js';
import type { HeldInvoice } from '../billing/index.js';
import type { ContractFacts } from '../contracts/index.js';
import { mailSubject } from '../notifications/index.js';
import type { HeldReminder } from '../renewals/index.js';
import type { HeldRepresentation } from '../representations/index.js';

export type HeldItem = ResponseOf<typeof movingInRoutes.held>['items'][number];
type Side = 'client' | 'vendor';
const sides: readonly Side[] = ['client', 'vendor'];
/** A contract that is not live or not billed here yet, with the terms it will have had by then. `goesLiveOn`: null once it is live. */
export interface Waiting { readonly facts: ContractFacts; readonly sinceOn: string; readonly goesLiveOn: string | null; readonly knownTerms: number }

const stepNames: Readonly<Record<ReminderKind, readonly [ja: string, en: string]>> = {
  first: ['通知期限の90日前', '90 days before the deadline'], posting_30: ['郵送の30日前', '30 days before the last safe posting'], posting_14: ['郵送の14日前', '14 days before the last safe posting'],
  posting_7: ['郵送の7日前', '7 days before the last safe posting'], posting_3: ['郵送の3日前', '3 days before the last safe posting'], posting_day: ['郵送が間に合う最後の日', 'the last safe day of posting'],
};
const reasons = {
  act: { ja: '利用開始日より前の操作のため', en: 'Done before the day of going live' },
  calendar: { ja: '利用開始日より前の日のため', en: 'Due before the day of going live' },
  elsewhere: { ja: '請求開始日より前の月のため（それまでの方法で請求）', en: 'A month before billing begins here; billed as before' },
} as const;

const itemOf = ({ facts }: Waiting, item: Omit<HeldItem, 'contractId' | 'contractNumber' | 'companyName' | 'goesLiveOn'>): HeldItem =>
  ({ contractId: facts.id, contractNumber: facts.number, companyName: facts.clientName, goesLiveOn: facts.goesLiveOn ?? facts.billingStartsOn ?? item.on, ...item });
// Where 別紙1 names no address nobody would have been written to.
const hasAddress = ({ facts }: Waiting, side: Side): boolean => facts.terms.annex.notices[side].email !== '';
const mailOf = (entry: Waiting, side: Side, mail: { readonly template: string; readonly on: string; readonly data?: Readonly<Record<string, string>>; readonly then?: HeldItem['then'] }): HeldItem[] =>
  (hasAddress(entry, side) ? [itemOf(entry, { kind: `mail_${side}`, on: mail.on, amountYen: null, then: mail.then ?? 'never', why: reasons.calendar, ...mailSubject(mail.template, { contractNumber: entry.facts.number, ...mail.data }) })] : []);

/** An invoice that the run would have made; one of a term that begins later is known from its first day on. */
export function invoiceItem(entry: Waiting, { charge, then }: HeldInvoice): HeldItem {
  const term = entry.facts.periods.slice(entry.knownTerms).find(({ startsOn, lastOn }) => startsOn <= charge.periodStartOn && charge.periodStartOn <= lastOn);
  const on = [charge.issueOn as string, entry.sinceOn, term?.startsOn ?? entry.sinceOn].sort().at(-1) ?? charge.issueOn;
  return itemOf(entry, { kind: 'invoice', on, amountYen: charge.grossYen, then, why: then === 'never' ? reasons.elsewhere : reasons.calendar, ja: `${monthJa(charge.serviceMonth)}分の請求書（支払期日 ${dateJa(localDate(charge.dueOn))}）`, en: `Invoice for ${charge.serviceMonth}, due on ${charge.dueOn}` });
}

/** A warning of 第17条2項. */
export function reminderItems(entry: Waiting, { party, kind, on, isSentLater }: HeldReminder): HeldItem[] {
  const [ja, en] = stepNames[kind];
  return hasAddress(entry, party) ? [itemOf(entry, { kind: `reminder_${party}`, on, amountYen: null, then: isSentLater ? 'on_go_live' : 'never', why: reasons.calendar, ja: `契約更新の通知期限のお知らせ（${ja}）`, en: `Warning of the notice deadline (${en})` })] : [];
}

/** A yearly request of 第20条1項. */
export const representationItems = (entry: Waiting, { party, kind, dueOn, on, isSentLater }: HeldRepresentation): HeldItem[] => mailOf(entry, party, { template: `representation.${kind}`, on, data: { dueOn }, then: isSentLater ? 'on_go_live' : 'never' });

/** 第17条2項: the mails of the first day of a renewed term that is still to come. Those of terms on record are kept as rows. */
export const renewalItems = (entry: Waiting): HeldItem[] => {
  const { goesLiveOn, facts, knownTerms } = entry;
  return goesLiveOn ? facts.periods.slice(knownTerms).filter(({ startsOn }) => startsOn < goesLiveOn).flatMap(({ startsOn }) => sides.flatMap((side) => mailOf(entry, side, { template: 'notices.renewed', on: startsOn }))) : [];
};

/** The mails of an end that takes effect before the day of going live and after today. */
export function endItems(entry: Waiting, today: string): HeldItem[] {
  const { goesLiveOn, facts: { end } } = entry;
  if (!goesLiveOn || !end) return [];
  const on = endsAtOnce(end.basis) ? end.lastOn : addDays(localDate(end.lastOn), 1);
  return on > today && on < goesLiveOn ? sides.flatMap((side) => mailOf(entry, side, { template: 'notices.ended', on })) : [];
}

/** The mails that were kept back when somebody acted or a day came: rows of the transactions that dropped them. */
export async function keptItems(tx: Tx, waiting: ReadonlyMap<string, Waiting>): Promise<HeldItem[]> {
  const rows = await tx.query<{ contractId: string; side: Side; cause: 'act' | 'calendar'; on: string; ja: string; en: string }>(
    `select contract_id as "contractId", side, cause, to_char(held_on, 'YYYY-MM-DD') as "on", subject_ja as ja, subject_en as en from hoshu.held_mail where contract_id = any($1) order by held_on, id`, [[...waiting.keys()]]);
  return rows.flatMap(({ contractId, side, cause, on, ja, en }) => {
    const entry = waiting.get(contractId);
    return entry?.goesLiveOn ? [itemOf(entry, { kind: `mail_${side}`, on, amountYen: null, then: 'never', why: reasons[cause], ja, en })] : [];
  });
}
