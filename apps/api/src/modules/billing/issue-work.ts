import { Injectable } from '@nestjs/common';
import { AppError, found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import { ContractReader, isLive } from '../contracts/index.js';
import { NumberInvoice } from './number-invoice.js';
import { WorkCharges } from './work-charges.js';

/** The fee of a 別途契約 on an invoice of its own, now, instead of the next monthly one (第4条2項). */
@Injectable()
export class IssueWork {
  constructor(private readonly reader: ContractReader, private readonly works: WorkCharges, private readonly numbers: NumberInvoice) {}

  /** Issues it and returns its number. The caller holds the contract's lock. Throws work_not_charged, work_invoiced, contract_not_live. */
  async run(tx: Tx, { contractId, agreementId }: { readonly contractId: string; readonly agreementId: string }): Promise<string> {
    const work = await this.works.ofAgreement(tx, agreementId);
    if (!work) throw new AppError('work_not_charged');
    if (work.isHeld) throw new AppError('work_invoiced');
    const facts = await this.reader.facts(tx, contractId);
    if (!isLive(facts, tx.today)) throw new AppError('contract_not_live');
    const draftId = await this.works.draft(tx, facts, { works: [work], replaces: null });
    return found(await this.numbers.issue(tx, draftId));
  }
}
