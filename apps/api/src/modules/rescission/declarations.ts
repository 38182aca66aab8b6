import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, rescissionRoutes } from '@hoshu/api-schema';
import { evidenceChecklist, isRescissionGround, limitationLastDay, localDate, demandHoldsLimitationUntil, RESCISSION_GROUNDS, signalEvidenceItem } from '@hoshu/domain';
import { sideOf, type Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { Files } from '../../platform/storage/files.js';
import { Invoices, type OpenInvoiceRow } from '../billing/index.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { ClaimRepository, standingOf } from '../liability/index.js';
import { SignalReader } from '../signals/index.js';
import { actsOf, eventName, groundOf, hasLapsed } from './declaration-rules.js';
import { explainLimitation } from './explain-limitation.js';
import { DeclarationRepository, type DeclarationRecord, type NewDeclaration } from './declaration.repository.js';
import { DeclarationViews, groundChoice } from './declaration-view.js';

type View = ResponseOf<typeof rescissionRoutes.get>;
type List = ResponseOf<typeof rescissionRoutes.list>;
type Body = BodyOf<typeof rescissionRoutes.declare>;
type Act = View['mayDo'][number];
export interface OpenedDeclaration { readonly tx: Tx; readonly declaration: DeclarationRecord; readonly facts: ContractFacts; readonly persons: number }

const limitationNote = {
  ja: '支払期日の翌日（損害賠償は請求した日の翌日）から5年で計算しています（民法166条1項1号）。承認・裁判上の請求・催告などで変わります（要確認）。',
  en: 'Five years from the day after the due day, for damages after the day of the claim (Civil Code art. 166). Acknowledgement, action or a demand change it (to be checked).',
};

/** 第19条 and 民法541条: what a side prepares, with its evidence, until it is sent. */
@Injectable()
export class Declarations {
  constructor(
    private readonly db: Db, private readonly reader: ContractReader, private readonly repository: DeclarationRepository, private readonly views: DeclarationViews, private readonly files: Files,
    private readonly invoices: Invoices, private readonly claims: ClaimRepository, private readonly signals: SignalReader,
  ) {}

  /** Throws not_found. */
  list(actor: Actor, contractId: string, withReasons = false): Promise<List> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      const declarations = await this.repository.ofContract(tx, contractId);
      const persons = await this.views.authorisedPersons(actor);
      const open = await this.invoices.openOf(tx, facts);
      const side = sideOf(actor);
      const [overdueYen, limitation] = [overdueOf(open), [...ofInvoices(open, declarations), ...(await this.ofClaims(tx, contractId))]];
      return {
        contractNumber: facts.number, clientName: facts.clientName, status: facts.status, items: declarations.map((declaration) => this.views.row(tx, declaration, persons)),
        grounds: Object.keys(RESCISSION_GROUNDS).filter(isRescissionGround).map((event) => ({ event, ...eventName(event), ...groundChoice(event, side) })),
        overdueYen, limitation, limitationNote, ...(withReasons ? { explained: explainLimitation({ overdueYen, limitation, open }) } : {}),
      };
    });
  }

  /** Throws not_found. */
  get(actor: Actor, declarationId: string): Promise<View> {
    return this.db.read(actor, async (tx) => this.views.view(tx, await this.repository.get(tx, declarationId)));
  }

  /** Begins a declaration; nothing reaches the other side. Throws not_found, rescission_contract_over, rescission_demand_first, demand_not_yours, demand_nothing_overdue, demand_period_running, signal_unfit. */
  declare(actor: Actor, contractId: string, body: Body): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, contractId);
      const facts = await this.reader.facts(tx, contractId);
      if (!facts.conclusion || facts.status === 'ended') throw new AppError('rescission_contract_over');
      const id = await this.repository.insert(tx, await this.compose(tx, facts, body));
      const declaration = await this.repository.get(tx, id);
      const signals = body.kind === 'rescission' ? [...new Set(body.signals ?? [])] : [];
      for (const key of signals) await this.attach(tx, declaration, key);
      await tx.audit({ type: 'rescission.begun', ownSide: true, article: body.kind === 'rescission' ? '第19条' : '民法541条', contractId, clientId: facts.clientId, target: { kind: 'declaration', id }, data: { side: declaration.side, kind: declaration.kind, number: declaration.number, signals: signals.length } });
      return this.views.view(tx, signals.length > 0 ? await this.repository.get(tx, id) : declaration);
    });
  }

  // F122, F123: what led here is on file from the first moment; what the ground needs besides stays to be added.
  private async attach(tx: Tx, declaration: DeclarationRecord, key: string): Promise<void> {
    const evidence = await this.signals.evidence(tx, declaration.clientId, key);
    const ground = groundOf(declaration);
    const item = ground && signalEvidenceItem(evidence.kind, ground);
    if (item === null) throw new AppError('signal_unfit');
    await this.repository.addEvidence(tx, declaration, { item, text: evidence.text, fileId: evidence.fileId });
  }

  private async compose(tx: Tx, facts: ContractFacts, body: Body): Promise<NewDeclaration> {
    const base = { clientId: facts.clientId, contractId: facts.id, side: sideOf(tx.actor), kind: body.kind, reason: body.reason, event: null, demandSubject: null, demandId: null, periodDays: null, demandedYen: null };
    if (body.kind === 'rescission') {
      if (body.event === 'latePayment') throw new AppError('rescission_demand_first', { article: '民法541条' });
      return { ...base, event: body.event };
    }
    if (body.kind === 'after_demand') {
      const demand = await this.repository.get(tx, body.demandId);
      if (demand.contractId !== facts.id || demand.side !== base.side || demand.kind !== 'demand') throw new AppError('not_found');
      if (!hasLapsed(demand, tx.today)) throw new AppError('demand_period_running', { article: '民法541条', data: { lastOn: demand.effect?.demandLastOn ?? null } });
      return { ...base, demandId: demand.id };
    }
    if (body.subject === 'defect') return { ...base, demandSubject: body.subject, periodDays: body.periodDays };
    if (base.side !== 'vendor') throw new AppError('demand_not_yours');
    const demandedYen = overdueOf(await this.invoices.openOf(tx, facts));
    if (demandedYen === null) throw new AppError('demand_nothing_overdue');
    return { ...base, demandSubject: body.subject, periodDays: body.periodDays, demandedYen };
  }

  /** Keeps a file; 甲's own stays with its organisation, 乙's own with 乙 until it is needed. Throws not_found, file_refused. */
  upload(actor: Actor, contractId: string, upload: { bytes: Buffer; fileName: string; contentType: string }): Promise<{ fileId: string }> {
    return this.db.tx(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      const file = await this.files.storeUpload(tx, { ...upload, clientId: actor.kind === 'client' ? facts.clientId : null, contractId: facts.id }, 'evidence');
      return { fileId: file.id };
    });
  }

  /** Throws not_found, rescission_step, rescission_evidence_empty. */
  addEvidence(actor: Actor, declarationId: string, body: BodyOf<typeof rescissionRoutes.addEvidence>): Promise<View> {
    return this.act(actor, { declarationId, act: 'evidence' }, async ({ tx, declaration }) => {
      const ground = groundOf(declaration);
      found(ground && evidenceChecklist(ground).find(({ key }) => key === body.item));
      if (body.text === '' && body.fileId === null) throw new AppError('rescission_evidence_empty');
      await this.checkFile(tx, declaration.contractId, body.fileId);
      await this.repository.addEvidence(tx, declaration, body);
      await tx.audit({ type: 'rescission.evidence-added', ownSide: true, article: '第19条', contractId: declaration.contractId, clientId: declaration.clientId, target: { kind: 'declaration', id: declarationId }, data: { side: declaration.side, number: declaration.number, item: body.item, fileId: body.fileId } });
    });
  }

  /** Throws not_found, rescission_step. */
  withdraw(actor: Actor, declarationId: string, reason: string): Promise<View> {
    return this.act(actor, { declarationId, act: 'withdraw' }, async ({ tx, declaration }) => {
      await this.repository.addWithdrawal(tx, declaration, reason);
      await tx.audit({ type: 'rescission.given-up', ownSide: true, article: '第19条', contractId: declaration.contractId, clientId: declaration.clientId, target: { kind: 'declaration', id: declarationId }, data: { side: declaration.side, number: declaration.number } });
    });
  }

  /** Throws not_found also for the other side's evidence. */
  evidenceFile(actor: Actor, declarationId: string, evidenceId: string): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => this.file(tx, (await this.repository.get(tx, declarationId)).evidence.find(({ id }) => id === evidenceId)?.fileId));
  }

  /** The newest scan of the delivery. Throws not_found. */
  scan(actor: Actor, declarationId: string): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => this.file(tx, (await this.repository.get(tx, declarationId)).deliveries.findLast(({ fileId }) => fileId !== null)?.fileId));
  }

  /** An act on one declaration of the own side, under the contract's lock. Throws not_found, rescission_step. */
  act(actor: Actor, wanted: { readonly declarationId: string; readonly act: Act }, work: (opened: OpenedDeclaration) => Promise<void>): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      const seen = await this.repository.get(tx, wanted.declarationId);
      await this.reader.lock(tx, seen.contractId);
      const declaration = await this.repository.get(tx, wanted.declarationId);
      const persons = await this.views.authorisedPersons(actor);
      const acts = actsOf(declaration, persons, { side: sideOf(actor), userId: actor.userId, today: tx.today });
      if (!acts.includes(wanted.act) && !isRefusedLater(wanted.act, declaration)) throw new AppError('rescission_step');
      await work({ tx, declaration, facts: await this.reader.facts(tx, declaration.contractId), persons });
      return this.views.view(tx, await this.repository.get(tx, wanted.declarationId));
    });
  }

  /** Throws not_found for a file of another contract. */
  async checkFile(tx: Tx, contractId: string, fileId: string | null): Promise<void> {
    if (fileId !== null) found(await tx.one('select 1 from hoshu.file where id = $1 and contract_id = $2', [fileId, contractId]));
  }

  private async file(tx: Tx, fileId: string | null | undefined): Promise<FileAnswer> {
    const file = await this.files.read(tx, found(fileId));
    return new FileAnswer(file.content, file.contentType, file.fileName);
  }

  private async ofClaims(tx: Tx, contractId: string): Promise<List['limitation']> {
    const side = sideOf(tx.actor);
    const open = (await this.claims.ofContract(tx, contractId)).filter((claim) => claim.side === side && !['settled', 'failed'].includes(standingOf(claim).state));
    return open.map((claim) => ({ kind: 'claim' as const, label: claim.title, amountYen: claim.totalYen, fromOn: claim.claimedOn, lastOn: limitationLastDay(localDate(claim.claimedOn)), heldUntilOn: null }));
  }
}

// Confirming and sending say themselves what is missing, as long as the declaration has not set out.
const isRefusedLater = (act: Act, declaration: DeclarationRecord): boolean => (act === 'confirm' || act === 'send') && declaration.sending === null && declaration.withdrawal === null && (act === 'send' || groundOf(declaration) !== null);

function overdueOf(open: readonly OpenInvoiceRow[]): number | null {
  const overdue = open.filter((invoice) => invoice.overdue);
  return overdue.length === 0 ? null : overdue.reduce((sum, invoice) => sum + invoice.remainingYen, 0);
}

// 民法150条: the first demand for payment holds limitation for six months; a second one within them adds nothing.
function ofInvoices(open: readonly OpenInvoiceRow[], declarations: readonly DeclarationRecord[]): List['limitation'] {
  const demandedOn = declarations.filter(({ demandSubject, effect }) => demandSubject === 'payment' && effect).map(({ effect }) => effect?.arrivedOn ?? '').sort();
  return open.filter((invoice) => invoice.overdue).map((invoice) => {
    const first = demandedOn.find((on) => on > invoice.dueOn);
    return { kind: 'invoice' as const, label: invoice.number, amountYen: invoice.remainingYen, fromOn: invoice.dueOn, lastOn: limitationLastDay(localDate(invoice.dueOn)), heldUntilOn: first ? demandHoldsLimitationUntil(localDate(first)) : null };
  });
}
