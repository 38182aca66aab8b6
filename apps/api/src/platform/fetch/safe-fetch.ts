import { lookup as systemLookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config.js';
import { CONFIG } from '../tokens.js';
import { isPublicAddress } from './addresses.js';

export type FetchRefusal = 'url' | 'scheme' | 'credentials' | 'port' | 'address' | 'dns' | 'timeout' | 'connect' | 'tls' | 'too_many_redirects' | 'too_large';

/** A request that was not made, or failed, with the reason; its message never contains what a server answered. */
export class FetchRefused extends Error {
  constructor(readonly reason: FetchRefusal, detail = '') {
    super(`${reason}${detail ? `: ${detail}` : ''}`);
  }
}

export interface TlsFacts { readonly issuer: string; readonly subject: string; readonly validTo: string; readonly fingerprint256: string; readonly authorized: boolean; readonly authorizationError: string | null }
export interface FetchAnswer {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly durationMs: number;
  readonly redirects: number;
  readonly tls: TlsFacts | null;
}

/** A POST of bytes, with the limits of its answer. */
export interface FetchPost { readonly contentType: string; readonly accept: string; readonly body: Buffer; /** User name and password (Basic); never logged. */ readonly login?: { readonly user: string; readonly password: string } | null; readonly maximumBytes: number; readonly timeoutMs: number }

interface Sending { readonly method: 'GET' | 'POST'; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer | null; readonly deadline: number; readonly maximumBytes: number; readonly acceptBadCertificate: boolean; /** Half an answer is none. */ readonly isStrict: boolean }
/** `cut`: why not everything that the server sent arrived. */
interface Received { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer; readonly cut: 'too_large' | 'connect' | null; readonly tls: TlsFacts | null }

/** Resolves a name to addresses; injected so that tests map `site-a.test` to a local server. */
export type Resolver = (hostname: string) => Promise<readonly string[]>;
const systemResolver: Resolver = async (hostname) => (await systemLookup(hostname, { all: true })).map((entry) => entry.address);

const ports = new Set([80, 443, 8080, 8443]);
const maximumRedirects = 5;
const maximumBytes = 1024 * 1024;

/** The only way out to addresses a customer names (D38): each hop's every address is checked at connect time. */
@Injectable()
export class SafeFetch {
  resolver: Resolver = systemResolver;
  /** Extra `host:port` that may be reached although private (tests; refused in production settings). */
  readonly allow: Set<string>;
  /** Certificate authorities besides the system's (tests). */
  extraAuthorities: string[] = [];

  constructor(@Inject(CONFIG) config: Config) {
    this.allow = new Set(config.fetchAllow);
  }

  /** GET with at most five checked redirects, ten seconds, one MiB. Throws `FetchRefused`. */
  async get(address: string, options: { readonly timeoutMs?: number; readonly acceptBadCertificate?: boolean } = {}): Promise<FetchAnswer> {
    const deadline = Date.now() + (options.timeoutMs ?? 10_000);
    let current = address;
    for (let redirects = 0; redirects <= maximumRedirects; redirects += 1) {
      const target = this.check(current);
      const started = Date.now();
      const { status, headers, body, tls: facts } = await this.once(target, await this.addressFor(target), {
        method: 'GET', headers: { accept: 'text/html,*/*;q=0.5' }, body: null, deadline, maximumBytes, acceptBadCertificate: options.acceptBadCertificate ?? false, isStrict: false,
      });
      const location = headers['location'];
      if (status < 300 || status >= 400 || !location) return { url: target.href, status, headers, body: body.toString('utf8'), durationMs: Date.now() - started, redirects, tls: facts };
      if (!URL.canParse(location, target)) throw new FetchRefused('url', 'redirect');
      current = new URL(location, target).href;
    }
    throw new FetchRefused('too_many_redirects');
  }

  /** POST without redirects; the answer has to arrive whole within its bytes and time. Throws `FetchRefused`. */
  post(address: string, { contentType, accept, body, login, maximumBytes, timeoutMs }: FetchPost): Promise<{ readonly status: number; readonly body: Buffer }> {
    const authorization: Readonly<Record<string, string>> = login ? { authorization: `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}` } : {};
    const headers = { accept, 'content-type': contentType, 'content-length': String(body.length), ...authorization };
    return this.whole(address, { method: 'POST', headers, body, maximumBytes, timeoutMs });
  }

  /** GET of bytes without redirects; the answer has to arrive whole within its bytes and time. Throws `FetchRefused`. */
  bytes(address: string, { accept, maximumBytes, timeoutMs }: Pick<FetchPost, 'accept' | 'maximumBytes' | 'timeoutMs'>): Promise<{ readonly status: number; readonly body: Buffer }> {
    return this.whole(address, { method: 'GET', headers: { accept }, body: null, maximumBytes, timeoutMs });
  }

  private async whole(address: string, { timeoutMs, ...sending }: Omit<Sending, 'deadline' | 'acceptBadCertificate' | 'isStrict'> & { readonly timeoutMs: number }): Promise<{ readonly status: number; readonly body: Buffer }> {
    const deadline = Date.now() + timeoutMs;
    const target = this.check(address);
    const { status, body, cut } = await this.once(target, await inTime(this.addressFor(target), timeoutMs), { ...sending, deadline, acceptBadCertificate: false, isStrict: true });
    if (cut) throw new FetchRefused(cut);
    return { status, body };
  }

  /** Checks a URL without any connection. Throws `FetchRefused`. */
  check(address: string): URL {
    if (address.length > 2_000 || !URL.canParse(address)) throw new FetchRefused('url');
    const url = new URL(address);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new FetchRefused('scheme');
    if (url.username || url.password) throw new FetchRefused('credentials');
    if (!ports.has(portOf(url)) && !this.allow.has(`${url.hostname}:${portOf(url)}`)) throw new FetchRefused('port');
    return url;
  }

  private async addressFor(url: URL): Promise<string> {
    const hostname = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
    const allowed = this.allow.has(`${url.hostname}:${portOf(url)}`);
    const addresses = net.isIP(hostname) ? [hostname] : await this.resolver(hostname).catch(() => { throw new FetchRefused('dns'); });
    // One bad address among several is enough: rebinding hides behind the good ones.
    if (!addresses[0] || (!allowed && !addresses.every(isPublicAddress))) throw new FetchRefused('address');
    return addresses[0];
  }

  private once(url: URL, address: string, sending: Sending): Promise<Received> {
    return new Promise((resolve, reject) => {
      const secure = url.protocol === 'https:';
      const hostname = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
      const request = (secure ? https : http).request({
        host: address, port: portOf(url), path: `${url.pathname}${url.search}`, method: sending.method, agent: false,
        headers: { host: url.host, 'user-agent': 'Hoshu-Monitor/1.0', 'accept-encoding': 'identity', ...sending.headers },
        ...(secure ? { servername: net.isIP(hostname) ? undefined : hostname, rejectUnauthorized: !sending.acceptBadCertificate, ca: this.extraAuthorities.length ? [...tls.rootCertificates, ...this.extraAuthorities] : undefined } : {}),
      });
      const timer = setTimeout(() => { request.destroy(new FetchRefused('timeout')); if (sending.isStrict) reject(new FetchRefused('timeout')); }, Math.max(1, sending.deadline - Date.now()));
      request.on('error', (error) => { clearTimeout(timer); reject(error instanceof FetchRefused ? error : new FetchRefused(isTlsError(error) ? 'tls' : 'connect', (error as NodeJS.ErrnoException).code ?? '')); });
      request.on('response', (response) => {
        const facts = secure ? tlsFacts(response.socket as tls.TLSSocket) : null;
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => { size += chunk.length; if (size <= sending.maximumBytes) chunks.push(chunk); else response.destroy(); });
        response.on('close', () => {
          clearTimeout(timer);
          resolve({ status: response.statusCode ?? 0, headers: flat(response.headers), body: Buffer.concat(chunks), cut: size > sending.maximumBytes ? 'too_large' : response.complete ? null : 'connect', tls: facts });
        });
        response.on('error', () => undefined); // destroyed because it was too large: what arrived is enough
      });
      request.end(sending.body ?? undefined);
    });
  }
}

/** What comes first: the result, or the refusal after so many milliseconds. */
async function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(new FetchRefused('timeout')), milliseconds); });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const portOf = (url: URL): number => (url.port ? Number(url.port) : url.protocol === 'https:' ? 443 : 80);
const flat = (headers: http.IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]));
const isTlsError = (error: Error): boolean => /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO|ALTNAME/.test((error as NodeJS.ErrnoException).code ?? '');

function tlsFacts(socket: tls.TLSSocket): TlsFacts | null {
  const certificate = socket.getPeerCertificate();
  if (!certificate.valid_to) return null;
  const name = (entry: Record<string, string | string[] | undefined>) => String(entry['O'] ?? entry['CN'] ?? '');
  return {
    issuer: name(certificate.issuer as never), subject: String(certificate.subject?.CN ?? ''), validTo: new Date(certificate.valid_to).toISOString(),
    fingerprint256: certificate.fingerprint256, authorized: socket.authorized, authorizationError: socket.authorizationError ? String(socket.authorizationError) : null,
  };
}
