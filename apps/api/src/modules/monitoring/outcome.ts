import { FetchRefused, type FetchAnswer, type TlsFacts } from '../../platform/fetch/safe-fetch.js';
import type { Outcome } from './uptime.js';

export interface Expectation { readonly expectedStatus: number | null; readonly keyword: string }
export interface ProbeResult {
  readonly outcome: Outcome;
  /** Empty when all is well; `status:503`, `keyword`, `timeout`, `tls:CERT_HAS_EXPIRED` … */
  readonly reason: string;
  readonly httpStatus: number | null;
  readonly durationMs: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsFacts | null;
}

const keptHeaders = ['server', 'date', 'content-type', 'cache-control', 'location', 'retry-after'];
const nothing = { httpStatus: null, durationMs: null, headers: {}, tls: null };

/** Judges an answer: the expected status (else any 2xx or 3xx) and the keyword. */
export function judgeAnswer(answer: FetchAnswer, expected: Expectation): ProbeResult {
  const statusFits = expected.expectedStatus === null ? answer.status >= 200 && answer.status < 400 : answer.status === expected.expectedStatus;
  const reason = !statusFits ? `status:${answer.status}` : expected.keyword && !answer.body.includes(expected.keyword) ? 'keyword' : '';
  const headers = Object.fromEntries(keptHeaders.flatMap((name) => (answer.headers[name] === undefined ? [] : [[name, answer.headers[name].slice(0, 200)]])));
  return { outcome: reason ? 'down' : 'up', reason, httpStatus: answer.status, durationMs: answer.durationMs, headers, tls: answer.tls };
}

// These say that the request was never made: the site may well be up.
const notAsked: ReadonlySet<string> = new Set(['url', 'scheme', 'credentials', 'port', 'address']);

// RFC 2606 and 6761: names for examples and tests, which never lead anywhere.
const isReservedName = (url: string): boolean => URL.canParse(url) && /(^|\.)(example|test|invalid|example\.(com|net|org))\.?$/i.test(new URL(url).hostname);

/** Judges a failed request. Errors of any other kind are the monitor's own and count as unknown; so does a name that cannot exist. */
export function judgeFailure(error: unknown, tls: TlsFacts | null, url: string): ProbeResult {
  if (!(error instanceof FetchRefused)) return { ...nothing, outcome: 'unknown', reason: 'monitor' };
  if (error.reason === 'dns' && isReservedName(url)) return { ...nothing, outcome: 'unknown', reason: 'reserved_name' };
  const code = /^tls: ([A-Z0-9_]{3,60})$/.exec(error.message)?.[1];
  return { ...nothing, tls, outcome: notAsked.has(error.reason) ? 'unknown' : 'down', reason: code ? `tls:${code}` : error.reason };
}

const networkReasons: ReadonlySet<string> = new Set(['dns', 'timeout', 'connect']);
const minimumForGuard = 5;

/** Whether a whole turn failed at the network: then the monitor's own connection is the likelier cause, and nobody is to be alarmed. */
export const ownNetworkFails = (results: readonly ProbeResult[]): boolean => results.length >= minimumForGuard && results.every((result) => networkReasons.has(result.reason));
export const ownNetworkResult: ProbeResult = { ...nothing, outcome: 'unknown', reason: 'own_network' };

const words: Readonly<Record<string, readonly [string, string]>> = {
  keyword: ['ページに決められた語句が見つかりません', 'the page does not contain the expected words'],
  dns: ['ドメイン名からサーバーを見つけられません', 'the domain name does not resolve'],
  timeout: ['10秒以内に応答がありません', 'no answer within ten seconds'],
  connect: ['サーバーに接続できません', 'the server cannot be reached'],
  tls: ['SSL証明書に問題があり、安全に接続できません', 'the TLS certificate has a problem'],
  too_many_redirects: ['転送が繰り返されています', 'too many redirects'],
  too_large: ['応答が大きすぎます', 'the answer is too large'],
  reserved_name: ['説明用のドメイン名（.example など）のため、確認できません', 'the domain is reserved for examples (.example) and cannot be checked'],
  own_network: ['監視する側の通信に問題があり、確認できませんでした', 'the monitor’s own connection failed'],
  monitor: ['監視する側の問題で確認できませんでした', 'the monitor itself failed'],
};

/** A reason in words; null for none. */
export function reasonWords(reason: string): { code: string; ja: string; en: string } | null {
  if (!reason) return null;
  const [kind = '', detail = ''] = reason.split(':');
  if (kind === 'status') return { code: reason, ja: `サイトがエラー（${detail}）を返しています`, en: `the site answers with status ${detail}` };
  const [ja, en] = words[kind] ?? ['このURLは確認できません', 'this URL cannot be checked'];
  return detail ? { code: reason, ja: `${ja}（${detail}）`, en: `${en} (${detail})` } : { code: reason, ja, en };
}
