import { Injectable } from '@nestjs/common';
import type { BodyOf, amendmentRoutes as routes } from '@hoshu/api-schema';
import { sideOf, type Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { actingName } from '../clients/index.js';
import { bodyHashOf, ContractReader, versionOn, type ContractFacts } from '../contracts/index.js';
import { checkDay, moneyFrom } from './amendment-rules.js';
import { articleOf, modelOf, modelOfRow, type AmendmentDetail } from './amendment-view.js';
import { AmendmentRepository, type AmendmentRow, type NewAmendment, type SignatureRow } from './amendment.repository.js';
import { Amendments, type Composed } from './amendments.js';

/** A proposal with the person who gives 乙's word. */
export interface Proposal { readonly effectiveOn: string; readonly answerBy: string | null; readonly message: string; readonly personName: string; readonly authority: SignatureRow['authority']; readonly changes: NewAmendment['changes']; readonly atRenewal?: boolean; /** Whose word it is, where the product sends it on its day. */ readonly role?: string }

/** Everything that happens to a 変更覚書. Each act is decided again under the lock of its contract; the other side hears of it by mail. */
@Injectable()
export class AmendmentActs {
  constructor(private readonly db: Db, private readonly repository: AmendmentRepository, private readonly amendments: Amendments, private readonly contracts: ContractReader) {}

  /** 乙 proposes and signs. Throws what `Amendments.compose` throws, amendment_open, amendment_content_changed, amendment_answer_by, amendment_month_billed, person_name_required. */
  async propose(actor: Actor, contractId: string, body: BodyOf<typeof routes.propose>): Promise<AmendmentDetail> {
    const personName = await actingName(this.db, actor, body.personName);
    return this.db.tx(actor, async (tx) => {
      await this.contracts.lock(tx, contractId);
      const facts = await this.contracts.facts(tx, contractId);
      const composed = await this.amendments.compose(tx, facts, body);
      const id = await this.put(tx, facts, composed, { ...body, personName, expectedHash: body.bodyHash });
      return this.amendments.detail(tx, id);
    });
  }

  /** Writes a composed proposal with 乙's signature, under the lock of its contract. */
  async put(tx: Tx, facts: ContractFacts, { base, terms, siteIds }: Composed, proposal: Proposal & { readonly expectedHash?: string }): Promise<string> {
    const { effectiveOn, answerBy } = proposal;
    if (await this.repository.hasOpen(tx, facts.id)) throw new AppError('amendment_open');
    if (answerBy !== null && (answerBy < tx.today || answerBy > effectiveOn)) throw new AppError('amendment_answer_by', { fields: [{ path: 'body.answerBy', code: 'date', message: '今日から発効日までの日付にしてください。' }] });
    await this.checkBilled(tx, facts.id, { before: base.terms, after: terms, effectiveOn });
    const number = await this.repository.nextNumber(tx, facts.id);
    const { model, bodyHash } = modelOf({ contractNumber: facts.number, number, effectiveOn, before: base.terms, after: terms });
    if (proposal.expectedHash !== undefined && proposal.expectedHash !== bodyHash) throw new AppError('amendment_content_changed');
    const id = await this.repository.insert(tx, {
      clientId: facts.clientId, contractId: facts.id, number, kind: 'agreed', state: 'open', side: 'vendor', by: proposal.personName, effectiveOn, answerBy, baseNumber: base.number, changes: proposal.changes, terms, siteIds, bodyHash, message: proposal.message, atRenewal: proposal.atRenewal === true,
    });
    await this.repository.sign(tx, { id, client_id: facts.clientId, contract_id: facts.id, body_hash: bodyHash }, { party: 'vendor', personName: proposal.personName, authority: proposal.authority, ...(proposal.role ? { role: proposal.role } : {}) });
    await tx.audit({
      type: 'amendment.proposed', article: articleOf(model), contractId: facts.id, clientId: facts.clientId, target: { kind: 'contract_amendment', id },
      data: { number: model.number, effectiveOn, answerBy, bodyHash, baseVersion: base.number, articles: model.changes.map(({ title }) => title), role: proposal.role ?? tx.actor.role, authority: proposal.authority }, personal: { person: proposal.personName },
    });
    await tx.emit('amendment.tell', { amendmentId: id, event: 'proposed' });
    return id;
  }

  /** 甲 signs: the version is written. Throws amendment_not_open, amendment_content_changed, amendment_base_changed, amendment_month_billed, and what `checkDay` throws. */
  accept(actor: Actor, amendmentId: string, body: BodyOf<typeof routes.accept>): Promise<AmendmentDetail> {
    return this.act(actor, { amendmentId, personName: body.personName }, async (tx, row, personName) => {
      if (row.body_hash !== body.bodyHash) throw new AppError('amendment_content_changed');
      const facts = await this.contracts.facts(tx, row.contract_id);
      checkDay(facts, row.effective_on, tx.today);
      if (versionOn(facts, row.effective_on).number !== row.base_version_number) throw new AppError('amendment_base_changed');
      await this.checkBilled(tx, facts.id, { before: row.base_terms, after: row.terms, effectiveOn: row.effective_on });
      await this.amendments.refuseOverlap(tx, row);
      await this.repository.sign(tx, row, { party: 'client', personName, authority: body.authority });
      await this.repository.close(tx, row, { state: 'agreed' });
      const versionNumber = await this.repository.insertVersion(tx, { clientId: row.client_id, contractId: row.contract_id, amendmentId: row.id, terms: row.terms, bodyHash: bodyHashOf(row.terms), effectiveOn: row.effective_on, siteIds: row.site_ids });
      await this.record(tx, row, { type: 'amendment.agreed', personName, data: { bodyHash: row.body_hash, effectiveOn: row.effective_on, version: versionNumber, authority: body.authority } });
      await tx.emit('amendment.tell', { amendmentId: row.id, event: 'agreed' });
      await tx.emit('amendment.document', { amendmentId: row.id });
    });
  }

  /** Nothing changes; a counter-offer goes with the answer. Throws amendment_not_open, person_name_required. */
  decline(actor: Actor, amendmentId: string, body: BodyOf<typeof routes.decline>): Promise<AmendmentDetail> {
    return this.act(actor, { amendmentId, personName: body.personName }, async (tx, row, personName) => {
      await this.repository.close(tx, row, { state: 'declined', text: body.text, counterFeeYen: body.counterFeeYen });
      await this.record(tx, row, { type: 'amendment.declined', personName, data: { counterFeeYen: body.counterFeeYen } });
      await tx.emit('amendment.tell', { amendmentId: row.id, event: 'declined' });
    });
  }

  /** Throws amendment_not_open, person_name_required. */
  withdraw(actor: Actor, amendmentId: string, body: BodyOf<typeof routes.withdraw>): Promise<AmendmentDetail> {
    return this.act(actor, { amendmentId, personName: body.personName }, async (tx, row, personName) => {
      await this.repository.close(tx, row, { state: 'withdrawn', text: body.text });
      await this.record(tx, row, { type: 'amendment.withdrawn', personName, data: {} });
      await tx.emit('amendment.tell', { amendmentId: row.id, event: 'withdrawn' });
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
      checkDay({ ...facts, versions: [] }, body.effectiveOn, tx.today);
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

  private async act(actor: Actor, of: { readonly amendmentId: string; readonly personName: string }, work: (tx: Tx, row: AmendmentRow, personName: string) => Promise<void>): Promise<AmendmentDetail> {
    const personName = await actingName(this.db, actor, of.personName);
    return this.db.tx(actor, async (tx) => {
      await this.contracts.lock(tx, (await this.repository.get(tx, of.amendmentId)).contract_id);
      const row = await this.repository.get(tx, of.amendmentId);
      if (row.state !== 'open') throw new AppError('amendment_not_open');
      await work(tx, row, personName);
      return this.amendments.detail(tx, row.id);
    });
  }

  private async record(tx: Tx, row: AmendmentRow, event: { readonly type: 'amendment.agreed' | 'amendment.declined' | 'amendment.withdrawn'; readonly personName: string; readonly data: Record<string, unknown> }): Promise<void> {
    const { model } = modelOfRow(row);
    await tx.audit({ type: event.type, article: articleOf(model), contractId: row.contract_id, clientId: row.client_id, target: { kind: 'contract_amendment', id: row.id }, data: { number: model.number, role: tx.actor.role, ...event.data }, personal: { person: event.personName } });
  }

  // What is billed keeps its price: only a person may void an invoice.
  private async checkBilled(tx: Tx, contractId: string, change: { readonly before: Composed['terms']; readonly after: Composed['terms']; readonly effectiveOn: string }): Promise<void> {
    const from = moneyFrom(change.before, change.after, change.effectiveOn);
    if (from !== null && (await this.repository.billedFrom(tx, contractId, from))) throw new AppError('amendment_month_billed');
  }
}
