import type { PoolClient, QueryConfig, QueryResult } from 'pg';

/** The business clock was moved between two transactions: the work that began under the old time begins anew. */
export class ClockMoved extends Error {}

interface Stream { cork(): void; uncork(): void }
// The driver's types do not name the socket; its own queries hold it back in the same way.
const streamOf = (client: PoolClient): Stream => (client as unknown as { connection: { stream: Stream } }).connection.stream;

/**
 * The connection of one transaction. Statements are sent without waiting for the answers to those before them, and
 * those of one turn leave in one packet: under load a packet costs more than a small statement.
 */
export class Line {
  private isHeld = false;
  /** Settles when the transaction stands in its context; no answer is given before. */
  readonly entered: Promise<void>;

  /** `enter` sends the statement that opens the transaction. */
  constructor(private readonly client: PoolClient, enter: () => Promise<void>) {
    this.hold();
    this.entered = enter();
  }

  /** Runs a statement. Throws ClockMoved, or the database's error. */
  async query(statement: QueryConfig): Promise<QueryResult> {
    this.hold();
    const [, result] = await Promise.all([this.entered, this.client.query(statement)]);
    return result;
  }

  private hold(): void {
    if (this.isHeld) return;
    this.isHeld = true;
    const stream = streamOf(this.client);
    stream.cork();
    process.nextTick(() => {
      this.isHeld = false;
      stream.uncork();
    });
  }
}
