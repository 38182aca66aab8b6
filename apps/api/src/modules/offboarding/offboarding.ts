import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { BodyOf, offboardingRoutes } from '@hoshu/api-schema';
import { endArticle, localDate, roleName } from '@hoshu/domain';
import { sideOf, withoutKey, type Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { handoverPdf } from '../../platform/pdf/index.js';
import { Files } from '../../platform/storage/files.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { mailParty, otherParty } from '../notices/index.js';
import { vendorContact } from '../tenants/index.js';
import { listed, listHash, type ListedItem, type OffboardingView } from './offboarding-view.js';
import { OffboardingRepository, type ConfirmationRow, type ListRow } from './offboarding.repository.js';
import { HandoverRecords } from './records.js';

interface Seen { readonly facts: ContractFacts; readonly list: ListRow; readonly items: ListedItem[]; readonly hash: string; readonly confirmations: ConfirmationRow[] }
interface End { readonly lastOn: string; readonly article: string }

/** What both sides hand over at the end of a contract, from the list to the 引渡確認 (F119). */
@Injectable()
export class Offboarding {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly repository: OffboardingRepository, private readonly records: HandoverRecords, private readonly files: Files) {}

  /** Throws not_found. */
  get(actor: Actor, contractId: string): Promise<OffboardingView> {
    return this.db.read(actor, (tx) => this.view(tx, contractId));
  }

  private async view(tx: Tx, contractId: string): Promise<OffboardingView> {
    const facts = await this.reader.facts(tx, contractId);
    const list = await this.repository.list(tx, contractId);
    const seen = list && (await this.seen(tx, facts, list));
    const openCount = seen?.items.filter(({ state }) => state === 'open').length ?? 0;
    const isOpen = list !== null && list.record === null && facts.end !== null;
    const confirmed = seen?.confirmations.some(({ side }) => side === sideOf(tx.actor)) ?? false;
    return {
      contractNumber: facts.number, clientName: facts.clientName, status: facts.status, end: endOf(facts), openedOn: list?.openedOn ?? null, refreshedOn: list?.refreshedOn ?? null, items: seen?.items ?? [], openCount, contentHash: seen?.hash ?? '',
      confirmations: (seen?.confirmations ?? []).map(({ side, personName, personRole, at }) => ({ side, personName, role: roleName(side, personRole), at: new Date(at).toISOString() })), closedOn: list?.record?.closedOn ?? null,
      mayWrite: isOpen && tx.actor.permissions.has('handover.write'), mayConfirm: isOpen && openCount === 0 && facts.status === 'ended' && !confirmed && tx.actor.permissions.has('handover.confirm'), waitsFor: waitsFor(facts, { list, openCount, confirmations: seen?.confirmations ?? [] }),
    };
  }

  // A closed list is read as it was confirmed.
  private async seen(tx: Tx, facts: ContractFacts, list: ListRow): Promise<Seen> {
    const rows = await this.repository.items(tx, facts.id);
    const items = list.record ? [...list.record.list] : listed(rows, await this.records.finished(tx, facts, rows.map(({ sourceKey }) => sourceKey)));
    const hash = list.record?.contentHash ?? listHash(facts.end?.lastOn ?? '', items);
    return { facts, list, items, hash, confirmations: await this.confirmed(tx, facts, hash) };
  }

  private async confirmed(tx: Tx, facts: ContractFacts, hash: string): Promise<ConfirmationRow[]> {
    return (await this.repository.confirmations(tx, facts.id)).filter(({ contentHash }) => contentHash === hash);
  }

  /** Makes the list from the records, or adds the records that came later; what is there stays as it is. The caller holds the contract's lock. */
  async generate(tx: Tx, facts: ContractFacts): Promise<void> {
    const isNew = (await this.repository.list(tx, facts.id)) === null;
    const listId = await this.repository.open(tx, facts);
    const added = await this.repository.add(tx, facts, { listId, items: await this.records.of(tx, facts), origin: { side: 'system', by: '' } });
    if (isNew || added > 0) await tx.audit({ type: 'handover.listed', article: endOf(facts)?.article ?? '第7条', contractId: facts.id, clientId: facts.clientId, target: { kind: 'offboarding', id: listId }, data: { added, isNew } });
  }

  /** Throws not_found, handover_no_end, handover_closed. */
  refresh(actor: Actor, contractId: string): Promise<OffboardingView> {
    return this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, contractId);
      const facts = await this.reader.facts(tx, contractId);
      if (!facts.end) throw new AppError('handover_no_end');
      if ((await this.repository.list(tx, contractId))?.record) throw new AppError('handover_closed');
      await this.generate(tx, facts);
      return this.view(tx, contractId);
    });
  }

  /** Throws not_found, handover_no_end, handover_closed. */
  addItem(actor: Actor, contractId: string, body: BodyOf<typeof offboardingRoutes.addItem>): Promise<OffboardingView> {
    return this.act(actor, contractId, async (tx, { facts, list }) => {
      const item = { kind: body.kind, key: `own:${randomUUID()}`, title: { ja: body.title, en: body.title }, detail: body.detail, article: '第7条', owner: body.ownerSide };
      await this.repository.add(tx, facts, { listId: list.id, items: [item], origin: { side: sideOf(actor), by: actor.name } });
      await tx.audit({ type: 'handover.item-added', article: '第7条', contractId: facts.id, clientId: facts.clientId, target: { kind: 'offboarding', id: list.id }, data: { kind: body.kind, title: body.title, side: sideOf(actor) } });
    });
  }

  /** Throws not_found, handover_no_end, handover_closed, handover_automatic. */
  async mark(actor: Actor, itemId: string, body: BodyOf<typeof offboardingRoutes.mark>): Promise<OffboardingView> {
    const { contractId } = await this.db.read(actor, (tx) => this.repository.item(tx, itemId));
    return this.act(actor, contractId, async (tx, { facts, list, items }) => {
      const item = items.find(({ id }) => id === itemId);
      // Its record alone says that it is done; what is left of it can only be waived, with a reason.
      if (item?.isAutomatic && (body.kind === 'done' || item.state === 'done')) throw new AppError('handover_automatic');
      await this.repository.mark(tx, facts, { listId: list.id, itemId, kind: body.kind, side: sideOf(actor), text: body.text });
      await tx.audit({ type: 'handover.item-marked', article: '第7条', contractId: facts.id, clientId: facts.clientId, target: { kind: 'offboarding_item', id: itemId }, data: { kind: body.kind, title: item?.title.ja ?? '', side: sideOf(actor), text: body.text } });
    });
  }

  /** 引渡確認 of one side, bound to the hash of the list it read; with both the list is closed and its paper made. Throws not_found, handover_no_end, handover_closed, handover_not_ended, handover_open_items, handover_changed. */
  async confirm(actor: Actor, contractId: string, body: BodyOf<typeof offboardingRoutes.confirm>): Promise<OffboardingView> {
    await this.takeIn(actor, contractId);
    return this.act(actor, contractId, async (tx, seen) => {
      const { facts } = seen;
      if (facts.status !== 'ended') throw new AppError('handover_not_ended', { data: { endsOn: facts.end?.lastOn ?? '' } });
      if (seen.hash !== body.contentHash) throw new AppError('handover_changed');
      const open = seen.items.filter(({ state }) => state === 'open').length;
      if (open > 0) throw new AppError('handover_open_items', { data: { open } });
      const isNew = await this.repository.confirm(tx, facts, { listId: seen.list.id, side: sideOf(actor), personName: body.personName || actor.name, contentHash: seen.hash });
      if (!isNew) return;
      await tx.audit({ type: 'handover.confirmed', article: '第7条', contractId: facts.id, clientId: facts.clientId, target: { kind: 'offboarding', id: seen.list.id }, data: { side: sideOf(actor), contentHash: seen.hash }, personal: { personName: body.personName || actor.name } });
      await this.follow(tx, { ...seen, confirmations: await this.confirmed(tx, facts, seen.hash) });
    });
  }

  /**
   * What came on record since the list was made belongs to it; only 乙 can see all of it. It stays in the list when the confirmation is
   * refused for it, so that the list can be read again. A transaction of its own, which is not the one that the request's key stands for.
   */
  private async takeIn(actor: Actor, contractId: string): Promise<void> {
    if (sideOf(actor) !== 'vendor') return;
    await this.db.tx(withoutKey(actor), async (tx) => {
      await this.reader.lock(tx, contractId);
      const facts = await this.reader.facts(tx, contractId);
      const list = await this.repository.list(tx, contractId);
      if (list && !list.record && facts.status === 'ended') await this.generate(tx, facts);
    });
  }

  private async follow(tx: Tx, seen: Seen): Promise<void> {
    const { facts } = seen;
    const closed = new Set(seen.confirmations.map(({ side }) => side)).size === 2;
    if (closed) await this.close(tx, seen);
    const side = sideOf(tx.actor);
    for (const party of closed ? (['client', 'vendor'] as const) : [otherParty(side)]) await mailParty(tx, facts, { party, cause: 'act', template: closed ? 'handover.closed' : 'handover.asked', subjectRef: `offboarding:${seen.list.id}`, data: { endedOn: facts.end?.lastOn ?? '', confirmer: facts.terms.parties[side].companyName } });
  }

  private async close(tx: Tx, { facts, list, items, hash, confirmations }: Seen): Promise<void> {
    const vendorName = (await vendorContact(tx)).companyName;
    const names = { client: facts.clientName, vendor: vendorName };
    const bytes = Buffer.from(await handoverPdf({
      contractNumber: facts.number, clientName: facts.clientName, vendorName, endOn: localDate(facts.end?.lastOn ?? tx.today), article: endOf(facts)?.article ?? '', closedOn: localDate(tx.today), createdAt: tx.now, contentHash: hash,
      items: items.map((item) => ({ title: item.title.ja, detail: item.detail, article: item.article, owner: item.ownerSide === 'client' ? '甲' : '乙', state: item.state, by: item.state === 'waived' || !item.isAutomatic ? [item.markedBy, item.markedOn].filter(Boolean).join(' ') : '記録により', text: item.text })),
      confirmed: confirmations.map(({ side, personName, personRole, at }) => ({ side, companyName: names[side], personName, role: roleName(side, personRole).ja, at: new Date(at) })),
    }));
    const file = await this.files.store(tx, { bytes, fileName: `引渡確認書_${facts.number}.pdf`, contentType: 'application/pdf', clientId: facts.clientId, contractId: facts.id });
    await this.repository.close(tx, facts, { listId: list.id, contentHash: hash, list: items, fileId: file.id });
    await tx.audit({ type: 'handover.closed', article: '第7条', contractId: facts.id, clientId: facts.clientId, target: { kind: 'offboarding', id: list.id }, data: { contentHash: hash, sha256: file.sha256, items: items.length } });
  }

  /** The paper of a closed hand-over. Throws not_found, document_not_ready. */
  pdf(actor: Actor, contractId: string): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => {
      await this.reader.facts(tx, contractId);
      const record = (await this.repository.list(tx, contractId))?.record;
      if (!record) throw new AppError('document_not_ready');
      const file = await this.files.read(tx, record.fileId);
      return new FileAnswer(file.content, file.contentType, file.fileName, 'inline');
    });
  }

  private act(actor: Actor, contractId: string, work: (tx: Tx, seen: Seen) => Promise<void>): Promise<OffboardingView> {
    return this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, contractId);
      const facts = await this.reader.facts(tx, contractId);
      const list = await this.repository.list(tx, contractId);
      if (!facts.end || !list) throw new AppError('handover_no_end');
      if (list.record) throw new AppError('handover_closed');
      await work(tx, await this.seen(tx, facts, list));
      return this.view(tx, contractId);
    });
  }
}

const endOf = ({ end }: ContractFacts): End | null => end && { lastOn: end.lastOn, article: endArticle(end.basis) };

function waitsFor(facts: ContractFacts, { list, openCount, confirmations }: { readonly list: ListRow | null; readonly openCount: number; readonly confirmations: readonly ConfirmationRow[] }): OffboardingView['waitsFor'] {
  if (list?.record) return { ja: '双方が引渡しを確認しました。', en: 'Both sides confirmed the hand-over.' };
  if (!facts.end) return { ja: '契約の終わりが決まると、記録から一覧が作られます。', en: 'The list is made from the records once the end is decided.' };
  if (!list) return { ja: '一覧を準備しています。', en: 'The list is being made.' };
  if (openCount > 0) return { ja: `済んでいない項目が${openCount}件あります。すべて済むか、理由を付けて省略すると、確認に進めます。`, en: `${openCount} items are open. Once all are done, or waived with a reason, the hand-over can be confirmed.` };
  if (facts.status !== 'ended') return { ja: `終了日 ${facts.end.lastOn} の翌日から、引渡しを確認できます。`, en: `The hand-over can be confirmed from the day after ${facts.end.lastOn}.` };
  const sides = confirmations.map(({ side }) => side);
  if (sides.length === 0) return { ja: '双方の確認を待っています。', en: 'Both sides have to confirm.' };
  return sides.includes('vendor') ? { ja: 'お客様（甲）の確認を待っています。', en: 'The client has to confirm.' } : { ja: '保守会社（乙）の確認を待っています。', en: 'The vendor has to confirm.' };
}
