import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { Db } from '../db/db.js';
import { Outbox, Poison, type OutboxRow } from '../outbox/outbox.js';
import type { Actor } from '../actor.js';
import type { Tx } from '../db/tx.js';
import { Files } from './files.js';

const payloadSchema = z.strictObject({ fileIds: z.array(z.uuid()) });

/** Asks the worker to take the bytes of files from the disk once this transaction, which deletes their rows, has committed. */
export const removeFiles = async (tx: Tx, fileIds: readonly string[]): Promise<void> => {
  if (fileIds.length > 0) await tx.emit('files.remove', { fileIds });
};

/** Handles outbox kind `files.remove`: a file whose row still stands stays, one that is gone already is no error. */
@Injectable()
export class FileRemoval implements OnModuleInit {
  constructor(private readonly outbox: Outbox, private readonly db: Db, private readonly files: Files) {}

  onModuleInit(): void {
    this.outbox.on('files.remove', (row, actor) => this.run(row, actor));
  }

  async run(row: OutboxRow, actor: Actor | null): Promise<void> {
    const parsed = payloadSchema.safeParse(row.payload);
    if (!parsed.success || !actor) throw new Poison('files.remove needs a tenant and files');
    const kept = await this.db.read(actor, async (tx) => new Set((await tx.query<{ id: string }>('select id from hoshu.file where id = any($1)', [parsed.data.fileIds])).map(({ id }) => id)));
    for (const id of parsed.data.fileIds) if (!kept.has(id)) await this.files.remove(actor.tenantId, id);
  }
}
