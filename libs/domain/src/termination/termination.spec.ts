import fc from 'fast-check';
import { addDays, dateOfDayNumber, dayNumber, daysBetween, localDate } from '../calendar/local-date.js';
import { arrivalDate, arrivalDateSteps } from '../notice/arrival.js';
import type { Delivery } from '../notice/arrival.js';
import { termRunningOn } from '../term/renewal.js';
import { resolveEnd } from './resolve-end.js';
import type { EndNotice, ResolveEndInput } from './resolve-end.js';
import { resolveEndSteps } from './resolve-end.steps.js';
import { terminationEffective, terminationEffectiveSteps } from './termination-effective.js';

const d = localDate;
const firstEnd = d('2027-03-31');
const day = fc.oneof(
  fc.constantFrom('2027-02-28', '2027-03-01', '2027-03-02', '2027-03-31', '2027-04-01', '2028-02-29', '2028-03-31').map(d),
  fc.integer({ min: dayNumber(d('2026-04-01')), max: dayNumber(d('2030-12-31')) }).map(dateOfDayNumber),
);
const notices: fc.Arbitrary<EndNotice> = fc.record({
  article: fc.constantFrom(17, 18, 19, 20), medium: fc.constantFrom('paper', 'email', 'portal'), arrivedOn: day, requestedEnd: fc.option(day, { nil: undefined }),
});
const contract = fc.record({
  firstEnd: fc.constant(firstEnd),
  notices: fc.array(notices, { maxLength: 5 }),
  electronicWrittenAgreed: fc.constantFrom(undefined, false, true),
  nonRenewalNoticeDays: fc.constantFrom(undefined, 30, 60, 90),
  terminationNoticeDays: fc.constantFrom(undefined, 30, 60, 90),
  renewalMonths: fc.constantFrom(undefined, 3, 12),
});

describe('第18条 中途解約', () => {
  it('30日前の通知で、通知から30日後に終了する', () => {
    expect(terminationEffective({ arrivedOn: d('2026-11-22') })).toBe('2026-12-22');
  });

  it('遅く届くほど早く終わることはなく、必ず通知期間をおく', () => {
    fc.assert(fc.property(day, fc.nat(500), fc.option(day, { nil: undefined }), fc.constantFrom(undefined, 30, 60, 90), (arrivedOn, later, requestedEnd, noticeDays) => {
      const end = terminationEffective({ arrivedOn, requestedEnd, noticeDays });
      expect(terminationEffective({ arrivedOn: addDays(arrivedOn, later), requestedEnd, noticeDays }) >= end).toBe(true);
      expect(daysBetween(arrivedOn, end)).toBeGreaterThanOrEqual(noticeDays ?? 30);
      expect(requestedEnd === undefined || end >= requestedEnd).toBe(true);
    }));
  });

  it('希望日の扱いを道筋に示す', () => {
    const early = { arrivedOn: d('2026-11-22'), requestedEnd: d('2026-12-21') };
    expect(terminationEffectiveSteps(early, terminationEffective(early))[1]?.ja).toBe('希望日 2026-12-21 は30日に満たないため、最短の 2026-12-22 に終了します（相手方が同意すれば合意解約）');
    const exact = { arrivedOn: d('2026-11-22'), requestedEnd: d('2026-12-22') };
    expect(terminationEffectiveSteps(exact, terminationEffective(exact))[1]?.ja).toBe('希望日 2026-12-22 は最短の終了日以後のため、希望日に終了します');
  });
});

describe('民法97条 通知の到達', () => {
  it.each<[string, Delivery, string]>([
    ['配達', { channel: 'paper', deliveredOn: d('2027-03-01') }, '書面は 2027-03-01 に配達'],
    ['受取拒絶', { channel: 'paper', refusedOn: d('2027-02-22') }, '2027-02-22 に受取りを拒絶'],
    ['保管期間の満了', { channel: 'paper', firstAttemptOn: d('2027-02-21'), retentionExpiredOn: d('2027-02-28') }, '2027-02-28 に保管期間が満了'],
    ['不在', { channel: 'paper', firstAttemptOn: d('2027-02-21') }, '2027-02-21 の配達は不在'],
    ['記録なし', { channel: 'paper' }, '配達の記録がありません'],
    ['不達', { channel: 'email', acceptedAt: '2027-02-28T12:00:00Z', bounced: true }, '不達となりました'],
    ['受理', { channel: 'email', acceptedAt: '2027-02-28T12:00:00Z' }, 'メールサーバーが 2027-02-28T12:00:00Z に受理'],
    ['特約なし', { channel: 'portal', availableAt: '2027-02-28T12:00:00Z', electronicWrittenAgreed: false }, '特約がありません'],
    ['閲覧可能', { channel: 'portal', availableAt: '2027-02-28T12:00:00Z' }, '閲覧できる状態になりました'],
  ])('%s', (_name, delivery, text) => {
    const steps = arrivalDateSteps(delivery, arrivalDate(delivery));
    expect(steps[0]?.ja).toContain(text);
    expect(steps.at(-1)?.ja).toContain(arrivalDate(delivery) ?? '到達していません');
  });

  it('投函しただけ、不在のままでは到達しない', () => {
    expect(arrivalDate({ channel: 'paper', postedOn: d('2027-02-20') })).toBeNull();
    expect(arrivalDate({ channel: 'paper', postedOn: d('2027-02-20'), firstAttemptOn: d('2027-02-21') })).toBeNull();
  });
});

describe('第17条から第20条まで どの通知で終わるか', () => {
  const end = (input: Partial<ResolveEndInput>): ReturnType<typeof resolveEnd> => resolveEnd({ firstEnd, notices: [], ...input });
  const on = (article: EndNotice['article'], medium: EndNotice['medium'], arrivedOn: string): EndNotice => ({ article, medium, arrivedOn: d(arrivedOn) });

  it('同じ日に終わるなら第19条・第17条・第18条の順', () => {
    // 18条: 2027-03-01 + 30日 = 2027-03-31、17条: 2027-02-15 到達で 2027-03-31
    const both = [on(18, 'email', '2027-03-01'), on(17, 'paper', '2027-02-15')];
    expect(end({ notices: both }).basis).toBe('17');
    expect(end({ notices: [...both, on(19, 'paper', '2027-03-31')] }).basis).toBe('19');
    expect(end({ notices: [on(20, 'email', '2026-12-01')] })).toEqual({ endDate: '2026-12-01', basis: '20', review: false });
  });

  it('特約のないポータルの通知は、第17条でも第18条でも第19条でも数えない', () => {
    for (const article of [17, 18, 19, 20] as const) {
      expect(end({ notices: [on(article, 'portal', '2026-12-01')] })).toEqual({ endDate: null, basis: null, review: true });
      expect(end({ notices: [on(article, 'portal', '2026-12-01')], electronicWrittenAgreed: true }).basis).toBe(String(article));
    }
  });

  it('終わりは最も早い通知で決まり、通知の順番によらない', () => {
    fc.assert(fc.property(contract, (input) => {
      const all = resolveEnd(input);
      const alone = input.notices.map((notice) => resolveEnd({ ...input, notices: [notice] }).endDate).filter((date) => date !== null).sort();
      expect(all.endDate).toBe(alone[0] ?? null);
      expect(resolveEnd({ ...input, notices: [...input.notices].reverse() })).toEqual(all);
      if (all.endDate === null) expect(all.review).toBe(input.notices.length > 0);
    }));
  });

  it('どの通知も、到達より前には契約を終わらせない。第17条は到達日の期間の満了より前に終わらせない', () => {
    fc.assert(fc.property(contract, notices, (input, notice) => {
      const { endDate, basis } = resolveEnd({ ...input, notices: [notice] });
      if (endDate === null) return;
      expect(endDate >= notice.arrivedOn).toBe(true);
      if (notice.article === 17) expect(endDate >= termRunningOn({ firstEnd, on: notice.arrivedOn, renewalMonths: input.renewalMonths }).endOn).toBe(true);
      if (basis === '18') expect(daysBetween(notice.arrivedOn, endDate)).toBeGreaterThanOrEqual(input.terminationNoticeDays ?? 30);
    }));
  });

  it('道筋に、転換と無視の理由を示す', () => {
    const input = { firstEnd, notices: [on(17, 'paper', '2027-03-10'), on(18, 'portal', '2027-03-11'), on(17, 'email', '2027-03-12'), on(18, 'email', '2027-05-20')] };
    expect(resolveEndSteps(input, resolveEnd(input)).map(({ ja }) => ja)).toEqual([
      '最初の期間の満了日は 2027-03-31。1回更新後の満了日は 2028-03-31',
      '第17条・書面（2027-03-10 到達）：期限後に到達したため、第18条の解約通知として 2027-04-09 に終了（意思の確認が必要）',
      '第18条・ポータル（2027-03-11 到達）：電子通知の特約がないため、通知として数えません',
      '第17条・電子メール（2027-03-12 到達）：第17条の方式又は期限を満たさないため、第18条の解約通知として 2027-04-11 に終了（意思の確認が必要）',
      '第18条・電子メール（2027-05-20 到達） → 2027-06-19 に終了',
      '最も早い終了日 2027-04-09（第18条）に終了します。確認が必要です',
    ]);
    expect(resolveEndSteps({ firstEnd, notices: [] }, resolveEnd({ firstEnd, notices: [] })).map(({ ja }) => ja)).toEqual([
      '最初の期間の満了日は 2027-03-31。更新前の期間中です', '終了させる通知がないため、契約は更新されて続きます（第17条2項）',
    ]);
  });
});
