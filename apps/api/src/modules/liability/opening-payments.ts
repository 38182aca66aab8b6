import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, liabilityRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { feeLedgerOf } from '../billing/index.js';
import { ContractReader } from '../contracts/index.js';
import { firstDayOf } from './cap-day.js';

type Opening = ResponseOf<typeof liabilityRoutes.enterOpeningPayment>;

const sql = `select o.id, to_char(o.paid_on, 'YYYY-MM-DD') as "paidOn", o.amount_yen::float8 as "amountYen", o.kind, o.note, o.entered_by as "enteredBy", to_char(o.entered_on, 'YYYY-MM-DD') as "enteredOn",
    (select jsonb_build_object('reason', k.reason, 'correctedBy', k.corrected_by, 'correctedOn', to_char(k.corrected_on, 'YYYY-MM-DD')) from hoshu.opening_payment_correction k where k.opening_payment_id = o.id) as correction
  from hoshu.opening_payment o`;

/** D11: what 甲 paid before the contract moved in here, as far as 第16条2項 needs it. Entered by 乙, taken back by a correcting entry only. */
@Injectable()
export class OpeningPayments {
  constructor(private readonly db: Db, private readonly reader: ContractReader) {}

  /** All of a contract, oldest first, the corrected ones too. Throws not_found. */
  list(actor: Actor, contractId: string): Promise<{ items: Opening[] }> {
    return this.db.read(actor, async (tx) => {
      await this.reader.facts(tx, contractId);
      return { items: await this.of(tx, contractId) };
    });
  }

  /** The same inside a transaction of the caller. */
  of(tx: Tx, contractId: string): Promise<Opening[]> {
    return tx.query<Opening>(`${sql} where o.contract_id = $1 order by o.paid_on, o.id`, [contractId]);
  }

  /** Throws not_found, cap_before_conclusion, opening_payment_day, opening_payment_twice. */
  enter(actor: Actor, contractId: string, body: BodyOf<typeof liabilityRoutes.enterOpeningPayment>): Promise<Opening> {
    return this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, contractId);
      const facts = await this.reader.facts(tx, contractId);
      if (body.paidOn > tx.today || body.paidOn < firstDayOf(facts)) throw new AppError('opening_payment_day', { fields: [{ path: 'body.paidOn', code: 'date', message: actor.request.locale === 'en' ? 'Check the day of payment.' : '入金日を確認してください。' }] });
      const same = (day: string, amountYen: number) => day === body.paidOn && amountYen === body.amountYen;
      const ledger = await feeLedgerOf(tx, { contractId, clientId: facts.clientId });
      const isKnown = ledger.payments.some((row) => same(row.paidOn, row.standingYen)) || (await this.of(tx, contractId)).some((row) => row.correction === null && same(row.paidOn, row.amountYen));
      if (isKnown) throw new AppError('opening_payment_twice');
      const row = found(await tx.one<{ id: string }>(
        'insert into hoshu.opening_payment (tenant_id, client_id, contract_id, paid_on, amount_yen, kind, note, entered_by, entered_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id',
        [actor.tenantId, facts.clientId, contractId, body.paidOn, body.amountYen, body.kind, body.note, actor.name, tx.today]));
      await tx.audit({ type: 'liability.opening-payment-entered', article: '第16条2項', contractId, clientId: facts.clientId, target: { kind: 'opening_payment', id: row.id }, data: { paidOn: body.paidOn, amountYen: body.amountYen, kind: body.kind } });
      return this.one(tx, contractId, row.id);
    });
  }

  /** D11: the payments of a contract that moves in, in the caller's transaction; days and doubles were checked with the file they stand in. */
  async takeOver(tx: Tx, contract: { readonly id: string; readonly clientId: string }, payments: readonly { readonly paidOn: string; readonly amountYen: number }[]): Promise<void> {
    if (payments.length === 0) return;
    await tx.query(
      `insert into hoshu.opening_payment (tenant_id, client_id, contract_id, paid_on, amount_yen, kind, note, entered_by, entered_on) select $1, $2, $3, x.paid_on, x.amount, 'fee', '', $6, $7 from unnest($4::date[], $5::bigint[]) as x(paid_on, amount)`,
      [tx.actor.tenantId, contract.clientId, contract.id, payments.map(({ paidOn }) => paidOn), payments.map(({ amountYen }) => amountYen), tx.actor.name, tx.today]);
  }

  /** Throws not_found, opening_payment_corrected. */
  correct(actor: Actor, { contractId, openingPaymentId }: { readonly contractId: string; readonly openingPaymentId: string }, reason: string): Promise<Opening> {
    return this.db.tx(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      const opening = await this.one(tx, contractId, openingPaymentId);
      const [row] = await tx.query<{ id: string }>(
        `insert into hoshu.opening_payment_correction (tenant_id, client_id, contract_id, opening_payment_id, reason, corrected_by, corrected_on) values ($1, $2, $3, $4, $5, $6, $7) on conflict (tenant_id, opening_payment_id) do nothing returning id`,
        [actor.tenantId, facts.clientId, contractId, openingPaymentId, reason, actor.name, tx.today]);
      if (!row) throw new AppError('opening_payment_corrected');
      await tx.audit({ type: 'liability.opening-payment-corrected', article: '第16条2項', contractId, clientId: facts.clientId, target: { kind: 'opening_payment', id: openingPaymentId }, data: { paidOn: opening.paidOn, amountYen: opening.amountYen, reason } });
      return this.one(tx, contractId, openingPaymentId);
    });
  }

  private async one(tx: Tx, contractId: string, id: string): Promise<Opening> {
    return found(await tx.one<Opening>(`${sql} where o.contract_id = $1 and o.id = $2`, [contractId, id]));
  }
}
