import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Config } from '../../platform/config.js';
import { Db } from '../../platform/db/db.js';
import { FetchRefused, SafeFetch } from '../../platform/fetch/safe-fetch.js';
import type { StampedBy } from '../../platform/pdf/index.js';
import { answerQuery, encodeQuery, longestToken, readAnswer, TimestampRefused, type TimestampFailure, type TimestampQuery } from '../../platform/seal/index.js';
import { CONFIG, LOGGER } from '../../platform/tokens.js';
import { Authority } from './authority.js';

interface Given { readonly token: Buffer; readonly authority: string }
interface Source {
  /** Asks the other authority; null when none is set. */
  readonly other: ((query: TimestampQuery) => Promise<Given>) | null;
  readonly own: (query: TimestampQuery) => Promise<Given>;
}

/** The timestamps of one set of documents. After the first failure of the other authority the own one gives the rest. */
export class Stamping {
  private readonly names = new Set<string>();
  private failure: TimestampFailure | null = null;

  constructor(private readonly source: Source, private readonly log: Logger) {}

  /** A token of a SHA-256 digest. Another authority can never make it fail. */
  readonly timestamp = async (digest: Buffer): Promise<Buffer> => {
    // Begins with a 4: of full length, and never negative.
    const query = { digest, nonce: BigInt(`0x4${randomBytes(8).toString('hex').slice(1)}`) };
    const { token, authority } = (await this.fromOther(query)) ?? (await this.source.own(query));
    this.names.add(authority);
    return token;
  };

  by(): StampedBy {
    return { authorities: [...this.names], isOwn: !this.source.other || this.failure !== null, failure: this.failure };
  }

  private async fromOther(query: TimestampQuery): Promise<Given | null> {
    if (!this.source.other || this.failure) return null;
    try {
      return await this.source.other(query);
    } catch (error) {
      if (!(error instanceof TimestampRefused)) throw error;
      this.failure = error.failure;
      this.log.warn({ reason: error.message }, 'the timestamp authority was not used');
      return null;
    }
  }
}

/** Timestamps (RFC 3161) of sealed documents: from the authority in the settings, else from the product's own. */
@Injectable()
export class Timestamps {
  /** After this long another authority is given up; shorter in tests. */
  patienceMs = 5_000;

  constructor(
    @Inject(CONFIG) private readonly config: Config, @Inject(LOGGER) private readonly log: Logger, private readonly authority: Authority, private readonly fetch: SafeFetch, private readonly db: Db,
  ) {}

  begin(): Stamping {
    const { url } = this.config.timestamps;
    return new Stamping({ other: url ? (query) => this.askOther(url, query) : null, own: (query) => this.askOwn(query) }, this.log);
  }

  // The time is that of the business clock, like every other time of this product (D31).
  private async askOwn(query: TimestampQuery): Promise<Given> {
    const { now } = await this.db.time();
    return this.read(answerQuery(await this.authority.timestamps(), encodeQuery(query), now), query);
  }

  private async askOther(url: string, query: TimestampQuery): Promise<Given> {
    const sent = { contentType: 'application/timestamp-query', accept: 'application/timestamp-reply', body: encodeQuery(query), login: this.config.timestamps.login };
    // The answer has a few bytes more than the token in it.
    const { status, body } = await this.fetch.post(url, { ...sent, maximumBytes: longestToken + 1_024, timeoutMs: this.patienceMs }).catch((error: unknown) => {
      if (!(error instanceof FetchRefused)) throw error;
      throw new TimestampRefused(error.reason === 'timeout' ? 'slow' : error.reason === 'too_large' ? 'answer' : 'unreachable', error.message);
    });
    if (status !== 200) throw new TimestampRefused('refused', `HTTP ${status}`);
    return this.read(body, query);
  }

  private async read(answer: Buffer, query: TimestampQuery): Promise<Given> {
    const { token, check } = readAnswer(answer, query, await this.authority.trust());
    if (token.length > longestToken) throw new TimestampRefused('answer', 'the token is too long');
    return { token, authority: check.authority };
  }
}
