import { identityRoutes, reportRoutes } from '@hoshu/api-schema';
import { addressOf, call } from './call.js';
import { japaneseTexts } from '../testing/texts.js';
import { ApiProblem } from './problem.js';

const answers: { status: number; body: unknown }[] = [];
const sent: { address: string; request: RequestInit }[] = [];

beforeAll(async () => {
  await japaneseTexts();
  Object.defineProperty(globalThis, 'fetch', {
    configurable: true,
    value: async (address: string, request: RequestInit) => {
      sent.push({ address, request });
      const answer = answers.shift();
      if (!answer) throw new TypeError('offline');
      return { ok: answer.status < 400, status: answer.status, headers: new Map([['X-Request-Id', 'r-1']]), json: async () => answer.body };
    },
  });
});
beforeEach(() => { sent.length = 0; answers.length = 0; });

const header = (name: string) => { const headers = sent[0]?.request.headers; return headers instanceof Headers ? headers.get(name) : null; };

describe('APIの呼び出し', () => {
  it('アドレスの値を符号化する', () => expect(addressOf(identityRoutes.previewLink, { params: { token: 'a/b?c' } })).toBe('/api/v1/links/a%2Fb%3Fc'));

  it('画面の先頭で済ませた読み取りは一度だけ使い、次からは読み直す', async () => {
    const answer = { ok: true, status: 200, headers: new Map(), json: async () => ({ purpose: 'early' }) } as unknown as Response;
    window.hoshuEarly = { at: performance.now(), answers: { '/api/v1/links/a': Promise.resolve(answer) } };
    const read = () => call(identityRoutes.previewLink, { params: { token: 'a' } }).catch((error: unknown) => error);
    await read();
    expect(sent).toEqual([]);
    answers.push({ status: 404, body: {} });
    await read();
    expect(sent.map(({ address }) => address)).toEqual(['/api/v1/links/a']);
  });

  it('先頭での読み取りが古ければ、読み直す', async () => {
    window.hoshuEarly = { at: performance.now() - 60_000, answers: { '/api/v1/links/a': Promise.reject(new TypeError('offline')) } };
    window.hoshuEarly.answers['/api/v1/links/a']?.catch(() => undefined);
    answers.push({ status: 404, body: {} });
    await call(identityRoutes.previewLink, { params: { token: 'a' } }).catch(() => undefined);
    expect(sent).toHaveLength(1);
  });

  it('POSTには X-Hoshu と Idempotency-Key を付け、同じ鍵で送り直せる', async () => {
    answers.push({ status: 200, body: { ok: true } });
    await call(identityRoutes.requestSignInLink, { body: { email: 'a@b.example' } }, { idempotencyKey: 'key-12345' });
    expect(header('X-Hoshu')).toBe('1');
    expect(header('Idempotency-Key')).toBe('key-12345');
    expect(header('Content-Type')).toBe('application/json');
    expect(sent[0]?.request.credentials).toBe('same-origin');
  });

  it('本文のない操作は、内容の種類を名乗らない（空の文字はJSONではない）', async () => {
    answers.push({ status: 404, body: {} });
    await call(reportRoutes.send, { params: { reportId: 'r1' }, ifMatch: 1 }).catch(() => undefined);
    expect([header('Content-Type'), header('If-Match'), sent[0]?.request.body]).toEqual([null, '"1"', null]);
  });

  it('拒否の内容を項目ごとに返す', async () => {
    answers.push({ status: 422, body: { type: 'about:blank', title: 't', status: 422, code: 'password_weak', detail: '使えません。', article: '第18条', requestId: 'abc', errors: [{ path: 'body.password', code: 'x', message: '短すぎます。' }] } });
    const problem = await call(identityRoutes.changePassword, { body: { password: 'correct horse' } }).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({ status: 422, code: 'password_weak', article: '第18条', requestId: 'abc', errors: [{ path: 'body.password', message: '短すぎます。' }], outcomeUnknown: false });
  });

  it('届かなかったときは結果不明として返す', async () => {
    const problem = await call(identityRoutes.session, {}).catch((error: unknown) => error);
    expect(problem).toMatchObject({ status: 0, code: 'unreachable', outcomeUnknown: true });
  });

  it('決められた形でない応答は受け取らない', async () => {
    answers.push({ status: 200, body: { unexpected: 1 } });
    await expect(call(identityRoutes.session, {})).rejects.toBeInstanceOf(ApiProblem);
  });
});
