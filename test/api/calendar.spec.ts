import http from 'node:http';
import { calendarRoutes, companyRoutes, type ResponseOf } from '@hoshu/api-schema';
import { addDays, localDate, nonRenewalDeadline, safePostingDay } from '@hoshu/domain';
import { clientPerson, concludedContract, type ContractFixture, Person, signUpVendor, startWorld, type World } from '@hoshu/testing';

jest.setTimeout(120_000);
type Made = ResponseOf<typeof calendarRoutes.create>;
let world: World;
let owner: Person;
let client: Person;
let contract: ContractFixture;
let other: ContractFixture;
let lastOn: string;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  lastOn = addDays(localDate(await world.today()), 200);
  contract = await concludedContract(world, { owner, clientName: '医療法人, みどり会; 本院', concludedOn: addDays(localDate(lastOn), -364), lastOn, number: 'HS-CAL-1' });
  other = await concludedContract(world, { owner, clientName: '株式会社北浜製菓', concludedOn: addDays(localDate(lastOn), -364), lastOn: addDays(localDate(lastOn), 10), number: 'HS-CAL-2' });
  client = await clientPerson(world, contract, { name: '緑川 薫', email: 'midori@client.example', role: 'owner' });
});
afterAll(() => world.close());

const make = (person: Person, busyOnly = false, label = '会社の電話') => person.do(calendarRoutes.create, { body: { label, busyOnly } });
const tokenOf = ({ url }: Made) => url.split('/').at(-1) ?? '';
const read = (made: Made) => new Person(world, 'だれでもない', '').try(calendarRoutes.read, { params: { token: tokenOf(made) } });
/** As a calendar asks again: `fetch` would add a no-cache of its own. */
const statusOf = (made: Made, etag: string) => new Promise<number | undefined>((resolve, reject) => {
  http.get(`${world.url}/api/v1/calendars/${tokenOf(made)}`, { headers: { 'If-None-Match': etag } }, (response) => { response.resume(); resolve(response.statusCode); }).on('error', reject);
});
const basic = (on: string) => on.replaceAll('-', '');
/** Unfolded properties of each event, read as RFC 5545 tells readers to. */
function eventsIn(bytes: Buffer): Record<string, string>[] {
  const lines = bytes.toString('utf8').replaceAll('\r\n ', '').split('\r\n');
  return lines.join('\n').split('BEGIN:VEVENT\n').slice(1).map((block) => Object.fromEntries(block.split('\nEND:VEVENT')[0]?.split('\n').map((line) => [line.slice(0, line.indexOf(':')).split(';')[0], line.slice(line.indexOf(':') + 1)]) ?? []) as Record<string, string>);
}

describe('期限のカレンダー（F172・第17条・第11条・第3条7号）', () => {
  it('乙の人には会社の契約すべて、甲の人には自社の契約だけの、通知期限・投函日・満了日がある', async () => {
    const answer = await read(await make(owner));
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, 'text/calendar; charset=utf-8', 'private, max-age=900']);
    const events = eventsIn(answer.bytes);
    // 満了日の30日前が到達の期限（第17条2項）。契約二つに三日ずつ。
    const terms = { termEnd: localDate(lastOn) };
    const days = [[safePostingDay(terms), '終了通知を郵送するなら今日まで'], [nonRenewalDeadline(terms).lastValid, '終了通知の期限'], [lastOn, '契約期間の満了日']];
    for (const [on, title] of days) expect(events).toContainEqual(expect.objectContaining({ DTSTART: basic(on ?? ''), DTEND: basic(addDays(localDate(on ?? ''), 1)), SUMMARY: `${title}：医療法人\\, みどり会\\; 本院 HS-CAL-1` }));
    expect(events).toHaveLength(6);
    const own = await read(await make(client));
    expect(eventsIn(own.bytes)).toHaveLength(3);
    expect(own.bytes.toString('utf8').replaceAll('\r\n ', '')).not.toContain('HS-CAL-2');
  });

  it('お支払期日は権限のある人にだけ。証明書の期限も入る', async () => {
    const dueOn = addDays(localDate(await world.today()), 12);
    await world.sql(`insert into hoshu.monitor (tenant_id, client_id, contract_id, site_id, begins_on) values ($1, $2, $3, $4, current_date)`, [contract.tenantId, contract.clientId, contract.contractId, contract.siteId]);
    await world.sql(`insert into hoshu.monitor_check (tenant_id, client_id, monitor_id, checked_at, business_at, outcome, tls_valid_to, tls_fingerprint) select tenant_id, client_id, id, now(), now(), 'up', ($2 || 'T03:00:00Z')::timestamptz, 'ab' from hoshu.monitor where contract_id = $1`, [contract.contractId, dueOn]);
    const events = eventsIn((await read(await make(client))).bytes);
    expect(events).toContainEqual(expect.objectContaining({ DTSTART: basic(dueOn), SUMMARY: expect.stringMatching(/^証明書の期限：.*公式サイト$/) as string }));
    const accounting = await clientPerson(world, contract, { name: '会計 花子', email: 'kaikei@client.example', role: 'accounting' });
    // 経理担当（甲）は稼働の記録を読めないので、証明書は入らない。
    expect(eventsIn((await read(await make(accounting))).bytes).filter(({ SUMMARY }) => SUMMARY?.startsWith('証明書'))).toEqual([]);
  });

  it('乙の利用が止められても、甲のカレンダーは読める', async () => {
    const [mine, theirs] = [await make(owner), await make(client)];
    await world.sql('update hoshu.tenant set suspended_at = now(), version = version + 1 where id = $1 or tenant_id = $1', [contract.tenantId]);
    expect([(await read(mine)).status, (await read(theirs)).status]).toEqual([404, 200]);
    await world.sql('update hoshu.tenant set suspended_at = null, version = version + 1 where id = $1 or tenant_id = $1', [contract.tenantId]);
    expect((await read(mine)).status).toBe(200);
  });

  it('「予定ありのみ」は、題も内容も場所もなく、UIDからIDを読めず、件数もわからない', async () => {
    const made = await make(owner, true);
    const first = await read(made);
    const text = first.bytes.toString('utf8');
    expect(text).not.toMatch(/SUMMARY|DESCRIPTION|LOCATION|URL|CATEGORIES|X-WR|医療法人|HS-CAL|通知|満了/);
    for (const id of [contract.contractId, other.contractId, contract.clientId, contract.tenantId, contract.siteId]) expect(text).not.toContain(id);
    const events = eventsIn(first.bytes);
    expect(events.every((event) => Object.keys(event).sort().join() === 'CLASS,DTEND,DTSTAMP,DTSTART,TRANSP,UID')).toBe(true);
    expect(new Set(events.map(({ DTSTART }) => DTSTART)).size).toBe(events.length);
    const uids = (bytes: Buffer) => eventsIn(bytes).map(({ UID }) => UID);
    expect(uids((await read(made)).bytes)).toEqual(uids(first.bytes));
    expect(uids((await read(await make(owner, true))).bytes).filter((uid) => uids(first.bytes).includes(uid))).toEqual([]);
  });

  it('RFC 5545：75オクテットで折り返し、CRLFで終わり、UIDは重ならない', async () => {
    const { bytes } = await read(await make(owner));
    const lines = bytes.toString('utf8').split('\r\n');
    expect(lines.every((line) => Buffer.byteLength(line) <= 75 && !line.includes('\n'))).toBe(true);
    expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR', '']);
    const events = eventsIn(bytes);
    expect(new Set(events.map(({ UID }) => UID)).size).toBe(events.length);
    expect(events.every(({ DTSTAMP }) => /^\d{8}T\d{6}Z$/.test(DTSTAMP ?? ''))).toBe(true);
  });

  it('ETagが同じなら304。変わればまた読める', async () => {
    const made = await make(owner);
    const first = await read(made);
    const etag = first.headers.get('etag') ?? '';
    expect(await statusOf(made, etag)).toBe(304);
    await world.advanceDays(1);
    expect(await statusOf(made, etag)).toBe(200);
  });

  it('URLは一度だけ示し、データベースにはハッシュだけが残る。無効にすると404、他人は無効にできない', async () => {
    const made = await make(client, false, '消すもの');
    expect(JSON.stringify((await client.do(calendarRoutes.list, {})).items)).not.toContain(tokenOf(made));
    expect(await world.sql(`select 1 from identity.calendar_feed where encode(token_hash, 'hex') = encode(sha256($1::bytea), 'hex')`, [Buffer.from(tokenOf(made))])).toHaveLength(1);
    expect((await owner.try(calendarRoutes.revoke, { params: { feedId: made.id } })).status).toBe(404);
    expect((await read(made)).status).toBe(200);
    await client.do(calendarRoutes.revoke, { params: { feedId: made.id } });
    expect([(await read(made)).status, (await client.try(calendarRoutes.revoke, { params: { feedId: made.id } })).status]).toEqual([404, 404]);
    expect((await new Person(world, '', '').try(calendarRoutes.read, { params: { token: 'x'.repeat(43) } })).status).toBe(404);
  });

  it('外された人・止められた人のURLは404。10個まで', async () => {
    await owner.do(companyRoutes.invite, { body: { email: 'tech@aoba.example', role: 'technician', noticeAuthority: false } });
    const technician = await new Person(world, '高橋 健', 'tech@aoba.example').acceptInvitation();
    const made = await make(technician);
    expect((await read(made)).status).toBe(200);
    const member = (await owner.do(companyRoutes.members, {})).items.find(({ name }) => name === '高橋 健');
    await owner.do(companyRoutes.removeMember, { params: { membershipId: member?.id ?? '' } });
    expect((await read(made)).status).toBe(404);
    const leaving = await clientPerson(world, other, { name: '北浜 一郎', email: 'kitahama@client.example', role: 'owner' });
    const theirs = await make(leaving);
    await world.sql(`update identity."user" set disabled_at = now() where email = 'kitahama@client.example'`);
    expect((await read(theirs)).status).toBe(404);
    const many = await clientPerson(world, other, { name: '多い 人', email: 'many@client.example', role: 'owner' });
    for (let index = 0; index < 10; index += 1) await make(many);
    expect((await many.try(calendarRoutes.create, { body: { label: '十一', busyOnly: false } })).problem.code).toBe('calendar_too_many');
  });

  it('一つのURLを何度も読むと、しばらく断る', async () => {
    const limited = await startWorld({ HOSHU_RATE_LIMITS: 'on' });
    try {
      const statuses = new Set<number>();
      for (let index = 0; index < 61; index += 1) statuses.add((await new Person(limited, '', '').try(calendarRoutes.read, { params: { token: 'y'.repeat(43) } })).status);
      expect([...statuses]).toEqual([404, 429]);
    } finally {
      await limited.close();
    }
  });
});
