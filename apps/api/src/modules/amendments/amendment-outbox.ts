import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { ContractReader, DraftRepository } from '../contracts/index.js';
import { clientAddress } from '../incidents/index.js';
import { mailSide } from '../notifications/index.js';
import { CompanyRepository } from '../tenants/index.js';
import { articleOf, modelOfRow, otherSide, outcomeOf } from './amendment-view.js';
import { AmendmentRepository, lapsing, sitesToApply, type AmendmentRow, type Side } from './amendment.repository.js';

/** Who is told of what. */
const tells: Readonly<Record<string, (row: AmendmentRow) => readonly Side[]>> = {
  proposed: (row) => [otherSide(row)], agreed: () => ['vendor', 'client'], declined: (row) => [row.proposed_side], withdrawn: (row) => [otherSide(row)], lapsed: () => ['vendor', 'client'],
  notice: (row) => [otherSide(row)], registered: () => ['client'],
};

/** What follows an act: mails, the sites on the day of effect, and the lapse of what nobody agreed to. Safe to run twice. */
@Injectable()
export class AmendmentOutbox implements OnModuleInit {
  constructor(
    private readonly db: Db, private readonly repository: AmendmentRepository, private readonly contracts: ContractReader, private readonly drafts: DraftRepository, private readonly company: CompanyRepository,
    private readonly outbox: Outbox, private readonly tasks: DueTasks,
  ) {}

  onModuleInit(): void {
    this.outbox.on('amendment.tell', (row, actor) => this.db.tx(found(actor), (tx) => this.tell(tx, { amendmentId: String(row.payload['amendmentId']), event: String(row.payload['event']) })));
    this.tasks.register({ name: 'amendments.sites', order: 12, run: (actor) => this.sites(actor), dueWhen: `exists (select 1 ${sitesToApply})` });
    this.tasks.register({ name: 'amendments.lapse', order: 18, run: (actor) => this.lapse(actor), dueWhen: `exists (select 1 ${lapsing})` });
  }

  private async tell(tx: Tx, { amendmentId, event }: { readonly amendmentId: string; readonly event: string }): Promise<void> {
    const row = await this.repository.get(tx, amendmentId);
    for (const to of tells[event]?.(row) ?? []) await this.mail(tx, row, { to, event });
  }

  private async mail(tx: Tx, row: AmendmentRow, { to: party, event }: { readonly to: Side; readonly event: string }): Promise<void> {
    const vendor = await this.company.profileOn(tx, tx.today);
    const facts = await this.contracts.facts(tx, row.contract_id);
    const to = party === 'client' ? await clientAddress(tx, facts) : facts.terms.annex.notices.vendor.email || vendor.notice_email;
    if (!to) return;
    const { model } = modelOfRow(row);
    const fee = row.base_terms.feeYen !== row.terms.feeYen;
    await mailSide(tx, facts, {
      side: party, cause: 'act', template: `amendment.${event}`, to, locale: 'ja', path: `/${party === 'client' ? 'portal' : 'app'}/amendments/${row.id}`, clientId: party === 'client' ? row.client_id : null, subjectRef: `amendment:${row.id}:${event}`,
      ...(party === 'client' ? { fromName: vendor.company_name, ...(vendor.notice_email ? { replyTo: vendor.notice_email } : {}) } : {}),
      data: {
        number: model.number, contractNumber: row.contract_number, effectiveOn: row.effective_on, answerBy: row.answer_on ?? '', message: event === 'proposed' ? row.message : row.answer_text, sender: party === 'client' ? vendor.company_name : row.client_name, articles: model.changes.map(({ title }) => title).join('、'),
        outcome: outcomeOf(row, tx.today).ja, oldFee: fee ? (row.base_terms.feeYen ?? 0).toLocaleString('ja-JP') : '', newFee: fee ? (row.terms.feeYen ?? 0).toLocaleString('ja-JP') : '', counterFee: row.counter_fee_yen === null ? '' : row.counter_fee_yen.toLocaleString('ja-JP'),
      },
    });
  }

  /** On the day of effect the contract's sites become those of its version. */
  private async sites(actor: Actor): Promise<'quiet'> {
    const due = await this.db.read(actor, (tx) => tx.query<{ contract_id: string; client_id: string; site_ids: string[] }>(`select v.contract_id, v.client_id, v.site_ids ${sitesToApply} order by v.contract_id`, [tx.today]));
    for (const { contract_id: contractId, client_id: clientId, site_ids: siteIds } of due) {
      await this.db.tx(actor, async (tx) => {
        await this.contracts.lock(tx, contractId);
        await this.drafts.replaceSites(tx, { id: contractId, clientId }, siteIds);
        await tx.audit({ type: 'amendment.sites-applied', article: '第2条', contractId, clientId, data: { sites: siteIds.length } });
      });
    }
    return 'quiet';
  }

  /** 第17条2項, 民法526条: what nobody agreed to in time changes nothing. */
  private async lapse(actor: Actor): Promise<'quiet'> {
    const due = await this.db.read(actor, (tx) => tx.query<{ id: string; contract_id: string }>(`select a.id, a.contract_id ${lapsing} order by a.id`, [tx.today]));
    for (const { id, contract_id: contractId } of due) {
      await this.db.tx(actor, async (tx) => {
        await this.contracts.lock(tx, contractId);
        const row = await this.repository.get(tx, id);
        if (row.state !== 'open') return;
        await this.repository.close(tx, row, { state: 'lapsed' });
        await tx.audit({ type: 'amendment.lapsed', article: articleOf(modelOfRow(row).model), contractId, clientId: row.client_id, target: { kind: 'contract_amendment', id }, data: { answerBy: row.answer_on, effectiveOn: row.effective_on } });
        await this.tell(tx, { amendmentId: id, event: 'lapsed' });
      });
    }
    return 'quiet';
  }
}
