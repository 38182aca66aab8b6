import type { ResponseOf, claimRoutes } from '@hoshu/api-schema';
import type { Tx } from '../../platform/db/tx.js';
import type { ContractFacts } from '../contracts/index.js';
import { mailSide } from '../notifications/index.js';
import { vendorContact } from '../tenants/index.js';
import type { ClaimSide } from './claim-state.js';

export type ClaimStep = ResponseOf<typeof claimRoutes.get>['events'][number]['kind'];
interface Told { readonly claim: { readonly id: string; readonly number: number; readonly title: string; readonly totalYen: number }; readonly kind: ClaimStep; /** The side that acted; the other one is told. */ readonly side: ClaimSide }

/** 通知先 of 別紙1, else the address on file today; null when there is none. */
async function addressOf(tx: Tx, facts: ContractFacts, side: ClaimSide): Promise<string | null> {
  if (side === 'vendor') return facts.terms.annex.notices.vendor.email || (await vendorContact(tx)).email || null;
  return facts.terms.annex.notices.client.email || (await tx.one<{ email: string }>('select notice_email as email from hoshu.client where id = $1', [facts.clientId]))?.email || null;
}

/** Tells the other side of a step. Before the contract goes live 甲 hears nothing from here (D11). */
export async function mailClaim(tx: Tx, facts: ContractFacts, { claim, kind, side }: Told): Promise<void> {
  const other: ClaimSide = side === 'client' ? 'vendor' : 'client';
  const to = await addressOf(tx, facts, other);
  if (!to) return;
  const names = { client: facts.terms.parties.client.companyName || facts.clientName, vendor: facts.terms.parties.vendor.companyName || (await vendorContact(tx)).companyName };
  await mailSide(tx, facts, {
    side: other, cause: 'act', template: 'liability.claim-step', to, locale: 'ja', path: `/${other === 'vendor' ? 'app' : 'portal'}/contracts/${facts.id}/claims/${claim.id}`, subjectRef: `claim:${claim.id}`,
    data: { kind, from: names[side], to: names[other], person: tx.actor.name, contractNumber: facts.number, number: String(claim.number), title: claim.title, total: claim.totalYen.toLocaleString('ja-JP') },
  });
}
