import { Injectable, type OnModuleInit } from '@nestjs/common';
import { errorEntry, type BodyOf, type ResponseOf, type campaignRoutes as routes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { priceLettersPdf } from '../../platform/pdf/index.js';
import { actingName } from '../clients/index.js';
import { ContractReader } from '../contracts/index.js';
import { CompanyRepository } from '../tenants/index.js';
import { AmendmentActs } from './amendment-acts.js';
import { outcomeOf } from './amendment-view.js';
import { Amendments } from './amendments.js';
import { explainedProposal, planFor, type PriceWish } from './campaign-plan.js';
import { CampaignRepository, opening, type CampaignRow, type ProposalRow } from './campaign.repository.js';

type Detail = ResponseOf<typeof routes.get>;
type Item = Detail['items'][number];
type Wish = PriceWish & Pick<BodyOf<typeof routes.preview>, 'contracts'>;
interface Word { readonly personName: string; readonly role: string; readonly authority: CampaignRow['authority']; readonly message: string }

/** F116: one change of price proposed to many contracts, each 90 days before the deadline of 第17条2項; a proposal is a 変更覚書 that takes effect with the next term. */
@Injectable()
export class Campaigns implements OnModuleInit {
  constructor(
    private readonly db: Db, private readonly repository: CampaignRepository, private readonly contracts: ContractReader, private readonly amendments: Amendments, private readonly acts: AmendmentActs, private readonly company: CompanyRepository, private readonly tasks: DueTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'campaigns.open', order: 16, run: (actor) => this.open(actor), dueWhen: `exists (select 1 ${opening})` });
  }

  list(actor: Actor): Promise<ResponseOf<typeof routes.list>> {
    return this.db.read(actor, async (tx) => {
      const rows = await this.repository.list(tx);
      const proposals = await this.repository.proposals(tx, rows.map(({ id }) => id));
      return { items: rows.map((row) => summaryOf(row, itemsOf(proposals.filter((proposal) => proposal.campaign_id === row.id), tx.today))) };
    });
  }

  get(actor: Actor, campaignId: string, withReasons = false): Promise<Detail> {
    return this.db.read(actor, (tx) => this.detail(tx, campaignId, withReasons));
  }

  /** Fees, days and refusals of the chosen contracts; writes nothing. Throws not_found. */
  preview(actor: Actor, body: Wish): Promise<ResponseOf<typeof routes.preview>> {
    return this.db.read(actor, async (tx) => ({ items: (await this.plan(tx, body)).map(({ termNumber: _termNumber, ...item }) => item) }));
  }

  /** Throws not_found, campaign_contract_refused (with the contracts), person_name_required. */
  async create(actor: Actor, body: BodyOf<typeof routes.create>): Promise<Detail> {
    const personName = await actingName(this.db, actor, body.personName);
    return this.db.tx(actor, async (tx) => {
      // One order for all: two campaigns at once never wait for each other.
      for (const { contractId } of [...body.contracts].sort((a, b) => (a.contractId < b.contractId ? -1 : 1))) await this.contracts.lock(tx, contractId);
      const plan = await this.plan(tx, body);
      const items = plan.filter(({ refusal }) => refusal !== null).map(({ contractNumber, refusal }) => ({ contractNumber, ...refusal }));
      if (items.length > 0) throw new AppError('campaign_contract_refused', { data: { items } });
      const campaignId = await this.repository.insert(tx, { ...body, by: personName });
      await tx.audit({ type: 'campaign.created', article: '第17条2項', target: { kind: 'price_campaign', id: campaignId }, data: { name: body.name, method: body.method, percent: body.percent, contracts: plan.length }, personal: { person: personName } });
      for (const { contractId, termNumber, oldFeeYen, newFeeYen, opensOn, answerBy, effectiveOn } of plan) {
        const { clientId } = await this.contracts.facts(tx, contractId);
        if (oldFeeYen === null || newFeeYen === null || !opensOn || !answerBy || !effectiveOn) throw new Error('a plan without a refusal is whole');
        await this.repository.insertProposal(tx, { campaignId, clientId, contractId, termNumber, oldFeeYen, newFeeYen, opensOn, answerBy, effectiveOn });
      }
      const word = { personName, role: tx.actor.role, authority: body.authority, message: body.message };
      for (const row of await this.repository.proposals(tx, [campaignId])) if (row.opens_on <= tx.today) await this.send(tx, row, word);
      return this.detail(tx, campaignId);
    });
  }

  /** Another fee for a contract whose proposal was declined or withdrawn. Throws not_found, campaign_not_open, and what a proposal throws. */
  async revise(actor: Actor, ids: { readonly campaignId: string; readonly priceProposalId: string }, body: BodyOf<typeof routes.revise>): Promise<Detail> {
    const personName = await actingName(this.db, actor, body.personName);
    return this.db.tx(actor, async (tx) => {
      const row = await this.locked(tx, ids);
      if (row.amendment_state !== 'declined' && row.amendment_state !== 'withdrawn') throw new AppError('campaign_not_open');
      await this.propose(tx, { ...row, new_fee_yen: body.newFeeYen }, { personName, role: tx.actor.role, authority: body.authority, message: body.message });
      return this.detail(tx, ids.campaignId);
    });
  }

  /** Throws not_found, campaign_not_open. */
  cancel(actor: Actor, ids: { readonly campaignId: string; readonly priceProposalId: string }): Promise<{ ok: true }> {
    return this.db.tx(actor, async (tx) => {
      const row = await this.locked(tx, ids);
      if (row.state !== 'scheduled') throw new AppError('campaign_not_open');
      await this.repository.move(tx, row, { state: 'cancelled' });
      await tx.audit({ type: 'campaign.proposal-cancelled', article: '第17条2項', target: { kind: 'contract', id: row.contract_id }, data: { contractNumber: row.contract_number } });
      return { ok: true };
    });
  }

  /** The letters of all clients, each on a page of its own, for post. */
  async letters(actor: Actor, campaignId: string): Promise<FileAnswer> {
    const { campaign, rows, vendor, addresses, today, now } = await this.db.read(actor, async (tx) => {
      const found = (await this.repository.proposals(tx, [campaignId])).filter(({ state }) => state === 'scheduled' || state === 'sent');
      return {
        campaign: await this.repository.get(tx, campaignId), rows: found, vendor: await this.company.profileOn(tx, tx.today), today: tx.today, now: tx.now,
        addresses: await tx.query<{ id: string; postal: string; address: string; honorific: string }>(`select id, postal_code as postal, prefecture || city || street || case when building = '' then '' else ' ' || building end as address, honorific from hoshu.client where id = any($1)`, [found.map(({ client_id: id }) => id)]),
      };
    });
    const clients = [...new Set(rows.map(({ client_id: id }) => id))];
    const bytes = await priceLettersPdf({
      title: campaign.campaign_name, writtenOn: today, createdAt: now, message: campaign.message, vendor: { companyName: vendor.company_name, address: `${vendor.prefecture}${vendor.city}${vendor.street}${vendor.building ? ` ${vendor.building}` : ''}`, telephone: vendor.telephone },
      letters: clients.map((id) => {
        const address = addresses.find((one) => one.id === id);
        const own = rows.filter(({ client_id: clientId }) => clientId === id);
        return {
          companyName: own[0]?.client_name ?? '', postalCode: address?.postal ?? '', address: address?.address ?? '', honorific: address?.honorific || '御中',
          contracts: own.map((row) => ({ number: row.contract_number, oldFeeYen: row.old_fee_yen, newFeeYen: row.new_fee_yen, effectiveOn: row.effective_on, answerBy: row.answer_on })),
        };
      }),
    });
    return new FileAnswer(Buffer.from(bytes), 'application/pdf', `料金改定のお願い_${campaign.campaign_name}.pdf`, 'inline');
  }

  /** On its day a proposal becomes a 変更覚書; one that cannot is skipped with its reason, and the others go on. */
  private async open(actor: Actor): Promise<'quiet'> {
    const due = await this.db.read(actor, (tx) => tx.query<{ id: string; campaign_id: string }>(`select p.id, p.campaign_id ${opening} order by p.id`, [tx.today]));
    for (const { id, campaign_id: campaignId } of due) {
      await this.db.tx(actor, async (tx) => {
        const row = await this.locked(tx, { campaignId, priceProposalId: id });
        if (row.state !== 'scheduled') return;
        const campaign = await this.repository.get(tx, campaignId);
        await this.send(tx, row, { personName: campaign.created_by, role: campaign.created_role, authority: campaign.authority, message: campaign.message });
      });
    }
    return 'quiet';
  }

  private async send(tx: Tx, row: ProposalRow, word: Word): Promise<void> {
    try {
      await this.propose(tx, row, word);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await this.repository.move(tx, row, { state: 'skipped', reason: error.code });
      await tx.audit({ type: 'campaign.proposal-skipped', article: '第17条2項', target: { kind: 'contract', id: row.contract_id }, data: { contractNumber: row.contract_number, reason: error.code } });
    }
  }

  private async propose(tx: Tx, row: ProposalRow, word: Word): Promise<void> {
    if (row.answer_on < tx.today) throw new AppError('amendment_answer_by');
    const facts = await this.contracts.facts(tx, row.contract_id);
    const changes = { feeYen: row.new_fee_yen as NonNullable<typeof facts.terms.feeYen> };
    const composed = await this.amendments.compose(tx, facts, { effectiveOn: row.effective_on, changes });
    const amendmentId = await this.acts.put(tx, facts, composed, { effectiveOn: row.effective_on, answerBy: row.answer_on, changes, atRenewal: true, side: 'vendor', ...word });
    await this.repository.move(tx, row, { state: 'sent', amendmentId, newFeeYen: row.new_fee_yen });
  }

  private async locked(tx: Tx, ids: { readonly campaignId: string; readonly priceProposalId: string }): Promise<ProposalRow> {
    await this.contracts.lock(tx, (await this.repository.proposal(tx, ids)).contract_id);
    return this.repository.proposal(tx, ids);
  }

  private async plan(tx: Tx, body: Wish) {
    const plan = [];
    for (const { contractId, newFeeYen } of body.contracts) plan.push(planFor(await this.contracts.facts(tx, contractId), { ...body, newFeeYen: body.method === 'each' ? newFeeYen : null, isWaiting: await this.repository.isWaiting(tx, contractId) }, tx.today));
    return plan;
  }

  private async detail(tx: Tx, campaignId: string, withReasons = false): Promise<Detail> {
    const row = await this.repository.get(tx, campaignId);
    const items = itemsOf(await this.repository.proposals(tx, [campaignId]), tx.today);
    return { ...summaryOf(row, items), message: row.message, items, ...(withReasons ? { explained: items.flatMap((item, index) => explainedProposal(item, { index, wish: { method: row.method, percent: row.percent, roundingUnitYen: row.rounding_unit_yen, rounding: row.rounding } })) } : {}) };
  }
}

function itemsOf(rows: readonly ProposalRow[], today: string): Item[] {
  return rows.map((row) => ({
    id: row.id, contractId: row.contract_id, contractNumber: row.contract_number, clientName: row.client_name, oldFeeYen: row.old_fee_yen, newFeeYen: row.new_fee_yen, opensOn: row.opens_on, answerBy: row.answer_on, effectiveOn: row.effective_on,
    state: row.amendment_state ?? (row.state === 'sent' ? 'open' : row.state), outcome: outcomeOfProposal(row, today), counterFeeYen: row.counter_fee_yen, answerText: row.answer_text ?? '', amendmentId: row.amendment_id,
  }));
}

function outcomeOfProposal(row: ProposalRow, today: string): Item['outcome'] {
  if (row.amendment_state) return outcomeOf({ state: row.amendment_state, kind: 'agreed', method: 'electronic', proposed_side: 'vendor', effective_on: row.effective_on, answer_on: row.answer_on, at_renewal: true, version_number: row.version_number }, today);
  if (row.state === 'scheduled') return { ja: `${row.opens_on} に送ります。`, en: `Goes out on ${row.opens_on}.` };
  const reason = row.skip_reason ? errorEntry(row.skip_reason as Parameters<typeof errorEntry>[0]) : null;
  return reason ? { ja: `送れませんでした：${reason.ja}`, en: `Not sent: ${reason.en}` } : { ja: '取りやめました。', en: 'Cancelled.' };
}

function summaryOf(row: CampaignRow, items: readonly Item[]): ResponseOf<typeof routes.list>['items'][number] {
  const counts = { scheduled: 0, cancelled: 0, skipped: 0, open: 0, agreed: 0, declined: 0, withdrawn: 0, lapsed: 0 };
  for (const { state } of items) counts[state] += 1;
  return { id: row.id, name: row.campaign_name, createdBy: row.created_by, createdAt: row.created_at.toISOString(), total: items.length, counts };
}
