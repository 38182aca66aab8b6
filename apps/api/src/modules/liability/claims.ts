import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, claimRoutes } from '@hoshu/api-schema';
import { sideOf, type Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { ContractReader } from '../contracts/index.js';
import { Caps } from './cap.js';
import { firstDayOf } from './cap-day.js';
import { capBasis } from './cap-basis.js';
import { explainClaim, explainExposure } from './explain-exposure.js';
import { mailClaim } from './claim-mails.js';
import { claimActs, type ClaimSide } from './claim-state.js';
import { ClaimRepository, standingOf, type ClaimFacts } from './claim.repository.js';

type View = ResponseOf<typeof claimRoutes.get>;
type List = ResponseOf<typeof claimRoutes.list>;

/** What a side may do now with a claim. */
export const actsOf = (claim: ClaimFacts, side: ClaimSide) => claimActs({
  claimant: claim.side, kinds: claim.events.map((event) => event.kind), settled: standingOf(claim).state === 'settled', confirmed: claim.settlements[0]?.confirmations.map((one) => one.side) ?? null,
}, side);

/** Claims for damages under 第16条: of 甲 up to the cap, of 乙 without one. */
@Injectable()
export class Claims {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly repository: ClaimRepository, private readonly caps: Caps) {}

  /** Every claim of a contract, newest first, and the sum of 甲's against the cap of today. Throws not_found. */
  list(actor: Actor, contractId: string, withReasons = false): Promise<List> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      const claims = await this.repository.ofContract(tx, contractId);
      const cap = facts.conclusion ? await this.caps.on(tx, contractId, {}) : null;
      const ofClient = claims.filter((claim) => claim.side === 'client').map((claim) => ({ ...claim, ...standingOf(claim) }));
      const sum = (list: typeof ofClient, of: (claim: (typeof ofClient)[number]) => number) => list.reduce((total, claim) => total + of(claim), 0);
      const open = ofClient.filter(({ state }) => state !== 'settled' && state !== 'failed');
      // 故意・重過失 knows no cap: such a claim stands beside the bar.
      const exposure = { capYen: cap?.capYen ?? null, capState: cap?.state ?? ('undetermined' as const), openYen: sum(open.filter(({ willful }) => !willful), (claim) => claim.coveredYen), uncappedYen: sum(open.filter(({ willful }) => willful), (claim) => claim.coveredYen), settledYen: sum(ofClient, (claim) => claim.settledYen ?? 0) };
      return { items: claims.map((claim) => rowOf(claim)), exposure, ...(withReasons ? { explained: explainExposure(exposure, { cap, open, settled: ofClient.filter(({ settledYen }) => settledYen !== null) }) } : {}) };
    });
  }

  /** Throws not_found. */
  get(actor: Actor, claimId: string, withExplanation: boolean): Promise<View> {
    return this.db.read(actor, async (tx) => this.view(tx, await this.repository.get(tx, claimId), withExplanation));
  }

  /** 提起. Tells the other side by mail. Throws not_found, contract_not_concluded, claim_day. */
  raise(actor: Actor, contractId: string, body: BodyOf<typeof claimRoutes.raise>): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, contractId);
      const facts = await this.reader.facts(tx, contractId);
      if (!facts.conclusion) throw new AppError('contract_not_concluded');
      if (body.incidentOn < firstDayOf(facts) || body.incidentOn > tx.today) throw new AppError('claim_day', { fields: [{ path: 'body.incidentOn', code: 'date', message: actor.request.locale === 'en' ? 'Check the day.' : '日付を確認してください。' }] });
      if (body.incidentId) found(await tx.one('select 1 from hoshu.incident where id = $1 and contract_id = $2', [body.incidentId, contractId]));
      const side = sideOf(actor);
      const id = await this.repository.insert(tx, { ...body, clientId: facts.clientId, contractId, side });
      await this.repository.addEvent(tx, { id, clientId: facts.clientId, contractId }, { kind: 'raised', side, text: body.reason });
      const claim = await this.repository.get(tx, id);
      await tx.audit({ type: 'liability.claim-raised', article: '第16条1項', contractId, clientId: facts.clientId, target: { kind: 'claim', id }, data: { number: claim.number, side, totalYen: claim.totalYen, coveredYen: claim.coveredYen, willful: body.willful, incidentOn: body.incidentOn } });
      await mailClaim(tx, facts, { claim, kind: 'raised', side });
      return this.view(tx, claim, false);
    });
  }

  /** One claim as the reader's side sees it, inside a transaction of the caller. */
  async view(tx: Tx, claim: ClaimFacts, withExplanation: boolean): Promise<View> {
    const { clientId: _, ...rest } = claim;
    const facts = await this.reader.facts(tx, claim.contractId);
    // R21: the day that counts is the one of the setting. 甲's own liability has no cap.
    const basis = await capBasis(tx);
    const whole = claim.side === 'client' ? await this.caps.on(tx, claim.contractId, { asOf: basis.value === 'incident' ? claim.incidentOn : claim.claimedOn, willful: claim.willful }) : null;
    const { explanation, ...plain } = whole ?? { explanation: undefined };
    const cap = whole ? ({ ...plain, ...(withExplanation ? { explanation } : {}) } as View['cap']) : null;
    return { ...(withExplanation ? { explained: explainClaim({ ...claim, payableYen: payable(claim, whole) }, whole) } : {}), ...rest, ...rowOf(claim), contractNumber: facts.number, clientName: facts.clientName, cap, payableYen: payable(claim, whole), mayDo: actsOf(claim, sideOf(tx.actor)) };
  }
}

function rowOf(claim: ClaimFacts): List['items'][number] {
  const { id, number, contractId, side, title, incidentOn, claimedOn, willful, totalYen, coveredYen } = claim;
  return { id, number, contractId, side, title, incidentOn, claimedOn, willful, totalYen, coveredYen, ...standingOf(claim) };
}

// 第16条: the direct and ordinary damage, up to the cap where one holds; unknown while the cap is (D10).
function payable(claim: ClaimFacts, cap: View['cap']): number | null {
  if (cap === null || cap.state === 'unlimited') return claim.coveredYen;
  return cap.capYen === null ? null : Math.min(claim.coveredYen, cap.capYen);
}
