import { createHash, createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { icsOf, localDate, type IcsEvent } from '@hoshu/domain';
import type { RequestInfo } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { FileAnswer } from '../../platform/http/route.js';
import { RateLimits } from '../../platform/rate/rate-limits.js';
import { CalendarDays, type CalendarDay } from './calendar-days.js';
import { Feeds, type OpenFeed } from './feeds.js';

/** Calendars ask a few times an hour; what they read may be this old. */
const maxAgeSeconds = 900;

/** Names of events: the same each time, different in each feed, and nobody can read an id out of them. */
const uidWith = (secret: Buffer) => (key: string): string => `${createHmac('sha256', secret).update(key).digest('hex').slice(0, 40)}@hoshu`;

function eventsOf(days: readonly CalendarDay[], { busyOnly, secret }: OpenFeed): IcsEvent[] {
  const uid = uidWith(secret);
  // 「予定あり」: one entry per day, so that not even the number of deadlines shows.
  if (busyOnly) return [...new Set(days.map(({ on }) => on))].map((on) => ({ uid: uid(`busy:${on}`), on }));
  return days.map(({ key, on, title, text }) => ({ uid: uid(key), on, summary: title, ...(text ? { description: text } : {}) }));
}

/** Answers a calendar by its secret address (F172). */
@Injectable()
export class ReadFeed {
  constructor(private readonly db: Db, private readonly feeds: Feeds, private readonly days: CalendarDays, private readonly limits: RateLimits) {}

  /** Throws not_found, too_many_requests. */
  async run(token: string, request: RequestInfo): Promise<FileAnswer> {
    await this.limits.take('calendar', createHash('sha256').update(token).digest('hex'));
    const feed = await this.feeds.open(token, request);
    const ics = await this.db.read(feed.actor, async (tx) => {
      // D12: what happens to a vendor never keeps its clients from their deadlines.
      if (feed.actor.kind === 'vendor') found(await tx.one('select 1 from hoshu.tenant where suspended_at is null'));
      return icsOf({ stampedOn: localDate(tx.today), events: eventsOf(await this.days.of(tx), feed) });
    });
    return new FileAnswer(Buffer.from(ics), 'text/calendar; charset=utf-8', 'hoshu.ics', 'inline', { etag: `"${createHash('sha256').update(ics).digest('base64url').slice(0, 32)}"`, maxAgeSeconds });
  }
}
