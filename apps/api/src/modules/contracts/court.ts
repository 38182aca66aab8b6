import { Injectable } from '@nestjs/common';
import { districtCourt } from '@hoshu/domain';
import type { BodyOf, ResponseOf, contractRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { ContractReader, type ContractFacts } from './contract-facts.js';
import { agreedCourt } from './explain-terms.js';
import { termsOn, versionOn } from './terms-on.js';

type View = ResponseOf<typeof contractRoutes.court>;
interface HeadOffice { readonly prefecture: string; readonly city: string }
interface Change { readonly kind: 'moved' | 'manual'; readonly from: string | null; readonly court: string | null; readonly headOffice: string; readonly reason: string }

/** 第22条 over time (F128): the court as the contract was concluded, and what became of it. */
@Injectable()
export class Courts {
  constructor(private readonly db: Db, private readonly reader: ContractReader) {}

  /** Throws not_found, contract_not_concluded. */
  get(actor: Actor, contractId: string): Promise<View> {
    return this.db.read(actor, async (tx) => this.view(tx, await this.reader.facts(tx, contractId)));
  }

  /** Another court than the computed one, with its reason. Throws not_found, contract_not_concluded, court_unchanged. */
  override(actor: Actor, contractId: string, body: BodyOf<typeof contractRoutes.overrideCourt>): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, contractId);
      const facts = await this.reader.facts(tx, contractId);
      const { current } = await this.view(tx, facts);
      if (current === body.court) throw new AppError('court_unchanged');
      await this.record(tx, facts, { kind: 'manual', from: current, court: body.court, headOffice: '', reason: body.reason });
      await tx.audit({ type: 'contract.court-overridden', article: '第22条', contractId, clientId: facts.clientId, data: { from: current, to: body.court, reason: body.reason } });
      return this.view(tx, facts);
    });
  }

  /** 甲's head office moved: every concluded contract whose clause follows it gets an event with the old and the new court. */
  async headOfficeMoved(tx: Tx, clientId: string, office: HeadOffice): Promise<void> {
    const contracts = await tx.query<{ id: string }>('select c.id from hoshu.contract c join hoshu.contract_conclusion k on k.contract_id = c.id where c.client_id = $1 order by c.contract_number', [clientId]);
    for (const { id } of contracts) {
      await this.reader.lock(tx, id);
      const facts = await this.reader.facts(tx, id);
      if (facts.terms.court.kind !== 'client') continue;
      const { current } = await this.view(tx, facts);
      const court = districtCourt(office);
      await this.record(tx, facts, { kind: 'moved', from: current, court, headOffice: `${office.prefecture}${office.city}`, reason: '' });
      await tx.audit({ type: 'contract.court-moved', article: '第22条', contractId: id, clientId, data: { from: current, to: court, headOffice: `${office.prefecture}${office.city}` } });
    }
  }

  private async record(tx: Tx, facts: ContractFacts, change: Change): Promise<void> {
    await tx.query('insert into hoshu.court_change (tenant_id, client_id, contract_id, kind, old_court, new_court, head_office, reason, changed_by, changed_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
      tx.actor.tenantId, facts.clientId, facts.id, change.kind, change.from, change.court, change.headOffice, change.reason, tx.actor.name, tx.today]);
  }

  private async view(tx: Tx, facts: ContractFacts): Promise<View> {
    if (!facts.conclusion) throw new AppError('contract_not_concluded');
    const history = await tx.query<View['history'][number]>(
      `select id, kind, old_court as "oldCourt", new_court as "newCourt", head_office as "headOffice", reason, changed_by as "changedBy", to_char(changed_on, 'YYYY-MM-DD') as "changedOn" from hoshu.court_change where contract_id = $1 order by id desc`, [facts.id]);
    const { terms } = versionOn(facts, tx.today);
    const agreed = agreedCourt(terms);
    // A clause that both changed later (覚書) goes before what had become of the old one.
    const [newest] = history.filter(({ changedOn }) => JSON.stringify(termsOn(facts, changedOn).court) === JSON.stringify(terms.court));
    return { clause: terms.court.kind, agreed, current: newest ? newest.newCourt : agreed, history };
  }
}
