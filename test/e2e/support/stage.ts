import pg from 'pg';
import type { World } from '../../../libs/testing/src/world.js';
import { product } from './product.js';

interface Listed { readonly id: string; readonly subject: string; readonly to: readonly string[] | string }

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function mailTexts(): Promise<{ to: string; subject: string; text: string }[]> {
  const { mailUrl } = product();
  const { messages } = (await (await fetch(`${mailUrl}/api/messages`)).json()) as { messages: Listed[] };
  return Promise.all(messages.map(async ({ id, subject, to }) => ({ to: String(to), subject, text: ((await (await fetch(`${mailUrl}/api/messages/${id}`)).json()) as { text: string }).text })));
}

/**
 * The running product seen as the test world, so that persons and builders of `libs/testing` prepare a journey's data through HTTP.
 * `drain` waits for the worker; `advanceDays` moves the clock as the demo's 「進める」 does. Close it in `afterAll`.
 */
export async function openStage(): Promise<World> {
  const admin = new pg.Client(product().adminUrl);
  await admin.connect();
  let mails: Awaited<ReturnType<typeof mailTexts>> = [];
  const sql = async <T>(text: string, parameters: unknown[] = []) => (await admin.query(text, parameters)).rows as T[];
  const drain = async () => {
    for (let attempt = 0; attempt < 300; attempt += 1) {
      const [row] = await sql<{ waiting: number }>(`select count(*)::int as waiting from platform.outbox where done_at is null and dead_at is null`);
      if (row?.waiting === 0) break;
      await pause(100);
    }
    mails = await mailTexts();
  };
  const link = (to: string, subjectPart = ''): string => {
    // The catcher lists the newest first.
    const mail = mails.find((entry) => entry.to.includes(to) && entry.subject.includes(subjectPart));
    const match = mail && /https?:\/\/[^\s/]+(\/[^\s]+)/.exec(mail.text);
    if (!match?.[1]) throw new Error(`no mail with a link to ${to}${subjectPart ? ` about ${subjectPart}` : ''}`);
    return match[1];
  };
  const today = async () => (await sql<{ today: string }>(`select to_char((now() + offset_ms * interval '1 millisecond') at time zone 'Asia/Tokyo', 'YYYY-MM-DD') as today from platform.clock`))[0]?.today ?? '';
  const advanceDays = async (days: number) => {
    await sql('update platform.clock set target_ms = offset_ms + $1::bigint * 86400000', [days]);
    await sql(`select platform.emit_identity('demo.advance', '{}')`);
    await drain();
  };
  const stage = { url: product().url, mail: { link }, sql, drain, today, advanceDays, close: () => admin.end() };
  // Persons and builders use these parts of a world alone.
  return stage as unknown as World;
}
