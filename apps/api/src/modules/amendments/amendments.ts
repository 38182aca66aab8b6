import { Injectable } from '@nestjs/common';
import type { BodyOf, QueryOf, ResponseOf, TermsChange, amendmentRoutes as routes } from '@hoshu/api-schema';
import type { ContractTerms } from '@hoshu/contract-text';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { Files } from '../../platform/storage/files.js';
import { ContractReader, DraftRepository, SiteOverlaps, siteTerms, termsInputOf, versionOn, type ContractFacts, type FixedVersion } from '../contracts/index.js';
import { checkDay, checkTerms, moneyFrom } from './amendment-rules.js';
import { amendmentDetail, amendmentSummary, modelOf, type AmendmentDetail } from './amendment-view.js';
import { AmendmentRepository, type AmendmentMethod, type AmendmentRow } from './amendment.repository.js';
import { changedTerms } from './compose-change.js';

/** A change as it would read, on the version it changes. */
export interface Composed { readonly base: FixedVersion; readonly terms: ContractTerms; readonly siteIds: readonly string[] }

/** Reading amendments, and what a change would read like; row level security decides whose. */
@Injectable()
export class Amendments {
  constructor(private readonly db: Db, private readonly repository: AmendmentRepository, private readonly contracts: ContractReader, private readonly drafts: DraftRepository, private readonly files: Files, private readonly overlaps: SiteOverlaps) {}

  /** Throws not_found. */
  ofContract(actor: Actor, contractId: string): Promise<ResponseOf<typeof routes.ofContract>> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.contracts.facts(tx, contractId);
      const rows = await this.repository.ofContract(tx, contractId);
      const amendmentOf = new Map(rows.map((row) => [row.version_number, row.id]));
      const first = facts.periods[0]?.startsOn ?? facts.conclusion?.concludedOn ?? tx.today;
      const versions = facts.conclusion === null ? [] : facts.versions.length > 0 ? facts.versions : [versionOn(facts, first)];
      // A text that was sent again before the conclusion is no version that ever governed.
      const governing = versions.filter((version, index) => version.effectiveOn !== null || versions[index + 1]?.effectiveOn !== null);
      return {
        versions: governing.map(({ id, number, effectiveOn, terms }) => ({ number, effectiveOn: effectiveOn ?? first, isCurrent: id === facts.versionId, amendmentId: amendmentOf.get(number) ?? null, feeYen: terms.feeYen })).reverse(),
        items: rows.map(amendmentSummary),
      };
    });
  }

  get(actor: Actor, amendmentId: string): Promise<AmendmentDetail> {
    return this.db.read(actor, (tx) => this.detail(tx, amendmentId));
  }

  async detail(tx: Tx, amendmentId: string): Promise<AmendmentDetail> {
    return amendmentDetail(await this.repository.get(tx, amendmentId), await this.repository.signatures(tx, amendmentId), tx.today);
  }

  /** 変更覚書. Throws document_not_ready before both have signed and the worker has drawn it. */
  pdf(actor: Actor, amendmentId: string): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => {
      const { file_id: fileId } = await this.repository.get(tx, amendmentId);
      if (!fileId) throw new AppError('document_not_ready');
      const file = await this.files.read(tx, fileId);
      return new FileAnswer(file.content, file.contentType, file.fileName, 'inline');
    });
  }

  /** The terms on a day, or as a proposal wants them, in the shape that the form edits. Throws not_found, contract_not_concluded. */
  terms(actor: Actor, contractId: string, { on, amendmentId }: QueryOf<typeof routes.terms>): Promise<ResponseOf<typeof routes.terms>> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.contracts.facts(tx, contractId);
      if (!facts.conclusion) throw new AppError('contract_not_concluded');
      const sites = await this.repository.sitesOf(tx, facts.clientId);
      if (amendmentId) {
        const row = await this.repository.get(tx, amendmentId);
        if (row.contract_id !== contractId) throw new AppError('not_found');
        return { on: row.effective_on, versionNumber: row.base_version_number, effectiveOn: row.effective_on, terms: termsInputOf(row.terms), siteIds: row.site_ids, sites };
      }
      const day = on ?? tx.today;
      const version = versionOn(facts, day);
      return { on: day, versionNumber: version.number, effectiveOn: version.effectiveOn, terms: termsInputOf(version.terms), siteIds: await this.repository.siteIdsOf(tx, contractId, version.id), sites };
    });
  }

  /** The comparison and its hash; writes nothing. Throws what `compose` throws. */
  preview(actor: Actor, contractId: string, body: BodyOf<typeof routes.preview>): Promise<ResponseOf<typeof routes.preview>> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.contracts.facts(tx, contractId);
      const { base, terms } = await this.compose(tx, facts, body);
      const { model, bodyHash } = modelOf({ contractNumber: facts.number, number: await this.repository.nextNumber(tx, contractId), effectiveOn: body.effectiveOn, before: base.terms, after: terms });
      return { model: model as ResponseOf<typeof routes.preview>['model'], bodyHash };
    });
  }

  /** Whether an open proposal can still come about as it was written. Throws what `checkDay` throws, amendment_base_changed, amendment_month_billed, site_overlap. */
  async checkStanding(tx: Tx, row: AmendmentRow): Promise<void> {
    const facts = await this.contracts.facts(tx, row.contract_id);
    checkDay(facts, row.effective_on, { today: tx.today, onPaper: row.method !== 'electronic' });
    if (versionOn(facts, row.effective_on).number !== row.base_version_number) throw new AppError('amendment_base_changed');
    await this.refuseBilled(tx, facts.id, { before: row.base_terms, after: row.terms, effectiveOn: row.effective_on });
    await this.overlaps.refuse(tx, { contractId: row.contract_id, siteIds: row.site_ids, terms: row.terms, startsOn: row.effective_on });
  }

  /** What is billed keeps its price: only a person may void an invoice. Throws amendment_month_billed. */
  async refuseBilled(tx: Tx, contractId: string, change: { readonly before: ContractTerms; readonly after: ContractTerms; readonly effectiveOn: string }): Promise<void> {
    const from = moneyFrom(change.before, change.after, change.effectiveOn);
    if (from !== null && (await this.repository.billedFrom(tx, contractId, from))) throw new AppError('amendment_month_billed');
  }

  /** A change laid over the version of its day. Throws what `checkDay` and `checkTerms` throw, not_found, site_of_other_client, site_overlap. */
  async compose(tx: Tx, facts: ContractFacts, { effectiveOn, changes, method = 'electronic' }: { readonly effectiveOn: string; readonly changes: TermsChange; readonly method?: AmendmentMethod }): Promise<Composed> {
    checkDay(facts, effectiveOn, { today: tx.today, onPaper: method !== 'electronic' });
    const base = versionOn(facts, effectiveOn);
    const now = await this.repository.siteIdsOf(tx, facts.id, base.id);
    const siteIds = changes.siteIds ?? now;
    // The same sites keep the text that was agreed; what the register says since then is no part of this change.
    const sites = siteIds.join() === now.join() ? null : (await this.drafts.sites(tx, facts.clientId, siteIds)).map(siteTerms);
    const terms = changedTerms(base.terms, changes, sites);
    checkTerms(base.terms, terms);
    await this.overlaps.refuse(tx, { contractId: facts.id, siteIds, terms, startsOn: effectiveOn });
    return { base, terms, siteIds };
  }
}
