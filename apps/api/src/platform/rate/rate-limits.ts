import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../app-error.js';
import type { Config } from '../config.js';
import { CONFIG } from '../tokens.js';

interface Rule { readonly points: number; readonly seconds: number }

/** The limits of 06 §3; kept per API process. */
const rules = {
  request: { points: 1_200, seconds: 60 },
  loginAddress: { points: 10, seconds: 60 },
  loginAccount: { points: 10, seconds: 900 },
  mailAccount: { points: 5, seconds: 3_600 },
  code: { points: 5, seconds: 900 },
  signUp: { points: 10, seconds: 3_600 },
  probe: { points: 30, seconds: 60 },
  /** Files that somebody unknown has checked. */
  verify: { points: 30, seconds: 600 },
  /** One feed: the calendars of a few devices, each asking every few minutes. */
  calendar: { points: 60, seconds: 3_600 },
} as const satisfies Record<string, Rule>;
export type LimitName = keyof typeof rules;

@Injectable()
export class RateLimits {
  private readonly limiters = new Map<LimitName, RateLimiterMemory>();

  constructor(@Inject(CONFIG) private readonly config: Config) {
    for (const [name, rule] of Object.entries(rules) as [LimitName, Rule][]) this.limiters.set(name, new RateLimiterMemory({ keyPrefix: name, points: rule.points, duration: rule.seconds }));
  }

  /** Takes one point of `name` for `key`. Throws `too_many_requests` with the seconds to wait. */
  async take(name: LimitName, key: string): Promise<void> {
    if (!this.config.rateLimits) return;
    try {
      await this.limiters.get(name)?.consume(key);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new AppError('too_many_requests', { data: { retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) } });
    }
  }

  request(person: string, address: string): Promise<void> {
    return this.take('request', `${person}|${address}`);
  }
}
