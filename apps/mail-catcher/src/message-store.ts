import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** One received mail, as the list shows it. */
export interface MessageSummary {
  readonly id: string;
  /** ISO 8601. */
  readonly receivedAt: string;
  /** Envelope sender. */
  readonly from: string;
  /** Envelope recipients, lower case. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly sizeBytes: number;
}

const idPattern = /^[0-9a-z]{8,9}-[0-9a-f]{8}$/;

/** Mails as files: <id>.eml is what the sender transmitted, <id>.json its line of the index. */
export class MessageStore {
  private readonly byId = new Map<string, MessageSummary>();
  private lastMs = 0;

  constructor(private readonly directory: string) {}

  /** Reads what an earlier run received. Files that are not complete pairs are left alone. */
  async open(): Promise<void> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    for (const name of (await readdir(this.directory)).sort()) {
      const id = name.endsWith('.json') ? name.slice(0, -'.json'.length) : '';
      if (!idPattern.test(id)) continue;
      try {
        this.byId.set(id, JSON.parse(await readFile(path.join(this.directory, name), 'utf8')) as MessageSummary);
      } catch {
        continue; // an index line cut off by a full disk: the mail itself stays in its .eml
      }
    }
  }

  /** A new id; later ids sort after earlier ones. */
  newId(): string {
    this.lastMs = Math.max(Date.now(), this.lastMs + 1);
    return `${this.lastMs.toString(36)}-${randomBytes(4).toString('hex')}`;
  }

  /** Keeps a mail. Resolves when both files are on the disk, so that an acknowledged mail survives a crash. */
  async add(raw: Buffer, summary: MessageSummary): Promise<void> {
    await this.write(`${summary.id}.eml`, raw);
    await this.write(`${summary.id}.json`, Buffer.from(JSON.stringify(summary)));
    this.byId.set(summary.id, summary);
  }

  private async write(name: string, content: Buffer): Promise<void> {
    const half = path.join(this.directory, `${name}.half`);
    const file = await open(half, 'w', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(half, path.join(this.directory, name));
  }

  /** Newest first. `to`: only mails to this address. */
  list(to?: string): MessageSummary[] {
    const wanted = to?.trim().toLowerCase();
    return [...this.byId.values()].filter((message) => !wanted || message.to.includes(wanted)).sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  get(id: string): MessageSummary | null {
    return this.byId.get(id) ?? null;
  }

  /** The mail as it was transmitted, or null when there is none of this id. */
  async raw(id: string): Promise<Buffer | null> {
    return this.byId.has(id) ? readFile(path.join(this.directory, `${id}.eml`)) : null;
  }

  async clear(): Promise<void> {
    for (const id of [...this.byId.keys()]) {
      this.byId.delete(id);
      await rm(path.join(this.directory, `${id}.json`), { force: true });
      await rm(path.join(this.directory, `${id}.eml`), { force: true });
    }
  }
}
