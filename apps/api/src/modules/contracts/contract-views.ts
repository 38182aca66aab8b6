import { Injectable } from '@nestjs/common';
import type { QueryOf, ResponseOf, contractRoutes } from '@hoshu/api-schema';
import { bodyHash, renderContract } from '@hoshu/contract-text';
import { nonRenewalDeadline, parseLocalDate } from '@hoshu/domain';
import { sha256 } from '../../platform/digest.js';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { termsInputOf } from './compose-terms.js';
import { ContractReader, type ContractFacts } from './contract-facts.js';
import { DraftRepository } from './draft.repository.js';
import { agreedCourt, explainTerms } from './explain-terms.js';
import { partyAlerts, type PartyAlert } from './party-alerts.js';
import { templateOf } from './template-choice.js';
import { noticeDays17 } from './terms-on.js';
import { plainList } from './text.js';

type ContractView = ResponseOf<typeof contractRoutes.get>;
type ContractRow = ResponseOf<typeof contractRoutes.list>['items'][number];

/** 第17条2項: the last day a non-renewal notice for the running term may arrive. */
function noticeDeadline(facts: ContractFacts): string | null {
  const lastOn = parseLocalDate(facts.periods.at(-1)?.lastOn ?? '');
  return lastOn && facts.end === null ? nonRenewalDeadline({ termEnd: lastOn, noticeDays: noticeDays17(facts, lastOn) }).lastValid : null;
}

/** While nothing is out for signature and nothing concluded, the newest text can be changed (a declined, expired or cancelled one by a new version). */
export const editableStatuses: ReadonlySet<ContractFacts['status']> = new Set(['draft', 'declined', 'expired']);

const rowOf = (facts: ContractFacts, alert: PartyAlert): ContractRow => ({
  id: facts.id, number: facts.number, clientId: facts.clientId, clientName: facts.clientName, siteNames: facts.sites.map((site) => site.name), status: facts.status, feeYen: facts.terms.feeYen, taxMode: facts.terms.taxMode,
  startsOn: facts.periods[0]?.startsOn ?? facts.terms.term.startOn, lastOn: facts.periods.at(-1)?.lastOn ?? facts.terms.term.firstEndOn, noticeDeadlineOn: noticeDeadline(facts), endsOn: facts.end?.lastOn ?? null,
  responsibleName: facts.responsibleName, isSample: facts.isSample, alert,
});

/** Contracts for screens; 甲 sees the same contract without the vendor's own notes. */
@Injectable()
export class ContractViews {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly drafts: DraftRepository) {}

  list(actor: Actor, query: QueryOf<typeof contractRoutes.list>) {
    const limit = query.limit ?? 50;
    return this.db.read(actor, async (tx) => {
      const page = await this.reader.page(tx, { search: query.search ?? '', clientId: query.clientId ?? null, cursor: query.cursor, limit, status: query.status ?? null, order: query.order ?? 'number', hideDrafts: actor.kind !== 'vendor' });
      const alerts = await partyAlerts(tx, { clientIds: [...new Set(page.items.map(({ clientId }) => clientId))] });
      return { items: page.items.map((facts) => rowOf(facts, alerts.get(facts.clientId) ?? null)), nextCursor: page.nextCursor, total: null };
    });
  }

  /** One contract; its computed values with their reasons when `withReasons` (F185). Throws not_found. */
  get(actor: Actor, contractId: string, withReasons = false): Promise<ContractView> {
    return this.db.read(actor, (tx) => this.one(tx, contractId, withReasons));
  }

  async one(tx: Tx, contractId: string, withReasons = false): Promise<ContractView> {
    const [facts, care, alerts, template] = await Promise.all([this.visible(tx, contractId), this.drafts.care(tx, contractId), partyAlerts(tx, { contractId }), templateOf(tx, contractId)]);
    const draft = editableStatuses.has(facts.status) ? care.newest : null;
    const terms = draft?.terms ?? facts.terms;
    return {
      ...rowOf({ ...facts, terms }, alerts.get(facts.clientId) ?? null), versionNumber: draft?.number ?? facts.versionNumber, draftVersion: draft?.version ?? null, deputyName: care.deputy_name, internalNote: care.internal_note, version: care.version,
      terms: tx.actor.kind === 'vendor' ? termsInputOf(terms) : null, template, sites: facts.sites.map((site) => ({ ...site })), concludedOn: facts.conclusion?.concludedOn ?? null, method: facts.conclusion?.method ?? null,
      endBasis: facts.end?.basis ?? null, endNeedsReview: facts.end?.needsReview ?? false, billingStartsOn: facts.billingStartsOn, goesLiveOn: facts.goesLiveOn,
      court: agreedCourt(terms), periods: facts.periods.map((period) => ({ ...period })), explained: withReasons ? (explainTerms(terms) as ContractView['explained']) : [],
    };
  }

  private async editableDraft(tx: Tx, facts: ContractFacts) {
    return tx.actor.kind === 'vendor' && editableStatuses.has(facts.status) ? this.drafts.newest(tx, facts.id) : null;
  }

  /** 甲 sees a contract from the moment it is sent, never a draft. */
  private async visible(tx: Tx, contractId: string): Promise<ContractFacts> {
    const facts = await this.reader.facts(tx, contractId);
    return found(tx.actor.kind !== 'vendor' && ['draft', 'withdrawn'].includes(facts.status) ? null : facts);
  }

  text(actor: Actor, contractId: string): Promise<ResponseOf<typeof contractRoutes.text>> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.visible(tx, contractId);
      const draft = await this.editableDraft(tx, facts);
      const terms = draft ? await this.drafts.withRegisters(tx, facts, draft.terms) : facts.terms;
      const model = renderContract(terms);
      return { model: model as ResponseOf<typeof contractRoutes.text>['model'], plainWords: plainList(terms), bodyHash: bodyHash(model, sha256) };
    });
  }

  updateCare(actor: Actor, contractId: string, care: Parameters<DraftRepository['saveCare']>[2]): Promise<ContractView> {
    return this.db.tx(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      await this.drafts.saveCare(tx, contractId, care);
      await tx.audit({ type: 'contract.care-changed', contractId, clientId: facts.clientId, article: '第5条2項', data: { billingStartsOn: care.billingStartsOn, goesLiveOn: care.goesLiveOn }, personal: { responsible: care.responsibleName, deputy: care.deputyName } });
      return this.one(tx, contractId);
    });
  }
}
