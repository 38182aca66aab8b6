import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { sha256 } from '../digest.js';
import { AppError, found } from '../app-error.js';
import type { Config } from '../config.js';
import type { Tx } from '../db/tx.js';
import { CONFIG } from '../tokens.js';
import { inspectUpload, type UploadKind } from './inspect.js';

export interface StoredFile { readonly id: string; readonly sha256: string; readonly bytes: number; readonly contentType: string; readonly fileName: string }

interface NewFile {
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly contentType: string;
  /** 甲's organisation that may read it; null = the vendor's own. */
  readonly clientId: string | null;
  readonly contractId: string | null;
}

/** Files lie in {data}/files/{tenant}/{uuid}; the row is the truth, the name on disk says nothing (06 §5, 47). */
@Injectable()
export class Files {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Keeps bytes that came from a person: type by magic bytes, images re-encoded, at most 20 MB. Throws `file_refused`. */
  async storeUpload(tx: Tx, file: NewFile, kind: UploadKind): Promise<StoredFile> {
    const { bytes, contentType } = await inspectUpload(file.bytes, kind);
    return this.store(tx, { ...file, bytes, contentType });
  }

  /** Keeps bytes exactly as they are (documents the product made, signed originals, evidence). */
  async store(tx: Tx, file: NewFile): Promise<StoredFile> {
    const id = randomUUID();
    const digest = sha256(file.bytes);
    await tx.query(
      `insert into hoshu.file (tenant_id, id, client_id, contract_id, file_name, content_type, byte_count, sha256) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [tx.actor.tenantId, id, file.clientId, file.contractId, file.fileName, file.contentType, file.bytes.length, digest]);
    await this.write(this.pathOf(tx.actor.tenantId, id), file.bytes);
    return { id, sha256: digest, bytes: file.bytes.length, contentType: file.contentType, fileName: file.fileName };
  }

  /** Reads a file whose row this actor can see; a changed byte on disk is refused, never served. */
  async read(tx: Tx, id: string): Promise<StoredFile & { content: Buffer }> {
    const row = found(await tx.one<{ file_name: string; content_type: string; byte_count: number; sha256: string }>(
      'select file_name, content_type, byte_count, sha256 from hoshu.file where id = $1', [id]));
    const content = await readFile(this.pathOf(tx.actor.tenantId, id)).catch(() => null);
    if (!content || sha256(content) !== row.sha256) throw new AppError('file_damaged');
    return { id, sha256: row.sha256, bytes: row.byte_count, contentType: row.content_type, fileName: row.file_name, content };
  }

  /** Takes the bytes of a file from the disk; for one whose row is gone. Nothing happens when they are gone too. */
  remove(tenantId: string, id: string): Promise<void> {
    return rm(this.pathOf(tenantId, id), { force: true });
  }

  private pathOf(tenantId: string, id: string): string {
    return path.join(this.config.dataDirectory, 'files', tenantId, id);
  }

  private async write(target: string, bytes: Buffer): Promise<void> {
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    const handle = await open(target, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
