import { createHash, X509Certificate } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Config } from '../../platform/config.js';
import type { Db } from '../../platform/db/db.js';
import { SafeFetch } from '../../platform/fetch/safe-fetch.js';
import { answerQuery, createSigningAuthority, openTimestampAuthority, type SigningAuthority, type TimestampAuthority } from '../../platform/seal/index.js';
import { Authority } from './authority.js';
import { Timestamps } from './timestamps.js';

const NOW = new Date('2026-04-01T01:23:45Z');
const digest = createHash('sha256').update('署名の値').digest();
const authorityOf = (commonName: string) => createSigningAuthority({ commonName, validFromAt: new Date('2026-01-01T00:00:00Z'), validYears: 10 });

let own: SigningAuthority;
let other: SigningAuthority;
let tsa: TimestampAuthority;
let server: Server;
let respond: (query: Buffer, ...rest: Parameters<RequestListener>) => void;
let asked = 0;

beforeAll(async () => {
  own = await authorityOf('Hoshu Signing CA');
  other = await authorityOf('見本時刻認証局');
  tsa = await openTimestampAuthority(other, null);
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      asked += 1;
      respond(Buffer.concat(chunks), request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const address = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;
const warnings: string[] = [];

function timestampsWith(settings: { url?: string | null; roots?: X509Certificate[]; allow?: string[]; login?: { user: string; password: string } } = {}): Timestamps {
  const config = {
    mode: 'test', keys: { signingAuthority: own }, fetchAllow: settings.allow ?? [address()],
    timestamps: { url: settings.url === undefined ? `http://${address()}/tsr` : settings.url, roots: settings.roots ?? [new X509Certificate(other.certificatePem)], login: settings.login ?? null },
  } as unknown as Config;
  const log = { warn: ({ reason }: { reason: string }) => warnings.push(reason) } as unknown as Logger;
  const made = new Timestamps(config, log, new Authority(config), new SafeFetch(config), { time: () => Promise.resolve({ now: NOW, today: '2026-04-01' }) } as unknown as Db);
  made.patienceMs = 300;
  return made;
}

/** What one token is worth after the other authority answered like this. */
async function stampedWhen(answer: typeof respond, settings?: Parameters<typeof timestampsWith>[0]) {
  respond = answer;
  warnings.length = 0;
  const stamping = timestampsWith(settings).begin();
  const token = await stamping.timestamp(digest);
  expect(token.length).toBeGreaterThan(500);
  return { ...stamping.by(), warning: warnings[0] ?? null };
}

const good: typeof respond = (query, _, response) => response.end(answerQuery(tsa, query, NOW));
/** A query with one byte of it another. The nonce is the last number before the last three bytes (certReq). */
const altered = (query: Buffer, at: number): Buffer => {
  const copy = Buffer.from(query);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};
const replaced = (failure: string, warning: string) => ({ authorities: ['Hoshu Timestamp Authority'], isOwn: true, failure, warning: expect.stringContaining(warning) as string });

describe('外部の時刻認証局（RFC 3161、F134、D38）', () => {
  it('application/timestamp-queryで尋ね、検証できた答えだけを使う', async () => {
    const heads: (string | undefined)[] = [];
    const answer = await stampedWhen((query, request, response) => {
      heads.push(request.method, request.headers['content-type'], request.headers.accept);
      good(query, request, response);
    });
    expect(heads).toEqual(['POST', 'application/timestamp-query', 'application/timestamp-reply']);
    expect(answer).toEqual({ authorities: ['Hoshu Timestamp Authority'], isOwn: false, failure: null, warning: null });
  });

  it('利用者名とパスワードが要る局にはBasic認証で名乗り、違っていても警告に書かない', async () => {
    const guarded: typeof respond = (query, request, response) => (request.headers.authorization === `Basic ${Buffer.from('hoshu:päss:word').toString('base64')}` ? good(query, request, response) : void response.writeHead(401).end());
    expect(await stampedWhen(guarded, { login: { user: 'hoshu', password: 'päss:word' } })).toMatchObject({ isOwn: false, failure: null });
    expect(await stampedWhen(guarded)).toEqual(replaced('refused', 'HTTP 401'));
    expect(await stampedWhen(guarded, { login: { user: 'hoshu', password: 'WRONG-9' } })).toMatchObject({ isOwn: true, failure: 'refused', warning: 'refused: HTTP 401' });
  });

  it('設定がなければ、自社の局が付ける', async () => {
    expect(await stampedWhen(good, { url: null })).toEqual({ authorities: ['Hoshu Timestamp Authority'], isOwn: true, failure: null, warning: null });
  });

  it('断り、違う乱数、違う指紋、知らない局、読めない答え、長すぎる答え、転送では、自社の局が付けて理由を残す', async () => {
    const cases: [typeof respond, ReturnType<typeof replaced>][] = [
      [(_, __, response) => response.end(Buffer.from('30053003020102', 'hex')), replaced('refused', 'status 2')],
      [(_, __, response) => response.writeHead(500).end('oops'), replaced('refused', 'HTTP 500')],
      [(query, _, response) => response.end(answerQuery(tsa, altered(query, query.length - 4), NOW)), replaced('answer', 'nonce')],
      // The digest stands behind version, sequence, algorithm and its own head.
      [(query, _, response) => response.end(answerQuery(tsa, altered(query, query.indexOf(digest)), NOW)), replaced('answer', 'something else')],
      [(_, __, response) => response.end('<html>'), replaced('answer', 'DER')],
      [(_, __, response) => response.end(Buffer.alloc(20_000, 0x30)), replaced('answer', 'too_large')],
      [(_, __, response) => response.writeHead(302, { location: '/else' }).end(), replaced('refused', 'HTTP 302')],
      [(_, __, response) => { response.writeHead(200, { 'content-length': '900' }).write('x'); response.destroy(); }, replaced('unreachable', 'connect')],
    ];
    for (const [answer, expected] of cases) expect(await stampedWhen(answer)).toEqual(expected);
    expect(await stampedWhen(good, { roots: [] })).toEqual(replaced('answer', 'not listed'));
  });

  it('答えない・途中で止まる・届かない・届いてはいけない住所でも、時間内に自社の局が付ける', async () => {
    const began = Date.now();
    expect(await stampedWhen(() => undefined)).toEqual(replaced('slow', 'timeout'));
    expect(await stampedWhen((_, __, response) => { response.writeHead(200, { 'content-length': '900' }).write('x'); })).toEqual(replaced('slow', 'timeout'));
    expect(Date.now() - began).toBeLessThan(3_000);
    expect(await stampedWhen(good, { allow: [] })).toEqual(replaced('unreachable', 'port'));
    expect(await stampedWhen(good, { url: 'http://127.0.0.1/tsr' })).toEqual(replaced('unreachable', 'address'));
    expect(await stampedWhen(good, { url: 'http://127.0.0.1:1/tsr', allow: ['127.0.0.1:1'] })).toEqual(replaced('unreachable', 'connect'));
  });

  it('一度使えなければ、同じ書類のあいだは尋ね直さない', async () => {
    respond = (_, __, response) => response.writeHead(503).end();
    const before = asked;
    const stamping = timestampsWith().begin();
    for (let turn = 0; turn < 3; turn += 1) await stamping.timestamp(digest);
    expect([asked - before, stamping.by().failure]).toEqual([1, 'refused']);
  });
});
