import { readdirSync } from 'node:fs';
import path from 'node:path';
import { exists, filesBelow, read, root } from './support/repository.js';

const slices = readdirSync(path.join(root, 'apps/api/src/modules'));
const longestReadme = 40;

describe('スライス', () => {
  it.each(slices)('%s: README が、持つ物・持たない物・日付の意味・不変条件を40行以内で言う', (slice) => {
    const file = `apps/api/src/modules/${slice}/README.md`;
    const text = exists(file) ? read(file) : '';
    expect({ file, lines: text.trimEnd().split('\n').length <= longestReadme, owns: /owns/i.test(text), not: /does not own/i.test(text), days: /\b(day|days|date|dates)\b/i.test(text), invariants: /invariants/i.test(text) })
      .toEqual({ file, lines: true, owns: true, not: true, days: true, invariants: true });
  });

  it.each(slices)('%s: ほかのスライスへは index.ts だけを見せる', (slice) => expect(exists(`apps/api/src/modules/${slice}/index.ts`)).toBe(true));
});

describe('用語', () => {
  const tables = [...new Set(filesBelow('apps/api/src/migrations', /\d{4}-.*\.ts$/).flatMap((file) => [
    ...[...read(file).matchAll(/createTenantTable\([^,]+,\s*\{\s*name: '([a-z_]+)'/g)].map((match) => match[1] ?? ''),
    ...[...read(file).matchAll(/create table hoshu\.([a-z_]+)/g)].map((match) => match[1] ?? ''),
  ]))];

  it('業務の表の名前は、どれも docs/glossary.md にある', () => {
    const glossary = read('docs/glossary.md');
    expect(tables.length).toBeGreaterThan(50);
    expect(tables.filter((table) => !glossary.includes(`\`${table}\``))).toEqual([]);
  });

  it('用語集が表の名前として挙げる物は、どれも存在する', () => {
    const named = [...read('docs/glossary.md').matchAll(/^\| `([a-z_]+)` \|/gm)].map((match) => match[1] ?? '');
    expect(named.filter((table) => !tables.includes(table))).toEqual([]);
  });
});

// D11: who writes to somebody without asking whether a contract is live, and why it may.
const past = ['approvals/approvals.ts', 'checks/due.ts', 'monitoring/record-check.ts', 'rescission/confirmations.ts', /* 乙's (or the declaring side's) own people */ 'signing/mails.ts', /* before a contract stands */ 'mailroom/calls.ts', 'mailroom/intake.ts' /* a notice, and the answer to it */];

it('契約の一方へのメールは、運用の開始日を見る一か所（mailSide）を通る（D11）', () => {
  const below = 'apps/api/src/modules';
  const own = [`${below}/notifications/index.ts`, `${below}/notifications/side-mail.ts`];
  const senders = filesBelow(below, /\.ts$/).filter((file) => !own.includes(file) && /\bsendMail\(|emit\('mail'/.test(read(file))).map((file) => file.slice(below.length + 1));
  expect(senders).toEqual([...past].sort());
});

it('「その日に運用中か」を決めるのは一か所だけ（D11）', () => {
  const asks = filesBelow('apps/api/src/modules', /\.ts$/).filter((file) => /goesLiveOn (!==|===|<=?|>=?) |today [<>]=? \w+\.goesLiveOn|coalesce\(c\.goes_live_on/.test(read(file)));
  expect(asks).toEqual(['apps/api/src/modules/contracts/live.ts']);
});
