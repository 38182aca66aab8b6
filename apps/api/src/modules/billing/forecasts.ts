import { Injectable } from '@nestjs/common';
import { localDate, monthOf } from '@hoshu/domain';
import { stated, why } from '../../platform/explain/index.js';
import type { ResponseOf, billingRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { ContractReader, dueExplanation, isLive, whyProrated, type ContractFacts } from '../contracts/index.js';
import { vendorContact } from '../tenants/index.js';
import { plannedTerm, planTerms, type PlannedCharge } from './invoice-plan.js';

type Preview = ResponseOf<typeof billingRoutes.preview>;

/** What follows from a contract's money: the invoices to come (F066). */
@Injectable()
export class Forecasts {
  constructor(private readonly db: Db, private readonly reader: ContractReader) {}

  /** Every invoice of the newest term by the run's own computation, with the numbers of those that stand. Throws not_found, schedule_incomplete. */
  preview(actor: Actor, contractId: string): Promise<Preview> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      const settings = { taxRounding: (await vendorContact(tx)).taxRounding };
      if (!planTerms(facts, settings, monthOf(localDate(tx.today)))) throw new AppError('schedule_incomplete');
      const issued = await tx.query<{ on: string; number: string; dueOn: string; issuedOn: string }>(
        `select to_char(l.period_start, 'YYYY-MM-DD') as "on", i.number, to_char(i.due_on, 'YYYY-MM-DD') as "dueOn", to_char(i.issued_on, 'YYYY-MM-DD') as "issuedOn" from hoshu.invoice_line l join hoshu.invoice i on i.id = l.invoice_id join hoshu.charge ch on ch.id = l.charge_id and ch.kind <> 'separate_work' where l.contract_id = $1 and l.live and i.number is not null`, [contractId]);
      const known = new Map(issued.map((row) => [row.on, row]));
      const items = plannedTerm(facts, settings).map(({ terms, ...charge }) => {
        const invoice = known.get(charge.periodStartOn);
        const dueOn = invoice?.dueOn ?? charge.dueOn;
        return { ...charge, issueOn: invoice?.issuedOn ?? charge.issueOn, dueOn, invoiceNumber: invoice?.number ?? null, explanations: reasonsOf(facts, { ...charge, terms, issueOn: localDate(invoice?.issuedOn ?? charge.issueOn) }, { dueOn, rounding: settings.taxRounding }) };
      });
      return { heldBack: !isLive(facts, tx.today), items };
    });
  }
}

function reasonsOf({ periods }: ContractFacts, charge: PlannedCharge, { dueOn, rounding }: { readonly dueOn: string; readonly rounding: 'floor' | 'round' | 'ceil' }): Preview['items'][number]['explanations'] {
  const { terms } = charge;
  if (terms.dueDay === null || terms.feeYen === null) return [];
  const due = dueExplanation({ serviceMonth: charge.serviceMonth, timing: terms.timing, dueDay: terms.dueDay, convention: terms.dueConvention }, { issuedOn: charge.issueOn, dueOn, startsOn: periods[0]?.startsOn ?? charge.periodStartOn });
  const { serviceMonth, periodStartOn, periodEndOn, issueOn } = charge;
  const period = stated({ result: { periodStartOn, periodEndOn, amountYen: charge.amountYen, issueOn }, article: '第11条', steps: [
    charge.prorated ? { ja: `${serviceMonth} のうち、契約の続く ${periodStartOn}〜${periodEndOn} の分`, en: `The part of ${serviceMonth} in which the contract runs: ${periodStartOn} to ${periodEndOn}` } : { ja: `${periodStartOn}〜${periodEndOn} の1か月分は、契約の月額のとおり`, en: `A whole month, ${periodStartOn} to ${periodEndOn}, at the monthly fee` },
    { ja: `請求書の発行日：${issueOn}`, en: `Invoice issued on ${issueOn}` },
  ] });
  const tax = why('invoiceTax', { lines: [{ amount: charge.amountYen, rate: charge.taxRatePercent }], priceMode: terms.taxMode, rounding }).explanation;
  if (!charge.prorated) return [due, period, tax];
  return [due, period, tax, whyProrated(terms, charge).explanation];
}
