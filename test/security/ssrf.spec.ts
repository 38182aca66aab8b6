import http from 'node:http';
import type { AddressInfo } from 'node:net';
import net from 'node:net';
import type { Config } from '../../apps/api/src/platform/config.js';
import { FetchRefused, SafeFetch, type Resolver } from '../../apps/api/src/platform/fetch/safe-fetch.js';
import { hostileUrls } from './support/hostile-urls.js';

jest.setTimeout(120_000);

const names: Readonly<Record<string, readonly string[]>> = {
  'inside.test': ['127.0.0.1'], 'mixed.test': ['93.184.216.34', '127.0.0.1'], 'mapped.test': ['::ffff:127.0.0.1'], 'metadata.test': ['169.254.169.254'], 'empty.test': [], localhost: ['127.0.0.1', '::1'],
};
const resolver: Resolver = (name) => (name in names ? Promise.resolve(names[name] ?? []) : Promise.reject(new Error('no such name')));

let trap: net.Server;
let trapPort = 0;
let hits = 0;
const sockets = new Set<net.Socket>();
let door: http.Server;
let doorPort = 0;
let redirectTo = '';

/** The trap listens on a port that SafeFetch allows, so that only the address can stop a request. */
async function listenOnAllowedPort(): Promise<number> {
  for (const port of [8080, 8443, 80, 443]) {
    const bound = await new Promise<boolean>((resolve) => {
      trap.once('error', () => resolve(false));
      trap.listen(port, () => resolve(true));
    });
    if (bound) return port;
  }
  throw new Error('none of the allowed ports is free for the trap');
}

beforeAll(async () => {
  trap = net.createServer((socket) => { hits += 1; sockets.add(socket); socket.on('error', () => undefined); socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntrap'); });
  trapPort = await listenOnAllowedPort();
  door = http.createServer((_, response) => { response.writeHead(302, { location: redirectTo }); response.end(); });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  doorPort = (door.address() as AddressInfo).port;
});
afterAll(async () => {
  sockets.forEach((socket) => socket.destroy());
  await new Promise((resolve) => trap.close(resolve));
  door.closeAllConnections();
  await new Promise((resolve) => door.close(resolve));
});
beforeEach(() => { hits = 0; });

const safeFetch = (allow: string[] = [], resolve: Resolver = resolver) => {
  const fetcher = new SafeFetch({ fetchAllow: allow } as unknown as Config);
  fetcher.resolver = resolve;
  return fetcher;
};
const outcome = (fetcher: SafeFetch, url: string) => fetcher.get(url, { timeoutMs: 1_000 }).then((answer) => `answered ${answer.status}`, (error: unknown) => (error instanceof FetchRefused ? 'refused' : String(error)));

describe('T17 内側への要求（SSRF）', () => {
  it('罠そのものは、素の要求なら届く', async () => {
    expect(await (await fetch(`http://127.0.0.1:${trapPort}/`)).text()).toBe('trap');
    expect(hits).toBe(1);
  });

  it('60通り以上の綴りのどれも罠に届かない', async () => {
    const urls = hostileUrls(trapPort);
    expect(urls.length).toBeGreaterThanOrEqual(60);
    const wrong: string[] = [];
    for (const url of urls) {
      const answer = await outcome(safeFetch(), url);
      if (answer !== 'refused') wrong.push(`${url}: ${answer}`);
    }
    expect(wrong).toEqual([]);
    expect(hits).toBe(0);
  });

  it('許された相手からの転送でも、内側へは行かない', async () => {
    const wrong: string[] = [];
    for (const url of hostileUrls(trapPort).filter((entry) => !/[\t\\]|[^\x20-\x7e]/.test(entry) && entry.trim() !== '')) {
      redirectTo = url;
      const answer = await outcome(safeFetch([`127.0.0.1:${doorPort}`]), `http://127.0.0.1:${doorPort}/`);
      if (answer !== 'refused') wrong.push(`${url}: ${answer}`);
    }
    expect(wrong).toEqual([]);
    expect(hits).toBe(0);
  });

  it('転送は5回まで、無限の輪は断る', async () => {
    redirectTo = `http://127.0.0.1:${doorPort}/again`;
    expect(await outcome(safeFetch([`127.0.0.1:${doorPort}`]), `http://127.0.0.1:${doorPort}/`)).toBe('refused');
  });

  it('名前解決のすり替え（rebinding）：一度だけ調べ、調べた住所にだけつなぐ', async () => {
    let asked = 0;
    // The second answer leads to another machine of the same port, where a second trap waits.
    const rebinding: Resolver = () => { asked += 1; return Promise.resolve([asked === 1 ? '127.0.0.1' : '127.0.0.9']); };
    const second = net.createServer((socket) => { hits += 1; socket.destroy(); });
    await new Promise<void>((resolve) => second.listen(doorPort, '127.0.0.9', resolve));
    redirectTo = '';
    expect(await outcome(safeFetch([`rebind.test:${doorPort}`], rebinding), `http://rebind.test:${doorPort}/`)).toBe('answered 302');
    expect([asked, hits]).toEqual([1, 0]);
    await new Promise((resolve) => second.close(resolve));
    const turned: Resolver = () => { asked += 1; return Promise.resolve(['203.0.113.7', '127.0.0.1']); };
    expect(await outcome(safeFetch([], turned), `http://rebind.test:${trapPort}/`)).toBe('refused');
    expect(hits).toBe(0);
  });

  it('許可は host:port の組だけに効き、同じ名前の別のポートや別の名前には効かない', async () => {
    const fetcher = safeFetch([`site-a.test:${doorPort}`], () => Promise.resolve(['127.0.0.1']));
    redirectTo = `http://site-a.test:${trapPort}/`;
    for (const url of [`http://site-a.test:${trapPort}/`, `http://site-b.test:${doorPort}/`, `http://site-a.test:${doorPort}/`]) expect(await outcome(fetcher, url)).toBe('refused');
    expect(hits).toBe(0);
  });

  it('断った理由は短い分類だけで、相手の答えや住所を話さない', async () => {
    const errors = await Promise.all(hostileUrls(trapPort).map((url) => safeFetch().get(url, { timeoutMs: 500 }).catch((error: Error) => error.message)));
    expect(errors.filter((text) => typeof text !== 'string' || !/^(url|scheme|credentials|port|address|dns|timeout|connect|tls|too_many_redirects|too_large)(: [A-Za-z_]*)?$/.test(text))).toEqual([]);
  });
});
