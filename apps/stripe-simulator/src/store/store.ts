import { randomBytes } from 'node:crypto';
import type { Kind, Kinds } from './kinds.js';
import type { Change, Persistence } from './persistence.js';

interface Row { kind: Kind; account: string; id: string; position: number; data: unknown }
type Replaced = { key: string; row: Row; before: Row | undefined };

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A new id of Stripe's look, e.g. newId('in') → "in_sim…". Random, so that a restarted simulator repeats none. */
export function newId(prefix: string): string {
  return `${prefix}_sim${[...randomBytes(21)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;
}

const bucketOf = (kind: Kind, account: string): string => `${kind}|${account}`;

/**
 * All state, held in memory and written through. Rows are replaced, never changed in place: a row read earlier stays
 * as it was read. Outside of `transaction` only reading is allowed.
 */
export class Store {
  private readonly buckets = new Map<string, Map<string, Row>>();
  private nextPosition = 1;
  private replaced: Replaced[] | undefined;
  private queue: Promise<unknown> = Promise.resolve();

  private constructor(private readonly persistence: Persistence) {}

  static async open(persistence: Persistence): Promise<Store> {
    const store = new Store(persistence);
    for (const row of await persistence.load()) {
      const kind = row.kind as Kind;
      store.write(bucketOf(kind, row.account), { ...row, kind, data: JSON.parse(row.data) as unknown });
      store.nextPosition = Math.max(store.nextPosition, row.position + 1);
    }
    return store;
  }

  /** Runs `work` alone; if it throws nothing of it remains. Resolves once the changes are kept. */
  transaction<T>(work: () => T | Promise<T>): Promise<T> {
    const result = this.queue.then(async () => {
      this.replaced = [];
      try {
        const answer = await work();
        await this.persistence.save(this.changes(this.replaced));
        return answer;
      } catch (error) {
        this.undo(this.replaced);
        throw error;
      } finally {
        this.replaced = undefined;
      }
    });
    this.queue = result.catch(() => undefined);
    return result;
  }

  get<K extends Kind>(kind: K, account: string, id: string): Kinds[K] | undefined {
    return this.buckets.get(bucketOf(kind, account))?.get(id)?.data as Kinds[K] | undefined;
  }

  /** Oldest first. */
  list<K extends Kind>(kind: K, account: string): Kinds[K][] {
    return [...(this.buckets.get(bucketOf(kind, account))?.values() ?? [])].map((row) => row.data as Kinds[K]);
  }

  /** Accounts that have at least one row of this kind. */
  accountsWith(kind: Kind): string[] {
    return [...this.buckets.keys()].filter((key) => key.startsWith(`${kind}|`)).map((key) => key.slice(kind.length + 1));
  }

  /** Inserts the row, or replaces the one of the same id at its old place in the order. */
  put<K extends Kind>(kind: K, account: string, data: Kinds[K]): Kinds[K] {
    const key = bucketOf(kind, account);
    const before = this.buckets.get(key)?.get(data.id);
    const row: Row = { kind, account, id: data.id, position: before?.position ?? this.nextPosition++, data };
    this.journal({ key, row, before });
    this.write(key, row);
    return data;
  }

  remove(kind: Kind, account: string, id: string): void {
    const key = bucketOf(kind, account);
    const before = this.buckets.get(key)?.get(id);
    if (!before) return;
    this.journal({ key, row: before, before });
    this.buckets.get(key)!.delete(id);
  }

  async close(): Promise<void> {
    await this.queue;
    await this.persistence.close();
  }

  private journal(entry: Replaced): void {
    if (!this.replaced) throw new Error('The store changes only within a transaction');
    this.replaced.push(entry);
  }

  private undo(replaced: Replaced[]): void {
    for (const { key, row, before } of replaced.reverse()) {
      if (before) this.write(key, before);
      else this.buckets.get(key)?.delete(row.id);
    }
    // A row that had been removed came back at the end; its place is by position.
    for (const key of new Set(replaced.map((entry) => entry.key))) {
      const rows = [...(this.buckets.get(key) ?? [])].sort(([, a], [, b]) => a.position - b.position);
      this.buckets.set(key, new Map(rows));
    }
  }

  private write(key: string, row: Row): void {
    const bucket = this.buckets.get(key) ?? new Map<string, Row>();
    bucket.set(row.id, row);
    this.buckets.set(key, bucket);
  }

  private changes(replaced: Replaced[]): Change[] {
    const latest = new Map(replaced.map((entry) => [`${entry.key}|${entry.row.id}`, entry]));
    return [...latest.values()].map(({ key, row }) => {
      const now = this.buckets.get(key)?.get(row.id);
      return { kind: row.kind, account: row.account, id: row.id, position: row.position, data: now ? JSON.stringify(now.data) : null };
    });
  }
}
