import { Injectable } from '@nestjs/common';
import { addDays, addMonths, firstDayOf, localDate, monthOf } from '@hoshu/domain';
import type { Tx } from '../../platform/db/tx.js';
import { grouped } from '../../platform/db/grouped.js';
import type { ContractFacts } from '../contracts/index.js';
import { CompanyRepository } from '../tenants/index.js';
import { plannedUntil, type PlannedCharge, type PlanSettings } from './invoice-plan.js';

/** An invoice that was not made: for the day of going live, or (`never`) because its month is billed where the contract came from. */
export interface HeldInvoice { readonly contractId: string; readonly charge: PlannedCharge; readonly then: 'on_go_live' | 'never' }
interface Waiting { readonly facts: ContractFacts; readonly sinceOn: string }

/** A month that was billed elsewhere is payable at most so many months later: earlier ones are not looked for. */
const monthsBefore = 3;

/** D11: invoices that the run would have made from the day a contract came here, by the run's own plan. */
@Injectable()
export class HeldInvoices {
  constructor(private readonly company: CompanyRepository) {}

  async list(tx: Tx, contracts: readonly Waiting[]): Promise<HeldInvoice[]> {
    if (contracts.length === 0) return [];
    const ids = contracts.map(({ facts }) => facts.id);
    const made = grouped(await tx.query<{ contractId: string; on: string }>(`select contract_id as "contractId", to_char(period_start, 'YYYY-MM-DD') as "on" from hoshu.charge where contract_id = any($1) and kind <> 'separate_work'`, [ids]), (row) => row.contractId);
    const { tax_rounding: taxRounding } = await this.company.profileOn(tx, tx.today);
    return contracts.flatMap((waiting) => {
      const known = new Set((made.get(waiting.facts.id) ?? []).map(({ on }) => on));
      return this.of(waiting, { taxRounding }, tx.today).filter(({ charge }) => !known.has(charge.periodStartOn));
    });
  }

  private of({ facts, sinceOn }: Waiting, settings: PlanSettings, today: string): HeldInvoice[] {
    const goesLiveOn = facts.goesLiveOn ?? today;
    const notBefore = firstDayOf(addMonths(monthOf(localDate(sinceOn)), -monthsBefore));
    const billingStartsOn = facts.billingStartsOn ?? notBefore;
    // A month of before is last asked about when it would be payable: the month after billing has begun here.
    const beforeLive = addDays(localDate(goesLiveOn), -1);
    const afterBilling = firstDayOf(addMonths(monthOf(localDate(billingStartsOn)), 1));
    const live = { ...facts, goesLiveOn: null };
    const waiting = plannedUntil(live, settings, beforeLive).map((charge) => ({ contractId: facts.id, charge, then: 'on_go_live' as const }));
    const never = plannedUntil({ ...live, billingStartsOn: notBefore }, settings, afterBilling).filter(({ periodStartOn, issueOn }) => periodStartOn < billingStartsOn && issueOn >= sinceOn).map((charge) => ({ contractId: facts.id, charge, then: 'never' as const }));
    return [...never, ...waiting];
  }
}
