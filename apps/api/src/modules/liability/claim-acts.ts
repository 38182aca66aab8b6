import { Injectable } from '@nestjs/common';
import { canonicalJson } from '@hoshu/domain';
import type { BodyOf, ResponseOf, claimRoutes } from '@hoshu/api-schema';
import { sha256 } from '../../platform/digest.js';
import { sideOf, type Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { mailClaim, type ClaimStep } from './claim-mails.js';
import type { ClaimAct } from './claim-state.js';
import { ClaimRepository, type ClaimFacts } from './claim.repository.js';
import { actsOf, Claims } from './claims.js';

type View = ResponseOf<typeof claimRoutes.get>;
interface Opened { readonly tx: Tx; readonly claim: ClaimFacts; readonly facts: ContractFacts }

/** The course of a claim: each act is kept, audited, and told to the other side. 第21条. */
@Injectable()
export class ClaimActs {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly repository: ClaimRepository, private readonly claims: Claims) {}

  /** Throws not_found, claim_step, claim_text_missing. */
  step(actor: Actor, claimId: string, { step, text }: BodyOf<typeof claimRoutes.step>): Promise<View> {
    return this.act(actor, { claimId, act: step }, async ({ tx, claim, facts }) => {
      if (text === '' && (step === 'statement' || step === 'failed')) throw new AppError('claim_text_missing', { fields: [{ path: 'body.text', code: 'required', message: actor.request.locale === 'en' ? 'Please write it.' : '入力してください。' }] });
      await this.repository.addEvent(tx, claim, { kind: step, side: sideOf(actor), text });
      await tx.audit({ type: 'liability.claim-step', article: step === 'failed' ? '第22条' : '第21条', contractId: facts.id, clientId: facts.clientId, target: { kind: 'claim', id: claimId }, data: { number: claim.number, step, side: sideOf(actor) } });
      return step;
    });
  }

  /** A proposal; whoever makes it has confirmed it. An earlier one is replaced and stays in the history. Throws not_found, claim_step. */
  propose(actor: Actor, claimId: string, { amountYen, text }: BodyOf<typeof claimRoutes.propose>): Promise<View> {
    return this.act(actor, { claimId, act: 'propose' }, async ({ tx, claim, facts }) => {
      const revision = (claim.settlements[0]?.revision ?? 0) + 1;
      const side = sideOf(actor);
      const hash = sha256(canonicalJson({ contract: facts.number, claim: claim.number, revision, amountYen, text }));
      const id = await this.repository.addSettlement(tx, claim, { revision, amountYen, text, side, sha256: hash });
      await this.repository.confirm(tx, claim, id, side);
      await this.repository.addEvent(tx, claim, { kind: 'proposed', side, text: '' });
      await tx.audit({ type: 'liability.settlement-proposed', article: '第21条', contractId: facts.id, clientId: facts.clientId, target: { kind: 'claim', id: claimId }, data: { number: claim.number, revision, amountYen, side, sha256: hash } });
      return 'proposed';
    });
  }

  /** The other side confirms the newest proposal: from then on nothing changes. Throws not_found, claim_step, settlement_outdated. */
  confirm(actor: Actor, claimId: string, settlementId: string): Promise<View> {
    return this.act(actor, { claimId, act: 'confirm' }, async ({ tx, claim, facts }) => {
      const newest = claim.settlements[0];
      found(claim.settlements.find(({ id }) => id === settlementId));
      if (newest?.id !== settlementId) throw new AppError('settlement_outdated');
      const side = sideOf(actor);
      await this.repository.confirm(tx, claim, settlementId, side);
      await this.repository.addEvent(tx, claim, { kind: 'confirmed', side, text: '' });
      await tx.audit({ type: 'liability.settlement-confirmed', article: '第21条', contractId: facts.id, clientId: facts.clientId, target: { kind: 'claim', id: claimId }, data: { number: claim.number, revision: newest.revision, amountYen: newest.amountYen, side, sha256: newest.sha256 } });
      return 'confirmed';
    });
  }

  private act(actor: Actor, { claimId, act }: { readonly claimId: string; readonly act: ClaimAct }, work: (opened: Opened) => Promise<ClaimStep>): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      const seen = await this.repository.get(tx, claimId);
      await this.reader.lock(tx, seen.contractId);
      const claim = await this.repository.get(tx, claimId);
      if (!actsOf(claim, sideOf(actor)).includes(act)) throw new AppError('claim_step');
      const facts = await this.reader.facts(tx, claim.contractId);
      const kind = await work({ tx, claim, facts });
      await mailClaim(tx, facts, { claim, kind, side: sideOf(actor) });
      return this.claims.view(tx, await this.repository.get(tx, claimId), false);
    });
  }
}
