import { Injectable } from '@nestjs/common';
import type { BodyOf, QueryOf, ResponseOf, signalRoutes as routes } from '@hoshu/api-schema';
import { sideOf, type Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { Files } from '../../platform/storage/files.js';
import { ClientRepository } from '../clients/index.js';
import { ContractReader } from '../contracts/index.js';
import { SignalReader, type SignalView } from './read-signals.js';
import { SignalRepository } from './signal.repository.js';

/** Signals of 第19条2号・3号: read, noted with source and file, put aside with a reason. Each side sees its own alone. */
@Injectable()
export class Signals {
  constructor(private readonly db: Db, private readonly repository: SignalRepository, private readonly reader: SignalReader, private readonly clients: ClientRepository, private readonly contracts: ContractReader, private readonly files: Files) {}

  /** Throws not_found. */
  list(actor: Actor, query: QueryOf<typeof routes.list>): Promise<ResponseOf<typeof routes.list>> {
    return this.db.read(actor, async (tx) => {
      if (query.clientId) await this.checkClient(tx, query.clientId);
      const clientId = query.contractId ? (await this.contracts.facts(tx, query.contractId)).clientId : (query.clientId ?? null);
      const views = await this.reader.views(tx, await this.reader.all(tx, clientId));
      return { open: views.filter(({ aside }) => aside === null), aside: views.filter(({ aside }) => aside !== null), policy: sideOf(actor) === 'vendor' ? await this.repository.policy(tx) : null };
    });
  }

  /** Throws not_found (client or file), signal_in_future. */
  record(actor: Actor, clientId: string, body: BodyOf<typeof routes.record>): Promise<SignalView> {
    return this.db.tx(actor, async (tx) => {
      await this.checkClient(tx, clientId);
      found(await tx.one('select 1 from hoshu.file where id = $1 and contract_id is null and client_id is not distinct from $2', [body.fileId, actor.clientId]));
      if (body.happenedOn > tx.today) throw new AppError('signal_in_future', { fields: [{ path: 'body.happenedOn', code: 'future', message: '今日までの日にしてください。' }] });
      const id = await this.repository.insert(tx, { client_id: clientId, kind: body.kind, happened_on: body.happenedOn, source: body.source, note: body.note, file_id: body.fileId });
      await tx.audit({ type: 'signal.recorded', ownSide: true, article: '第19条', target: { kind: 'party_signal', id }, data: { client: clientId, kind: body.kind, happenedOn: body.happenedOn, source: body.source } });
      return this.view(tx, clientId, `noted:${id}`);
    });
  }

  /** 甲's own file stays with its organisation, 乙's own with 乙. Throws not_found, file_refused. */
  upload(actor: Actor, clientId: string, upload: { bytes: Buffer; fileName: string; contentType: string }): Promise<{ fileId: string }> {
    return this.db.tx(actor, async (tx) => {
      await this.checkClient(tx, clientId);
      const file = await this.files.storeUpload(tx, { ...upload, clientId: actor.clientId, contractId: null }, 'evidence');
      return { fileId: file.id };
    });
  }

  /** Throws not_found. */
  file(actor: Actor, partySignalId: string): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => {
      const row = found(await tx.one<{ file_id: string }>('select file_id from hoshu.party_signal where id = $1', [partySignalId]));
      const file = await this.files.read(tx, row.file_id);
      return new FileAnswer(file.content, file.contentType, file.fileName);
    });
  }

  /** Throws not_found, signal_aside. */
  setAside(actor: Actor, clientId: string, { key, reason }: BodyOf<typeof routes.setAside>): Promise<SignalView> {
    return this.db.tx(actor, async (tx) => {
      await this.checkClient(tx, clientId);
      await this.view(tx, clientId, key);
      if (!(await this.repository.addReview(tx, { clientId, key, reason }))) throw new AppError('signal_aside');
      const view = await this.view(tx, clientId, key);
      await tx.audit({ type: 'signal.set-aside', ownSide: true, article: '第19条', target: { kind: 'client', id: clientId }, data: { client: clientId, kind: view.kind, key, reason } });
      return view;
    });
  }

  /** Throws version_stale. */
  savePolicy(actor: Actor, body: BodyOf<typeof routes.savePolicy>, version: number): Promise<ResponseOf<typeof routes.savePolicy>> {
    return this.db.tx(actor, async (tx) => {
      if (!(await this.repository.savePolicy(tx, { ...body, version }))) throw new AppError('version_stale');
      await tx.audit({ type: 'signal.policy-saved', article: '第19条', data: { ...body } });
      return this.repository.policy(tx);
    });
  }

  private async view(tx: Tx, clientId: string, key: string): Promise<SignalView> {
    const [view] = await this.reader.views(tx, [found((await this.reader.all(tx, clientId)).find((signal) => signal.key === key))]);
    return found(view);
  }

  private async checkClient(tx: Tx, clientId: string): Promise<void> {
    if (tx.actor.kind !== 'client') await this.clients.get(tx, clientId);
    else if (tx.actor.clientId !== clientId) throw new AppError('not_found');
  }
}
