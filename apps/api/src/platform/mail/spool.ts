import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** One mail as it was taken over from another server: the envelope, and what identifies the bytes. */
export interface SpooledMail {
  readonly id: string;
  /** Real instant, ISO 8601. */
  readonly receivedAt: string;
  readonly remoteAddress: string;
  readonly helo: string;
  readonly mailFrom: string;
  /** Lower case. */
  readonly recipients: readonly string[];
  readonly byteCount: number;
  readonly sha256: string;
}
type Envelope = Pick<SpooledMail, 'remoteAddress' | 'helo' | 'mailFrom' | 'recipients'>;

/** Thrown by `keep` for a mail above the limit. */
export class MailTooBig extends Error {}

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Mails on their way from the listener to the worker, as files: `<id>.eml` is what the sender transmitted, `<id>.json` its envelope.
 * A mail is there when its envelope is; both are on the disk before the sender hears 250, so nothing that was acknowledged can be lost.
 */
export class MailSpool {
  constructor(private readonly directory: string) {}

  /** Makes the folder; removes what an earlier listener had not finished (its sender never heard 250). */
  async open(): Promise<void> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.directory)) if (name.endsWith('.half')) await rm(path.join(this.directory, name), { force: true });
  }

  /** Keeps a mail as it streams in, without holding it in memory. Throws MailTooBig after reading it to its end; nothing is left of it. */
  async keep(content: AsyncIterable<Buffer>, envelope: Envelope, limitBytes: number): Promise<SpooledMail> {
    const id = randomUUID();
    const [hash, half] = [createHash('sha256'), this.file(`${id}.eml.half`)];
    let byteCount = 0;
    const handle = await open(half, 'wx', 0o600);
    try {
      for await (const chunk of content) {
        byteCount += chunk.length;
        if (byteCount > limitBytes) continue;
        hash.update(chunk);
        await handle.write(chunk);
      }
      await handle.sync();
    } catch (error) {
      await rm(half, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
    if (byteCount > limitBytes) {
      await rm(half, { force: true });
      throw new MailTooBig(`${byteCount} bytes`);
    }
    const mail: SpooledMail = { id, receivedAt: new Date().toISOString(), ...envelope, byteCount, sha256: hash.digest('hex') };
    await rename(half, this.file(`${id}.eml`));
    await this.write(`${id}.json`, JSON.stringify(mail));
    return mail;
  }

  /** Complete mails, oldest first. */
  async list(): Promise<SpooledMail[]> {
    const names = await readdir(this.directory).catch(() => []);
    const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length)).filter((id) => idPattern.test(id));
    const mails = await Promise.all(ids.map(async (id) => {
      const text = await readFile(this.file(`${id}.json`), 'utf8').catch(() => null);
      return text === null ? null : (JSON.parse(text) as SpooledMail);
    }));
    return mails.filter((mail) => mail !== null).sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
  }

  /** The bytes of a mail. Rejects when it has been settled meanwhile. */
  raw(id: string): Promise<Buffer> {
    return readFile(this.file(`${id}.eml`));
  }

  /** The mail is registered elsewhere; a second call does nothing. */
  async discard(id: string): Promise<void> {
    await rm(this.file(`${id}.json`), { force: true });
    await rm(this.file(`${id}.eml`), { force: true });
  }

  private async write(name: string, text: string): Promise<void> {
    const handle = await open(this.file(`${name}.half`), 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(this.file(`${name}.half`), this.file(name));
    const folder = await open(this.directory, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  private file(name: string): string {
    return path.join(this.directory, name);
  }
}
