import { Injectable } from '@nestjs/common';
import type { BodyOf, ContractPreview, ResponseOf, TermsInput, contractRoutes } from '@hoshu/api-schema';
import { bodyHash, renderContract, unfilled, type ContractTerms } from '@hoshu/contract-text';
import { canonicalJson } from '@hoshu/domain';
import { sha256 } from '../../platform/digest.js';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { contractPdf } from '../../platform/pdf/index.js';
import { composeTerms } from './compose-terms.js';
import { ContractReader } from './contract-facts.js';
import { ContractViews, editableStatuses } from './contract-views.js';
import { DraftRepository } from './draft.repository.js';
import { dueDatesOf, explainTerms, firstTermSchedule } from './explain-terms.js';
import { chooseTemplate } from './template-choice.js';
import { plainList } from './text.js';

type ContractView = ResponseOf<typeof contractRoutes.get>;
/** Writing a contract before it is sent: the wizard's preview, its draft, its PDF (F164, F111, F066). */
@Injectable()
export class Drafting {
  constructor(private readonly db: Db, private readonly drafts: DraftRepository, private readonly reader: ContractReader, private readonly views: ContractViews) {}

  /** Text, blanks, explained dates and every invoice of the first term; writes nothing. */
  preview(actor: Actor, body: BodyOf<typeof contractRoutes.preview>): Promise<ContractPreview> {
    return this.db.read(actor, async (tx) => {
      const terms = await this.compose(tx, body);
      const rounding = await tx.one<{ tax_rounding: 'floor' | 'round' | 'ceil' }>('select tax_rounding from hoshu.company_profile where effective_on <= $1 order by effective_on desc, id desc limit 1', [tx.today]);
      return {
        model: renderContract(terms) as ContractPreview['model'], plainWords: plainList(terms), unfilled: unfilled(terms), explained: explainTerms(terms) as ContractPreview['explained'],
        schedule: firstTermSchedule(terms, rounding?.tax_rounding ?? 'floor').map((entry) => ({ ...entry })), dueDates: dueDatesOf(terms),
      };
    });
  }

  /** Throws not_found (client, site, template), template_retired. */
  create(actor: Actor, body: BodyOf<typeof contractRoutes.create>): Promise<ContractView> {
    return this.db.tx(actor, async (tx) => {
      const terms = await this.compose(tx, body);
      const templateVersionId = await chooseTemplate(tx, body.templateVersionId);
      const id = await this.drafts.insertContract(tx, { clientId: body.clientId, number: await this.drafts.nextNumber(tx), responsibleName: actor.name, templateVersionId });
      await this.drafts.insertVersion(tx, { contractId: id, clientId: body.clientId, number: 1, terms });
      await this.drafts.replaceSites(tx, { id, clientId: body.clientId }, body.siteIds);
      await tx.audit({ type: 'contract.drafted', contractId: id, clientId: body.clientId, article: '第1条', data: { feeYen: terms.feeYen, sites: terms.sites.length, templateVersionId } });
      return this.views.one(tx, id);
    });
  }

  /**
   * Saves the draft; parties and sites are read from the registers again. A text that was already sent once stays as it is and is followed by a new version.
   * Throws contract_not_draft, version_stale (who wrote last, and when).
   */
  update(actor: Actor, contractId: string, change: { readonly body: BodyOf<typeof contractRoutes.updateDraft>; readonly version: number }): Promise<ContractView> {
    return this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, contractId);
      const facts = await this.reader.facts(tx, contractId);
      const draft = await this.editable(tx, contractId, facts.status);
      if (draft.version !== change.version) throw new AppError('version_stale', { data: { ...(await this.drafts.lastWriter(tx, contractId)) } });
      const terms = await this.compose(tx, { clientId: facts.clientId, ...change.body });
      const sameSites = (await this.drafts.siteIds(tx, contractId)).join() === change.body.siteIds.join();
      if (sameSites && canonicalJson(terms) === canonicalJson(draft.terms)) return this.views.one(tx, contractId);
      if (draft.fixed) await this.drafts.insertVersion(tx, { contractId, clientId: facts.clientId, number: draft.number + 1, terms, version: draft.version + 1 });
      else await this.drafts.saveDraft(tx, { id: draft.id, terms });
      if (!sameSites) await this.drafts.replaceSites(tx, { id: contractId, clientId: facts.clientId }, change.body.siteIds);
      await tx.audit({ type: 'contract.draft-saved', contractId, clientId: facts.clientId, data: { feeYen: terms.feeYen, version: draft.number + (draft.fixed ? 1 : 0), body: bodyHash(renderContract(terms), sha256) } });
      return this.views.one(tx, contractId);
    });
  }

  private async editable(tx: Tx, contractId: string, status: ContractView['status']) {
    if (!editableStatuses.has(status)) throw new AppError('contract_not_draft');
    return found(await this.drafts.newest(tx, contractId));
  }

  withdraw(actor: Actor, contractId: string): Promise<{ ok: true }> {
    return this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, contractId);
      const facts = await this.reader.facts(tx, contractId);
      if (!editableStatuses.has(facts.status)) throw new AppError('contract_not_draft');
      if (await this.drafts.withdraw(tx, contractId)) await tx.audit({ type: 'contract.withdrawn', contractId, clientId: facts.clientId });
      return { ok: true };
    });
  }

  /** The newest version as a PDF; the signed originals are drawn by the same function from the same model. */
  async pdf(actor: Actor, contractId: string): Promise<FileAnswer> {
    const { number, model, now } = await this.db.read(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      const newest = found(await this.drafts.newest(tx, contractId));
      const terms = editableStatuses.has(facts.status) ? await this.drafts.withRegisters(tx, facts, newest.terms) : newest.terms;
      return { number: facts.number, model: renderContract(terms), now: tx.now };
    });
    const bytes = await contractPdf(model, { mark: '乙保有分', bodyHash: bodyHash(model, sha256), createdAt: now, contractNumber: number });
    return new FileAnswer(Buffer.from(bytes), 'application/pdf', `契約書_${number}.pdf`, 'inline');
  }

  private async compose(tx: Tx, body: { clientId: string | null; siteIds: readonly string[]; terms: TermsInput }): Promise<ContractTerms> {
    const vendor = found(await this.drafts.vendorParty(tx));
    const client = body.clientId === null ? null : await this.drafts.clientParty(tx, body.clientId);
    return composeTerms(body.terms, { vendor, client, sites: await this.drafts.sites(tx, body.clientId, body.siteIds) });
  }
}
