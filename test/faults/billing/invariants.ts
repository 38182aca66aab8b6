import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { World } from '@hoshu/testing';

export interface Expected { readonly contracts: number; readonly months: number; readonly recipients: number; readonly feeYen: number; readonly kills: number }

const groups = (world: World, sql: string): Promise<{ key: string; count: number }[]> => world.sql(`select key, count(*)::int as count from (${sql}) x (key) group by key`);

/** What is lost or doubled after a billing run that was killed again and again; empty when all is right. */
export async function billingProblems(world: World, expected: Expected): Promise<string[]> {
  const invoices = expected.contracts * expected.months;
  const each: readonly (readonly [string, string, number])[] = [
    ['charge per contract and month', `select contract_id || ' ' || service_month from hoshu.charge`, invoices],
    ['invoice per charge', 'select charge_id::text from hoshu.invoice_line where live', invoices],
    ['invoice number', 'select number from hoshu.invoice', invoices],
    ['posting per invoice', `select invoice_id::text from hoshu.ledger_posting where kind in ('issue', 'issue_deferred')`, invoices],
    ['PDF per invoice', `select 'INV' || f.file_name from hoshu.file f where f.file_name like '請求書_%'`, invoices],
    ['audit event of issue', `select stream || ' ' || (canon::jsonb->'data'->>'number') from audit.event where type = 'billing.invoice-issued'`, invoices],
    ['audit event of document', `select stream || ' ' || (canon::jsonb->'data'->>'number') from audit.event where type = 'billing.invoice-document-made'`, invoices],
    ['mail to send per recipient', `select (payload->>'subjectRef') || ' ' || (payload->>'to') from platform.outbox where kind = 'mail' and payload->>'template' = 'billing.invoice'`, invoices * expected.recipients],
    ['accepted mail on record per recipient', `select subject_ref || ' ' || recipient from hoshu.mail_delivery where template = 'billing.invoice' and accepted`, invoices * expected.recipients],
  ];
  const problems: string[] = [];
  for (const [name, sql, count] of each) {
    const found = await groups(world, sql);
    if (found.length !== count) problems.push(`${name}: ${found.length} instead of ${count}`);
    problems.push(...found.filter((group) => group.count !== 1).map((group) => `${name}: ${group.key} ${group.count} times`));
  }
  return [...problems, ...(await numberGaps(world)), ...(await openWork(world)), ...(await moneyProblems(world, expected)), ...(await fileProblems(world)), ...mailProblems(world, expected)];
}

async function numberGaps(world: World): Promise<string[]> {
  const rows = await world.sql<{ number: string }>('select number from hoshu.invoice where number is not null');
  const numbers = rows.map((row) => Number(row.number.split('-').at(-1))).sort((a, b) => a - b);
  const [counter] = await world.sql<{ last: number }>(`select last_number::int as last from hoshu.number_counter where series = 'invoice'`);
  return [...numbers.flatMap((number, index) => (number === index + 1 ? [] : [`number ${number} stands at ${index + 1}`])).slice(0, 5), ...(counter?.last === numbers.length ? [] : [`the counter stands at ${counter?.last}`])];
}

async function openWork(world: World): Promise<string[]> {
  const rows = await world.sql<{ text: string }>(`select 'outbox: ' || kind || ' ' || coalesce(last_error, 'open') as text from platform.outbox where done_at is null or dead_at is not null
    union all select 'invoice: ' || number || ' ' || state from hoshu.invoice where state <> 'notified' union all select 'parked: ' || contract_id from hoshu.billing_parking`);
  return rows.map((row) => row.text);
}

async function moneyProblems(world: World, expected: Expected): Promise<string[]> {
  const rows = await world.sql<{ account: string; yen: number }>('select account, sum(amount_yen)::float8 as yen from hoshu.ledger_entry group by 1 order by 1');
  const total = expected.contracts * expected.months * expected.feeYen;
  const wanted = JSON.stringify([{ account: 'receivable', yen: total }, { account: 'revenue', yen: -total }]);
  return JSON.stringify(rows) === wanted ? [] : [`ledger: ${JSON.stringify(rows)} instead of ${wanted}`];
}

async function fileProblems(world: World): Promise<string[]> {
  const rows = await world.sql<{ number: string; path: string; sha256: string }>('select number, tenant_id::text || $1 || pdf_file_id::text as path, pdf_sha256 as sha256 from hoshu.invoice', [path.sep]);
  return rows.flatMap((row) => {
    const bytes = readFileSync(path.join(world.config.dataDirectory, 'files', row.path));
    return bytes.subarray(0, 5).toString() === '%PDF-' && createHash('sha256').update(bytes).digest('hex') === row.sha256 ? [] : [`${row.number}: the PDF differs from its hash`];
  });
}

/**
 * SMTP knows no transaction: a worker that dies between the server's 250 and its own commit sends that one mail again. Then the
 * Message-ID is the same, so that the receiver can tell; a kill can do this to one mail at most.
 */
function mailProblems(world: World, { contracts, months, recipients, kills }: Expected): string[] {
  const ids = new Map<string, string[]>();
  for (const mail of world.mail.mails.filter(({ subject }) => subject.startsWith('請求書 '))) ids.set(`${mail.to} ${mail.subject}`, [...(ids.get(`${mail.to} ${mail.subject}`) ?? []), mail.messageId]);
  const repeated = [...ids.values()].reduce((sum, list) => sum + list.length - 1, 0);
  return [
    ...(ids.size === contracts * months * recipients ? [] : [`mails: ${ids.size} instead of ${contracts * months * recipients}`]),
    ...[...ids].filter(([, list]) => new Set(list).size !== 1).map(([key]) => `mail to ${key}: more than one Message-ID`),
    ...(repeated <= kills * mailsAtOnce ? [] : [`mails: ${repeated} repeated after ${kills} kills`]),
  ];
}
/** The queue's four hands and the poll: so many mails can be between the server's answer and the commit. */
const mailsAtOnce = 5;
