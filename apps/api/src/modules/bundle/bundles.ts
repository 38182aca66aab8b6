import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { BodyOf, ResponseOf, bundleRoutes as routes } from '@hoshu/api-schema';
import { sideOf, type Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { FileAnswer } from '../../platform/http/route.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { Files } from '../../platform/storage/files.js';
import { ContractReader } from '../contracts/index.js';
import { assemble } from './assemble.js';
import { BundleRepository, type BundleRow } from './bundle.repository.js';
import { Collect } from './collect.js';

type View = ResponseOf<typeof routes.request>;
const viewOf = (row: BundleRow): View => ({
  id: row.id, mark: row.mark, fromOn: row.from_on, untilOn: row.until_on, requestedBy: row.requested_by, requestedAt: row.requested_at.toISOString(),
  state: row.failure !== null ? 'failed' : row.file_id ? 'ready' : 'making', failure: row.failure, byteCount: row.byte_count, sha256: row.sha256,
});

/** 証拠一式 (F129): asked for by one side, made by the worker from what that side may see, and read with a trace (D34). */
@Injectable()
export class Bundles implements OnModuleInit {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly repository: BundleRepository, private readonly collect: Collect, private readonly files: Files, private readonly outbox: Outbox) {}

  onModuleInit(): void {
    this.outbox.on('bundle.make', (row, actor) => this.make(found(actor), String(row.payload['bundleId'])));
  }

  list(actor: Actor, contractId: string): Promise<ResponseOf<typeof routes.list>> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      return { contractNumber: facts.number, items: (await this.repository.list(tx, contractId, sideOf(actor))).map(viewOf) };
    });
  }

  /** Throws not_found, contract_not_concluded. */
  request(actor: Actor, contractId: string, body: BodyOf<typeof routes.request>): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      if (!facts.conclusion) throw new AppError('contract_not_concluded');
      const side = sideOf(actor);
      const id = await this.repository.insert(tx, { client_id: facts.clientId, contract_id: contractId, side, mark: body.mark, from_on: body.fromOn, until_on: body.untilOn });
      await tx.audit({ type: 'bundle.requested', contractId, article: '第21条', target: { kind: 'dispute_bundle', id }, data: { side, fromOn: body.fromOn, untilOn: body.untilOn } });
      await tx.emit('bundle.make', { bundleId: id });
      return viewOf(await this.repository.get(tx, id));
    });
  }

  /** Throws not_found for the other side's and for one that is not ready, file_damaged. */
  download(actor: Actor, bundleId: string): Promise<FileAnswer> {
    return this.db.tx(actor, async (tx) => {
      const row = await this.repository.get(tx, bundleId);
      if (row.side !== sideOf(actor)) throw new AppError('not_found');
      const file = await this.files.read(tx, found(row.file_id));
      await tx.audit({ type: 'bundle.downloaded', contractId: row.contract_id, article: '第21条', target: { kind: 'dispute_bundle', id: bundleId }, data: { side: row.side, sha256: file.sha256 } });
      return new FileAnswer(file.content, file.contentType, file.fileName);
    });
  }

  // Finished once: a second run finds the file or the failure and stops.
  private async make(actor: Actor, bundleId: string): Promise<void> {
    await this.db.tx(actor, async (tx) => {
      const bundle = await this.repository.get(tx, bundleId);
      if (bundle.file_id || bundle.failure) return;
      try {
        const collected = await this.collect.run(tx, bundle);
        const file = await this.files.store(tx, { bytes: assemble(collected), fileName: `証拠一式_${collected.facts.number}.zip`, contentType: 'application/zip', clientId: bundle.side === 'client' ? bundle.client_id : null, contractId: null });
        await this.repository.finish(tx, bundleId, { fileId: file.id, failure: null });
      } catch (error) {
        // Trying again would end the same way; everything else is tried again.
        if (!(error instanceof AppError)) throw error;
        await this.repository.finish(tx, bundleId, { fileId: null, failure: error.code });
      }
    });
  }
}
