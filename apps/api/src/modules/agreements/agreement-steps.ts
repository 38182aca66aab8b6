import { Injectable } from '@nestjs/common';
import { decideAgreementEntry, localDate, separateWorkTax, type ContractSide } from '@hoshu/domain';
import type { AgreementTerms, AgreementTermsInput, BodyOf, agreementRoutes as routes } from '@hoshu/api-schema';
import { sideOf, type Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { actingName } from '../clients/index.js';
import { ContractReader } from '../contracts/index.js';
import { agreementDetail, articleOfKind, asEntry, contentHashOf, type AgreementDetail } from './agreement-view.js';
import { AgreementRepository, type AgreementRow, type EntryRow, type NewEntry } from './agreement.repository.js';
import { WorkViews } from './work-view.js';

export type Step = Omit<NewEntry, 'side' | 'personName' | 'personRole'>;
/** Whose step it is, when it is not the acting person's own (代理入力). */
export interface For { readonly side: ContractSide; readonly personName: string; readonly personRole: string }
export interface ActedBy { readonly agreementId: string; readonly personName: string; readonly for?: For }
export type Known = { readonly row: AgreementRow; readonly entries: readonly EntryRow[]; readonly tx: Tx };

/** Everything that happens in a consultation (第21条). Every step is decided again under the lock of its contract; the other side hears of it by mail. */
@Injectable()
export class AgreementSteps {
  constructor(private readonly db: Db, private readonly repository: AgreementRepository, private readonly contracts: ContractReader, private readonly works: WorkViews) {}

  /** Opens a matter with the first position. Throws not_found, contract_not_concluded, person_name_required. */
  async open(actor: Actor, body: BodyOf<typeof routes.open>): Promise<AgreementDetail> {
    const personName = await actingName(this.db, actor, body.personName);
    const article = articleOfKind[body.kind];
    return this.db.tx(actor, async (tx) => {
      await this.contracts.lock(tx, body.contractId);
      const facts = await this.contracts.facts(tx, body.contractId);
      if (!facts.conclusion) throw new AppError('contract_not_concluded');
      const label = body.about ? await this.repository.aboutLabel(tx, facts.id, body.about) : null;
      if (body.about && !label) throw new AppError('not_found');
      const about = body.about && label ? { ...body.about, ...label } : null;
      const id = await this.repository.insert(tx, { clientId: facts.clientId, contractId: facts.id, kind: body.kind, article, subject: body.subject, about, side: sideOf(actor), by: personName });
      await tx.audit({ type: 'agreement.opened', article, contractId: facts.id, clientId: facts.clientId, target: { kind: 'agreement', id }, data: { kind: body.kind, subject: body.subject, about: about ? { kind: about.kind, id: about.id } : null }, personal: { person: personName } });
      const row = await this.repository.get(tx, id);
      await this.record({ tx, row, entries: [] }, { kind: 'position', text: body.text }, { actor, personName });
      return this.detail(tx, id);
    });
  }

  /** A position, a meeting, or the end without an agreement. Throws agreement_settled, agreement_proposal_open, agreement_date_future, person_name_required. */
  addEntry(actor: Actor, agreementId: string, body: BodyOf<typeof routes.addEntry>): Promise<AgreementDetail> {
    return this.step(actor, { agreementId, personName: body.personName }, ({ tx }) => {
      if (body.heldOn !== null && body.heldOn > tx.today) throw new AppError('agreement_date_future', { fields: [{ path: 'body.heldOn', code: 'date', message: '今日までの日付にしてください。' }] });
      return { kind: body.kind, text: body.text, heldOn: body.heldOn };
    });
  }

  /** A proposal takes the place of the one on the table. Throws agreement_settled, agreement_kind, agreement_date_past, person_name_required. */
  propose(actor: Actor, agreementId: string, body: BodyOf<typeof routes.propose>): Promise<AgreementDetail> {
    return this.step(actor, { agreementId, personName: body.personName }, async ({ tx, row }) => {
      if (body.terms.kind !== row.kind) throw new AppError('agreement_kind');
      mustNotBePast(tx, body.answerBy, 'body.answerBy');
      const terms = await this.completed(tx, row, body.terms);
      return { kind: 'proposal', text: body.text, terms, answerBy: body.answerBy, contentHash: contentHashOf(row, { side: sideOf(actor), text: body.text, terms }) };
    });
  }

  // 第4条2項: the fee of a 別途契約 is with or without tax as the fee of the contract is (第11条); what both agree to names the amount.
  private async completed(tx: Tx, row: AgreementRow, terms: AgreementTermsInput): Promise<AgreementTerms> {
    if (terms.kind !== 'separate_work') return terms;
    mustNotBePast(tx, terms.deliverOn, 'body.terms.deliverOn');
    mustNotBePast(tx, terms.payOn, 'body.terms.payOn');
    const { taxMode } = (await this.contracts.facts(tx, row.contract_id)).terms;
    return { ...terms, ...separateWorkTax({ feeYen: terms.feeYen, taxMode, deliverOn: localDate(terms.deliverOn) }) };
  }

  /** Throws agreement_no_proposal, agreement_superseded, agreement_other_proposal, agreement_settled, person_name_required. */
  withdraw(actor: Actor, ids: { readonly agreementId: string; readonly proposalId: string }, body: BodyOf<typeof routes.withdraw>): Promise<AgreementDetail> {
    return this.step(actor, { agreementId: ids.agreementId, personName: body.personName }, () => ({ kind: 'withdrawal', text: body.text, refersToId: ids.proposalId }));
  }

  /** Throws agreement_no_proposal, agreement_superseded, agreement_own_proposal, agreement_settled, person_name_required. */
  decline(actor: Actor, ids: { readonly agreementId: string; readonly proposalId: string }, body: BodyOf<typeof routes.decline>): Promise<AgreementDetail> {
    return this.step(actor, { agreementId: ids.agreementId, personName: body.personName }, () => ({ kind: 'decline', text: body.text, refersToId: ids.proposalId }));
  }

  /** The one step that binds both. Throws agreement_content_changed besides what `decline` throws. */
  accept(actor: Actor, ids: { readonly agreementId: string; readonly proposalId: string }, body: BodyOf<typeof routes.accept>): Promise<AgreementDetail> {
    return this.step(actor, { agreementId: ids.agreementId, personName: body.personName }, ({ entries }) => {
      const proposal = entries.find(({ id }) => id === ids.proposalId);
      if (proposal && proposal.content_hash !== body.contentHash) throw new AppError('agreement_content_changed');
      return { kind: 'acceptance', text: '', refersToId: ids.proposalId };
    });
  }

  /** Throws agreement_not_agreed, agreement_date_past, person_name_required. */
  addFollowUp(actor: Actor, agreementId: string, body: BodyOf<typeof routes.addFollowUp>): Promise<AgreementDetail> {
    return this.step(actor, { agreementId, personName: body.personName }, ({ tx }) => {
      mustNotBePast(tx, body.dueOn, 'body.dueOn');
      return { kind: 'followUp', text: body.text, taskSide: body.taskSide, dueOn: body.dueOn };
    });
  }

  /** Throws agreement_follow_up_done, person_name_required. */
  finishFollowUp(actor: Actor, ids: { readonly agreementId: string; readonly followUpId: string }, body: BodyOf<typeof routes.finishFollowUp>): Promise<AgreementDetail> {
    return this.step(actor, { agreementId: ids.agreementId, personName: body.personName }, () => ({ kind: 'followUpDone', text: body.text, refersToId: ids.followUpId }));
  }

  /** One step under the contract's lock; `make` decides what it is from what stands. Throws what `decideAgreementEntry` refuses. */
  async step(actor: Actor, by: ActedBy, make: (known: Known, actingName: string) => Step | Promise<Step>): Promise<AgreementDetail> {
    const personName = await actingName(this.db, actor, by.personName);
    return this.db.tx(actor, async (tx) => {
      const row = await this.repository.get(tx, by.agreementId);
      await this.contracts.lock(tx, row.contract_id);
      const known = { tx, row, entries: await this.repository.entries(tx, [row.id]) };
      await this.record(known, await make(known, personName), { actor, personName, ...(by.for ? { for: by.for } : {}) });
      return this.detail(tx, row.id);
    });
  }

  private async record({ tx, row, entries }: Known, step: Step, { actor, personName, for: other }: { readonly actor: Actor; readonly personName: string; readonly for?: For }): Promise<void> {
    const side = other?.side ?? sideOf(actor);
    const decision = decideAgreementEntry(entries.map(asEntry), { kind: step.kind, side, refersToId: step.refersToId ?? null });
    if (!decision.ok) throw new AppError(decision.refusal, { article: decision.article });
    const entryId = await this.repository.addEntry(tx, row, { ...step, side, personName: other?.personName ?? personName, personRole: other?.personRole ?? actor.role });
    await tx.audit({
      type: step.proxy ? 'agreement.accepted-by-proxy' : events[step.kind].type, article: row.article, contractId: row.contract_id, clientId: row.client_id, target: { kind: 'agreement', id: row.id },
      data: { entry: entryId, side, refersTo: step.refersToId ?? null, contentHash: step.contentHash ?? entries.find(({ id }) => id === step.refersToId)?.content_hash ?? null, role: actor.role, sourceFileId: step.proxy?.fileId ?? null }, personal: { person: personName, ...(other ? { acceptedBy: other.personName } : {}) },
    });
    await tx.emit('agreement.tell', { entryId });
    if (step.kind === 'acceptance') await tx.emit('agreement.document', { agreementId: row.id });
  }

  /** A matter inside a transaction of the caller. Throws not_found. */
  async detail(tx: Tx, agreementId: string): Promise<AgreementDetail> {
    const row = await this.repository.get(tx, agreementId);
    const entries = await this.repository.entries(tx, [agreementId]);
    return agreementDetail(row, entries, await this.works.of(tx, row, entries));
  }
}

const events = {
  position: { type: 'agreement.position-recorded' }, meeting: { type: 'agreement.meeting-recorded' }, proposal: { type: 'agreement.proposed' }, withdrawal: { type: 'agreement.proposal-withdrawn' }, decline: { type: 'agreement.proposal-declined' },
  acceptance: { type: 'agreement.agreed' }, closing: { type: 'agreement.closed-without-agreement' }, followUp: { type: 'agreement.follow-up-added' }, followUpDone: { type: 'agreement.follow-up-done' },
  delivery: { type: 'agreement.work-delivered' }, inspection: { type: 'agreement.work-accepted' }, objection: { type: 'agreement.work-objected' },
  recall: { type: 'agreement.work-recalled' }, waiver: { type: 'agreement.fee-waived' },
} as const;

function mustNotBePast(tx: Tx, on: string | null, path: string): void {
  if (on !== null && on < tx.today) throw new AppError('agreement_date_past', { fields: [{ path, code: 'date', message: '今日以降の日付にしてください。' }] });
}
