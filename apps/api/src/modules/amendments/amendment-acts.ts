import { Injectable } from '@nestjs/common';
import type { BodyOf, amendmentRoutes as routes } from '@hoshu/api-schema';
import { sideOf, type Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { actingName } from '../clients/index.js';
import { bodyHashOf, ContractReader, versionOn, type ContractFacts } from '../contracts/index.js';
import { checkDay, checkOnScreen, checkTurn } from './amendment-rules.js';
import { articleOf, modelOf, modelOfRow, otherSide, type AmendmentDetail } from './amendment-view.js';
import { AmendmentRepository, type AmendmentRow, type NewAmendment, type Side, type SignatureRow } from './amendment.repository.js';
import { Amendments, type Composed } from './amendments.js';

/** A proposal with the person who gives the word of the proposing side. */
export interface Proposal { readonly side: Side; readonly effectiveOn: string; readonly answerBy: string | null; readonly message: string; readonly personName: string; readonly authority: SignatureRow['authority']; readonly changes: NewAmendment['changes']; readonly atRenewal?: boolean; /** The other side's open proposal, declined by this one. */ readonly counters?: string | null; /** Whose word it is, where the product sends it on its day. */ readonly role?: string }

/** Everything that happens to a 変更覚書. Each act is decided again under the lock of its contract; the other side hears of it by mail. */
@Injectable()
export class AmendmentActs {
  constructor(private readonly db: Db, private readonly repository: AmendmentRepository, private readonly amendments: Amendments, private readonly contracts: ContractReader) {}

  /** One side proposes and signs. Throws what `Amendments.compose` throws, amendment_open, amendment_not_open, amendment_side and amendment_method (what it counters), amendment_content_changed, amendment_answer_by, amendment_month_billed, person_name_required. */
  async propose(actor: Actor, contractId: string, body: BodyOf<typeof routes.propose>): Promise<AmendmentDetail> {
    const personName = await actingName(this.db, actor, body.personName);
    return this.db.tx(actor, async (tx) => {
      await this.contracts.lock(tx, contractId);
      const facts = await this.contracts.facts(tx, contractId);
      const composed = await this.amendments.compose(tx, facts, body);
      const id = await this.put(tx, facts, composed, { ...body, side: sideOf(actor), personName, expectedHash: body.bodyHash });
      return this.amendments.detail(tx, id);
    });
  }

  /** Writes a composed proposal with the signature of its side, under the lock of its contract. */
  async put(tx: Tx, facts: ContractFacts, { base, terms, siteIds }: Composed, proposal: Proposal & { readonly expectedHash?: string }): Promise<string> {
    const { effectiveOn, answerBy, side, counters = null } = proposal;
    if (counters !== null) await this.counter(tx, facts, { id: counters, side, message: proposal.message, personName: proposal.personName });
    if (await this.repository.hasOpen(tx, facts.id)) throw new AppError('amendment_open');
    if (answerBy !== null && (answerBy < tx.today || answerBy > effectiveOn)) throw new AppError('amendment_answer_by', { fields: [{ path: 'body.answerBy', code: 'date', message: '今日から発効日までの日付にしてください。' }] });
    await this.amendments.refuseBilled(tx, facts.id, { before: base.terms, after: terms, effectiveOn });
    const number = await this.repository.nextNumber(tx, facts.id);
    const { model, bodyHash } = modelOf({ contractNumber: facts.number, number, effectiveOn, before: base.terms, after: terms });
    if (proposal.expectedHash !== undefined && proposal.expectedHash !== bodyHash) throw new AppError('amendment_content_changed');
    const id = await this.repository.insert(tx, {
      clientId: facts.clientId, contractId: facts.id, number, kind: 'agreed', state: 'open', side, countersId: counters, by: proposal.personName, effectiveOn, answerBy, baseNumber: base.number, changes: proposal.changes, terms, siteIds, bodyHash, message: proposal.message, atRenewal: proposal.atRenewal === true,
    });
    await this.repository.sign(tx, { id, client_id: facts.clientId, contract_id: facts.id, body_hash: bodyHash }, { party: side, personName: proposal.personName, authority: proposal.authority, ...(proposal.role ? { role: proposal.role } : {}) });
    await tx.audit({
      type: 'amendment.proposed', article: articleOf(model), contractId: facts.id, clientId: facts.clientId, target: { kind: 'contract_amendment', id },
      data: { number: model.number, side, counters, effectiveOn, answerBy, bodyHash, baseVersion: base.number, articles: model.changes.map(({ title }) => title), role: proposal.role ?? tx.actor.role, authority: proposal.authority }, personal: { person: proposal.personName },
    });
    await tx.emit('amendment.tell', { amendmentId: id, event: 'proposed' });
    return id;
  }

  // 民法528条: another offer declines the one it answers; both in one transaction, so that of an acceptance and a counter-offer only one stands.
  private async counter(tx: Tx, facts: ContractFacts, by: { readonly id: string; readonly side: Side; readonly message: string; readonly personName: string }): Promise<void> {
    const row = await this.repository.get(tx, by.id);
    if (row.contract_id !== facts.id) throw new AppError('not_found');
    checkTurn(row, otherSide(row), by.side);
    checkOnScreen(row);
    await this.repository.close(tx, row, { state: 'declined', text: by.message });
    await this.record(tx, row, { type: 'amendment.countered', personName: by.personName, data: { side: by.side } });
  }

  /** The other side signs: the version is written. Throws amendment_not_open, amendment_side, amendment_method, amendment_content_changed, and what `Amendments.checkStanding` throws. */
  accept(actor: Actor, amendmentId: string, body: BodyOf<typeof routes.accept>): Promise<AmendmentDetail> {
    return this.act(actor, { amendmentId, personName: body.personName, by: otherSide }, async (tx, row, personName) => {
      checkOnScreen(row);
      if (row.body_hash !== body.bodyHash) throw new AppError('amendment_content_changed');
      await this.amendments.checkStanding(tx, row);
      const side = otherSide(row);
      await this.repository.sign(tx, row, { party: side, personName, authority: body.authority });
      const versionNumber = await this.repository.conclude(tx, row);
      await this.record(tx, row, { type: 'amendment.agreed', personName, data: { side, bodyHash: row.body_hash, effectiveOn: row.effective_on, version: versionNumber, authority: body.authority } });
      await tx.emit('amendment.tell', { amendmentId: row.id, event: 'agreed' });
      await tx.emit('amendment.document', { amendmentId: row.id });
    });
  }

  /** Nothing changes; a wished fee goes with the answer. Throws amendment_not_open, amendment_side, amendment_method, person_name_required. */
  decline(actor: Actor, amendmentId: string, body: BodyOf<typeof routes.decline>): Promise<AmendmentDetail> {
    return this.act(actor, { amendmentId, personName: body.personName, by: otherSide }, async (tx, row, personName) => {
      checkOnScreen(row);
      await this.repository.close(tx, row, { state: 'declined', text: body.text, counterFeeYen: body.counterFeeYen });
      await this.record(tx, row, { type: 'amendment.declined', personName, data: { side: otherSide(row), counterFeeYen: body.counterFeeYen } });
      await tx.emit('amendment.tell', { amendmentId: row.id, event: 'declined' });
    });
  }

  /** Throws amendment_not_open, amendment_side, person_name_required. */
  withdraw(actor: Actor, amendmentId: string, body: BodyOf<typeof routes.withdraw>): Promise<AmendmentDetail> {
    return this.act(actor, { amendmentId, personName: body.personName, by: ({ proposed_side: side }) => side }, async (tx, row, personName) => {
      await this.repository.close(tx, row, { state: 'withdrawn', text: body.text });
      await this.record(tx, row, { type: 'amendment.withdrawn', personName, data: { side: row.proposed_side } });
      // Of a paper that was only being prepared nobody has heard.
      if (row.method === 'electronic') await tx.emit('amendment.tell', { amendmentId: row.id, event: 'withdrawn' });
    });
  }

  /**
   * 通知先 of the own side: operational, so a notice is enough and the other side need not agree (別紙1). Later versions that are agreed already get the address too.
   * Throws what `checkDay` throws, amendment_no_change, person_name_required.
   */
  async changeNotice(actor: Actor, contractId: string, body: BodyOf<typeof routes.changeNotice>): Promise<AmendmentDetail> {
    const personName = await actingName(this.db, actor, body.personName);
    const side = sideOf(actor);
    return this.db.tx(actor, async (tx) => {
      await this.contracts.lock(tx, contractId);
      const facts = await this.contracts.facts(tx, contractId);
      checkDay({ ...facts, versions: [] }, body.effectiveOn, { today: tx.today });
      const withAddress = (terms: Composed['terms']): Composed['terms'] => ({ ...terms, annex: { ...terms.annex, notices: { ...terms.annex.notices, [side]: { email: body.email, postal: body.postal } } } });
      const base = versionOn(facts, body.effectiveOn);
      const terms = withAddress(base.terms);
      if (bodyHashOf(terms) === bodyHashOf(base.terms)) throw new AppError('amendment_no_change');
      const number = await this.repository.nextNumber(tx, contractId);
      const { model, bodyHash } = modelOf({ contractNumber: facts.number, number, effectiveOn: body.effectiveOn, before: base.terms, after: terms });
      const of = { clientId: facts.clientId, contractId };
      const id = await this.repository.insert(tx, {
        ...of, number, kind: 'notice', state: 'agreed', side, by: personName, effectiveOn: body.effectiveOn, answerBy: null, baseNumber: base.number, changes: { notices: { [side]: { email: body.email, postal: body.postal } } }, terms, siteIds: await this.repository.siteIdsOf(tx, contractId, base.id), bodyHash, message: '', atRenewal: false,
      });
      await this.repository.sign(tx, { id, client_id: facts.clientId, contract_id: contractId, body_hash: bodyHash }, { party: side, personName, authority: 'delegated' });
      for (const { effectiveOn, version } of [{ effectiveOn: body.effectiveOn, version: base }, ...facts.versions.flatMap((later) => (later.effectiveOn !== null && later.effectiveOn > body.effectiveOn ? [{ effectiveOn: later.effectiveOn, version: later }] : []))]) {
        const changed = withAddress(version.terms);
        await this.repository.insertVersion(tx, { ...of, amendmentId: id, terms: changed, bodyHash: bodyHashOf(changed), effectiveOn, siteIds: await this.repository.siteIdsOf(tx, contractId, version.id) });
      }
      await tx.audit({ type: 'amendment.notice-address-changed', article: articleOf(model), contractId, clientId: facts.clientId, target: { kind: 'contract_amendment', id }, data: { number: model.number, side, effectiveOn: body.effectiveOn, bodyHash }, personal: { person: personName, email: body.email, postal: body.postal } });
      await tx.emit('amendment.tell', { amendmentId: id, event: 'notice' });
      await tx.emit('amendment.document', { amendmentId: id });
      return this.amendments.detail(tx, id);
    });
  }

  private async act(actor: Actor, of: { readonly amendmentId: string; readonly personName: string; /** Whose act it is. */ readonly by: (row: AmendmentRow) => Side }, work: (tx: Tx, row: AmendmentRow, personName: string) => Promise<void>): Promise<AmendmentDetail> {
    const personName = await actingName(this.db, actor, of.personName);
    return this.db.tx(actor, async (tx) => {
      await this.contracts.lock(tx, (await this.repository.get(tx, of.amendmentId)).contract_id);
      const row = await this.repository.get(tx, of.amendmentId);
      checkTurn(row, of.by(row), sideOf(actor));
      await work(tx, row, personName);
      return this.amendments.detail(tx, row.id);
    });
  }

  private async record(tx: Tx, row: AmendmentRow, event: { readonly type: 'amendment.agreed' | 'amendment.declined' | 'amendment.withdrawn' | 'amendment.countered'; readonly personName: string; readonly data: Record<string, unknown> }): Promise<void> {
    const { model } = modelOfRow(row);
    await tx.audit({ type: event.type, article: articleOf(model), contractId: row.contract_id, clientId: row.client_id, target: { kind: 'contract_amendment', id: row.id }, data: { number: model.number, role: tx.actor.role, ...event.data }, personal: { person: event.personName } });
  }
}
