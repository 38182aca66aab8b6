import { FetchRefused, type FetchAnswer } from '../../platform/fetch/safe-fetch.js';
import { judgeAnswer, judgeFailure, ownNetworkFails, reasonWords } from './outcome.js';

const answer = (status: number, body = '<h1>みどり会</h1>'): FetchAnswer => ({ url: 'https://site-a.test/', status, headers: { server: 'nginx', 'set-cookie': 'secret' }, body, durationMs: 12, redirects: 0, tls: null });
const any = { expectedStatus: null, keyword: '' };

describe('第3条1号 確認の判定', () => {
  it.each([
    [200, any, 'up', ''], [304, any, 'up', ''], [404, any, 'down', 'status:404'], [503, any, 'down', 'status:503'],
    [401, { expectedStatus: 401, keyword: '' }, 'up', ''], [200, { expectedStatus: 401, keyword: '' }, 'down', 'status:200'],
    [200, { expectedStatus: null, keyword: 'みどり会' }, 'up', ''], [200, { expectedStatus: null, keyword: '予約' }, 'down', 'keyword'],
  ] as const)('応答 %s', (status, expected, outcome, reason) => {
    expect(judgeAnswer(answer(status), expected)).toMatchObject({ outcome, reason, httpStatus: status, headers: { server: 'nginx' } });
  });

  it('残す応答ヘッダーは決めたものだけ', () => {
    expect(Object.keys(judgeAnswer(answer(200), any).headers)).toEqual(['server']);
  });

  it.each([
    [new FetchRefused('timeout'), 'down', 'timeout'], [new FetchRefused('dns'), 'down', 'dns'], [new FetchRefused('connect', 'ECONNREFUSED'), 'down', 'connect'],
    [new FetchRefused('tls', 'CERT_HAS_EXPIRED'), 'down', 'tls:CERT_HAS_EXPIRED'], [new FetchRefused('address'), 'unknown', 'address'], [new FetchRefused('port'), 'unknown', 'port'], [new Error('bug'), 'unknown', 'monitor'],
  ] as const)('失敗 %s', (error, outcome, reason) => {
    expect(judgeFailure(error, null, 'https://www.midori.co.jp/')).toMatchObject({ outcome, reason, httpStatus: null });
  });

  it('5件以上がすべて通信で失敗したときは、監視する側の障害とみなす', () => {
    const failed = judgeFailure(new FetchRefused('timeout'), null, 'https://www.midori.co.jp/');
    expect(ownNetworkFails(Array.from({ length: 5 }, () => failed))).toBe(true);
    expect(ownNetworkFails(Array.from({ length: 4 }, () => failed))).toBe(false);
    expect(ownNetworkFails([...Array.from({ length: 5 }, () => failed), judgeAnswer(answer(200), any)])).toBe(false);
    expect(ownNetworkFails([...Array.from({ length: 5 }, () => failed), judgeAnswer(answer(503), any)])).toBe(false);
  });

  it('理由はどれも日本語と英語の言葉になる', () => {
    expect(reasonWords('')).toBeNull();
    for (const reason of ['status:503', 'keyword', 'timeout', 'tls:CERT_HAS_EXPIRED', 'address', 'own_network']) expect(reasonWords(reason)).toMatchObject({ code: reason, ja: expect.stringMatching(/\S/) as string, en: expect.stringMatching(/\S/) as string });
    expect(reasonWords('status:503')?.ja).toContain('503');
  });
});
