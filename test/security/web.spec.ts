import { mkdtempSync, writeFileSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import http from 'node:http';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import type { AddressInfo } from 'node:net';
import { identityRoutes } from '@hoshu/api-schema';
import { signUpVendor, startWorld, type Person, type World } from '@hoshu/testing';
import express from 'express';
import { servePortal } from '../../apps/api/src/platform/http/portal-page.js';

let world: World;
let owner: Person;
let page: http.Server;
let pageUrl = '';
beforeAll(async () => {
  const portal = mkdtempSync(path.join(os.tmpdir(), 'hoshu-portal-'));
  mkdirSync(path.join(portal, 'assets'));
  writeFileSync(path.join(portal, 'index.html'), '<!doctype html><head><script nonce="__CSP_NONCE__" src="/assets/a.js"></script><!--route-preload--></head>');
  writeFileSync(path.join(portal, 'assets/a.js'), '1;');
  writeFileSync(path.join(portal, 'assets/a.js.br'), brotliCompressSync('1;'));
  writeFileSync(path.join(portal, 'assets/a.js.gz'), gzipSync('1;'));
  writeFileSync(path.join(portal, 'head.json'), JSON.stringify([['^/portal/?$', '<link rel="modulepreload" href="/assets/a.js"><script nonce="__CSP_NONCE__">1</script>']]));
  world = await startWorld({ HOSHU_PORTAL_DIR: portal });
  const server = express();
  servePortal(server, world.config);
  page = http.createServer(server as unknown as http.RequestListener);
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
  pageUrl = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
  owner = await signUpVendor(world, { companyName: '株式会社あおば', personName: '佐藤 美咲', email: 'owner@aoba.example' });
});
afterAll(async () => {
  page.closeAllConnections();
  await new Promise((resolve) => page.close(resolve));
  await world.close();
});

const send = (headers: Record<string, string>, init: { method?: string; path?: string; body?: string | Uint8Array<ArrayBuffer> } = {}) =>
  fetch(`${world.url}${init.path ?? '/api/v1/profile'}`, { method: init.method ?? 'PATCH', redirect: 'manual', headers: { cookie: owner.cookie, ...headers }, body: init.body ?? JSON.stringify({ name: '書き換え', locale: 'ja', sharedMailbox: false }) });
const json = { 'content-type': 'application/json' };
const nameNow = async () => (await owner.do(identityRoutes.session)).user.name;

describe('別のサイトからの操作（CSRF）', () => {
  it.each([
    ['自前のヘッダーがない', { ...json }], ['Sec-Fetch-Site: cross-site', { ...json, 'x-hoshu': '1', 'sec-fetch-site': 'cross-site' }], ['Sec-Fetch-Site: same-site', { ...json, 'x-hoshu': '1', 'sec-fetch-site': 'same-site' }],
    ['別のOrigin', { ...json, 'x-hoshu': '1', origin: 'https://evil.example' }], ['Origin: null', { ...json, 'x-hoshu': '1', origin: 'null' }], ['似た名前のOrigin', { ...json, 'x-hoshu': '1', origin: 'http://localhost:4000.evil.example' }],
    ['別のポートのOrigin', { ...json, 'x-hoshu': '1', origin: 'http://localhost:5000' }], ['壊れたOrigin', { ...json, 'x-hoshu': '1', origin: '::' }], ['localhostを含むだけのOrigin', { ...json, 'x-hoshu': '1', origin: 'http://evil-localhost:4000' }],
  ])('断る：%s', async (_, headers) => {
    const answer = await send(headers);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([403, 'cross_site']);
    expect(await nameNow()).toBe('佐藤 美咲');
  });

  it.each([
    ['text/plain', { 'content-type': 'text/plain' }], ['application/x-www-form-urlencoded', { 'content-type': 'application/x-www-form-urlencoded' }], ['multipart/form-data', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['application/jsonp', { 'content-type': 'application/jsonp' }], ['application/xml', { 'content-type': 'application/xml' }],
  ])('JSON以外の本文は受け付けない：%s', async (_, headers) => {
    const answer = await send({ ...headers, 'x-hoshu': '1' });
    expect(answer.status).toBe(415);
    expect(await nameNow()).toBe('佐藤 美咲');
  });

  it('HTTPメソッドの上書きは効かない', async () => {
    const answer = await fetch(`${world.url}/api/v1/session?_method=DELETE`, { headers: { cookie: owner.cookie, 'x-http-method-override': 'DELETE', 'x-hoshu': '1' } });
    expect(answer.status).toBe(400);
    expect(await nameNow()).toBe('佐藤 美咲');
  });

  it('CORSの許可はどの答えにも付かない', async () => {
    for (const method of ['GET', 'OPTIONS', 'POST']) {
      const answer = await fetch(`${world.url}/api/v1/session`, { method, headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-hoshu' } });
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });
});

describe('答えのヘッダー', () => {
  it('APIの答えは保存されず、種類を推測されず、枠に入らない', async () => {
    for (const target of ['/api/v1/session', '/api/v1/terms']) {
      const { headers } = await fetch(`${world.url}${target}`, { headers: { cookie: owner.cookie } });
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('部品は、ブラウザが読める形に縮めて送る（読めなければそのまま）', async () => {
    const read = (accept: string) => new Promise<{ headers: http.IncomingHttpHeaders; bytes: Buffer }>((resolve, reject) => {
      http.get(`${pageUrl}/assets/a.js`, { headers: { 'accept-encoding': accept } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve({ headers: answer.headers, bytes: Buffer.concat(parts) })).on('error', reject);
      }).on('error', reject);
    });
    for (const [accept, encoding, open] of [['gzip, br', 'br', brotliDecompressSync], ['gzip', 'gzip', gunzipSync], ['identity', undefined, (bytes: Buffer) => bytes]] as const) {
      const { headers, bytes } = await read(accept);
      expect([accept, headers['content-encoding'], headers['content-type'], headers.vary, open(bytes).toString()]).toEqual([accept, encoding, 'text/javascript; charset=utf-8', 'Accept-Encoding', '1;']);
    }
  });

  it('先に読むものは、その画面の分だけを、その回の合言葉で名指しする', async () => {
    const [portal, other] = await Promise.all(['/portal', '/app'].map(async (asked) => (await fetch(`${pageUrl}${asked}`)).text()));
    expect(portal).toMatch(/<link rel="modulepreload" href="\/assets\/a.js"><script nonce="[\w+/=]{24}">1<\/script><\/head>/);
    expect(other).not.toContain('modulepreload');
    expect(`${portal}${other}`).not.toMatch(/__CSP_NONCE__|route-preload/);
  });

  it('画面のCSPは、答えごとに違う合言葉の付いた自分の台本だけを許す', async () => {
    const pages = await Promise.all(['/', '/app', '/portal/contracts/1', '/x'].map((page) => fetch(`${pageUrl}${page}`)));
    const nonces = new Set<string>();
    expect(pages.map((page) => page.status)).toEqual([200, 200, 200, 200]);
    for (const page of pages) {
      const policy = page.headers.get('content-security-policy') ?? '';
      const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
      nonces.add(nonce);
      for (const part of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'", "connect-src 'self'", "require-trusted-types-for 'script'", 'trusted-types default']) expect(policy.split('; ')).toContain(part);
      const scripts = policy.split('; ').filter((part) => /^(script-src|default-src|style-src) /.test(part)).join(' ');
      expect(scripts).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:|data:/);
      const html = await page.text();
      expect(html).toContain(`nonce="${nonce}"`);
      expect(html).not.toContain('__CSP_NONCE__');
      expect(page.headers.get('cache-control')).toBe('no-store');
    }
    expect(nonces.size).toBe(pages.length);
  });

  it('動いている製品が画面を返す', async () => {
    expect((await fetch(`${world.url}/app`)).status).toBe(200);
  });

  it('画面の外のファイルは、どう綴っても読めない', async () => {
    for (const target of ['/assets/..%2f..%2fetc/passwd', '/..%2f..%2f..%2fetc/passwd', '/assets/%2e%2e/%2e%2e/package.json', '/.git/config', '/%00', '/assets/a.js%00.html', '/assets/..\\..\\x']) {
      const answer = await fetch(`${pageUrl}${target}`);
      const text = await answer.text();
      expect([target, /root:|"workspaces"|\[core\]/.test(text)]).toEqual([target, false]);
      expect(answer.status).toBeLessThan(500);
    }
  });

  it('知らないAPIの道は404の problem+json で、内側の言葉を話さない', async () => {
    for (const target of ['/api', '/api/', '/api/v1', '/api/v1/nothing', '/api/v2/session', '/api/v1/session/%E0%A4%A', '/api/metrics', '/api/v1/../../x']) {
      const answer = await fetch(`${world.url}${target}`, { headers: { cookie: owner.cookie } });
      const text = await answer.text();
      if (target.startsWith('/api/v1/s') || target.startsWith('/api/v1/n')) expect([target, [400, 404].includes(answer.status)]).toEqual([target, true]);
      expect(answer.status).toBeLessThan(500);
      expect(text).not.toMatch(/node_modules|at [A-Z]\w+\.|QueryFailedError|Cannot GET|\/src\//);
    }
  });
});

describe('移り先（open redirect）', () => {
  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', '\\\\evil.example', 'javascript:alert(1)', '/\tx', ' //evil.example', '/%0d%0aSet-Cookie:x', '/../..//evil.example'])('同じ画面の道だけ：%s', async (next) => {
    const person = owner;
    const answer = await fetch(`${world.url}/api/v1/session/link`, { method: 'POST', headers: { ...json, 'x-hoshu': '1' }, body: JSON.stringify({ email: person.email, next }) });
    expect(answer.status).toBe(200);
    await world.drain();
    const token = world.mail.link(person.email, 'サインイン').split('/').at(-1) ?? '';
    const { next: place } = await owner.do(identityRoutes.signInLink, { body: { token } });
    expect(new URL(place, 'http://localhost:4000').origin).toBe('http://localhost:4000');
  });
});
