import { Injectable } from '@nestjs/common';
import type { ResponseOf, checkRoutes } from '@hoshu/api-schema';
import { antisocialGate, checkValidUntil, localDate } from '@hoshu/domain';
import type { Tx } from '../../platform/db/tx.js';
import { stated, type ExplainedValue } from '../../platform/explain/index.js';
import { CheckRepository, type CheckedClient, type CheckPolicy, type CheckRow, type SubjectKind } from './check.repository.js';

export type CheckStanding = ResponseOf<typeof checkRoutes.standing>['items'][number];
type Subject = CheckStanding['subjects'][number];
type State = Subject['state'];

/** The same person, however the name was typed. */
export const subjectKey = (name: string): string => name.normalize('NFKC').replace(/\s/g, '').toLowerCase();

const worstFirst: readonly State[] = ['blocked', 'missing', 'expired', 'ok'];
const stateWords: Readonly<Record<State, (standing: { validUntil: string | null; open: string }) => CheckStanding['text']>> = {
  blocked: ({ open }) => ({ ja: `該当の可能性があり、判断が必要です（${open}）。`, en: `A possible match has to be decided (${open}).` }),
  missing: ({ open }) => ({ ja: `確認の記録がありません（${open}）。`, en: `There is no check of ${open}.` }),
  expired: ({ open }) => ({ ja: `確認の有効期間が終わっています（${open}）。`, en: `The check of ${open} has expired.` }),
  ok: ({ validUntil }) => ({ ja: `確認済みです（${validUntil} まで有効）。`, en: `Checked, valid until ${validUntil}.` }),
};

function subjectOf(name: string, kind: SubjectKind, { checks, policy, today }: { checks: readonly CheckRow[]; policy: CheckPolicy; today: string }): Subject {
  const newest = checks.findLast((check) => check.subject_kind === kind && (kind === 'company' || subjectKey(check.subject_name) === subjectKey(name)));
  if (!newest) return { kind, name, state: 'missing', checkedOn: null, validUntil: null };
  // R27: a hit stays a block until people decided that it is somebody else.
  const result = newest.decision === 'cleared' ? 'clear' : newest.result;
  const state = antisocialGate({ checkedOn: localDate(newest.checked_on), result, asOf: localDate(today), validityMonths: policy.validityMonths });
  return { kind, name, state, checkedOn: newest.checked_on, validUntil: checkValidUntil(localDate(newest.checked_on), policy.validityMonths) };
}

/** R27 for one client: the worst of everyone who has to be checked. Hits on anybody else count too. */
export function standingOf(client: CheckedClient, given: { readonly checks: readonly CheckRow[]; readonly policy: CheckPolicy; readonly today: string }): CheckStanding {
  const own = { ...given, checks: given.checks.filter((check) => check.client_id === client.id) };
  const needed = [subjectOf(client.company_name, 'company', own), ...(given.policy.coversOfficers ? client.officers.map((name) => subjectOf(name, 'officer', own)) : [])];
  const isNeeded = (name: string) => needed.some((subject) => subjectKey(subject.name) === subjectKey(name));
  const others = [...new Map(own.checks.filter((check) => check.subject_kind !== 'company' && !isNeeded(check.subject_name)).map((check) => [`${check.subject_kind} ${subjectKey(check.subject_name)}`, check])).values()]
    .map((check) => subjectOf(check.subject_name, check.subject_kind, own));
  const counted = [...needed, ...others.filter(({ state }) => state === 'blocked')];
  const state = worstFirst.find((wanted) => counted.some((subject) => subject.state === wanted)) ?? 'ok';
  const validUntil = needed.every((subject) => subject.validUntil !== null) ? (needed.map((subject) => subject.validUntil ?? '').sort()[0] ?? null) : null;
  const open = counted.filter((subject) => subject.state === state).map(({ name }) => name).join('、');
  return { clientId: client.id, clientName: client.company_name, state, validUntil, text: stateWords[state]({ validUntil, open }), subjects: [...needed, ...others] };
}

/** Until when each check of a client counts, and with it the client's standing (R27, F185). */
export function explainedValidity(item: CheckStanding, { index, months }: { readonly index: number; readonly months: number }): ExplainedValue[] {
  const of = (name: string, key: string, { checkedOn, validUntil, more = [] }: Pick<Subject, 'checkedOn' | 'validUntil'> & { readonly more?: readonly { ja: string; en: string }[] }): ExplainedValue[] => (validUntil === null ? [] : [{
    key, label: { ja: `${name}の確認の有効期限`, en: `Validity of the check of ${name}` }, value: validUntil,
    explanation: stated({ result: validUntil, article: '第20条', law: '暴力団排除条例、政府指針（平成19年）', needsReview: true, inputs: { checkedOn, months }, steps: [...(checkedOn ? [{ ja: `確認日 ${checkedOn} から、決めた有効期間 ${months}か月 ＝ ${validUntil} まで`, en: `${months} months, the validity chosen, from the check on ${checkedOn}: until ${validUntil}` }] : []), ...more] }),
  }]);
  const whole = { ja: `確認が必要な全員（${item.subjects.map(({ name }) => name).join('、')}）のうち、いちばん早い期限 ＝ ${item.validUntil ?? ''}`, en: `The earliest among everyone who has to be checked: ${item.validUntil ?? ''}` };
  return [...of(item.clientName, `items.${index}.validUntil`, { checkedOn: null, validUntil: item.validUntil, more: [whole] }), ...item.subjects.flatMap((subject, place) => of(subject.name, `items.${index}.subjects.${place}.validUntil`, subject))];
}

/** For other slices: how a client stands, and whether that stands before sending (D4). */
@Injectable()
export class CheckStandings {
  constructor(private readonly repository: CheckRepository) {}

  async all(tx: Tx, clientId: string | null): Promise<{ policy: CheckPolicy; items: CheckStanding[]; running: ReadonlySet<string> }> {
    const policy = await this.repository.policy(tx);
    const clients = await this.repository.clients(tx, clientId);
    const checks = await this.repository.ofClients(tx, clients.map(({ id }) => id));
    return { policy, items: clients.map((client) => standingOf(client, { checks, policy, today: tx.today })), running: new Set(clients.filter((client) => client.is_running).map(({ id }) => id)) };
  }

  /** The standing of one client and whether the vendor wants it checked; null standing for an archived client. */
  async of(tx: Tx, clientId: string): Promise<{ isRequired: boolean; standing: CheckStanding | null }> {
    const { policy, items } = await this.all(tx, clientId);
    return { isRequired: policy.isRequired, standing: items[0] ?? null };
  }
}
