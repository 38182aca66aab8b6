import { localDate } from '../calendar/local-date.js';
import { decideNonRenewalNotice } from './decide-non-renewal-notice.js';
import { decideRescission } from './decide-rescission.js';
import type { RescissionFacts } from './decide-rescission.js';
import { decideTerminationNotice } from './decide-termination-notice.js';

const d = localDate;
const today = d('2026-11-22');
const notice = { medium: 'email', by: 'client', arrivedOn: today, inForceSince: d('2026-04-01'), endsOn: null } as const;

describe('第18条 中途解約の判断', () => {
  it('30日前の通知で、通知から30日後に終了する', () => {
    expect(decideTerminationNotice(notice, today)).toEqual({ ok: true, arrivedOn: today, effectiveOn: '2026-12-22', requestedTooEarly: false, reasonOnRequest: false });
  });

  it('まだ届いていなければ、本日届いたものとして見通しを示す', () => {
    expect(decideTerminationNotice({ ...notice, arrivedOn: null, noticeDays: 60 }, today)).toMatchObject({ ok: true, arrivedOn: today, effectiveOn: '2027-01-21' });
  });

  it('早すぎる希望日は断らず、最短の日を示す', () => {
    expect(decideTerminationNotice({ ...notice, requestedEnd: d('2026-11-30') }, today)).toMatchObject({ ok: true, effectiveOn: '2026-12-22', requestedTooEarly: true });
    expect(decideTerminationNotice({ ...notice, requestedEnd: d('2027-01-31') }, today)).toMatchObject({ ok: true, effectiveOn: '2027-01-31', requestedTooEarly: false });
  });

  it('ポータルだけの通知は特約があるときだけ受け付ける', () => {
    expect(decideTerminationNotice({ ...notice, medium: 'portal' }, today)).toEqual({ ok: false, refusal: 'channel_not_agreed', article: '第18条' });
    expect(decideTerminationNotice({ ...notice, medium: 'portal', electronicWrittenAgreed: true }, today).ok).toBe(true);
    expect(decideTerminationNotice({ ...notice, medium: 'paper' }, today).ok).toBe(true);
  });

  it('効力のない契約、終わった契約、未来の到達を断る', () => {
    expect(decideTerminationNotice({ ...notice, inForceSince: null }, today)).toMatchObject({ refusal: 'not_in_force', article: '第17条1項' });
    expect(decideTerminationNotice({ ...notice, inForceSince: d('2026-11-23') }, today)).toMatchObject({ refusal: 'not_in_force' });
    expect(decideTerminationNotice({ ...notice, inForceSince: today }, today).ok).toBe(true);
    expect(decideTerminationNotice({ ...notice, endsOn: d('2026-11-21') }, today)).toMatchObject({ refusal: 'already_ended' });
    expect(decideTerminationNotice({ ...notice, arrivedOn: d('2026-11-23') }, today)).toMatchObject({ refusal: 'arrival_in_future' });
  });

  it('ほかの通知で先に終わるなら、その日を示す', () => {
    expect(decideTerminationNotice({ ...notice, endsOn: d('2026-12-22') }, today)).toEqual({ ok: false, refusal: 'ends_earlier_already', article: '第18条', offer: { article: '第17条2項', endsOn: '2026-12-22' } });
    expect(decideTerminationNotice({ ...notice, endsOn: d('2026-12-23') }, today)).toMatchObject({ ok: true, effectiveOn: '2026-12-22' });
    expect(decideTerminationNotice({ ...notice, endsOn: today }, today)).toMatchObject({ refusal: 'ends_earlier_already' });
  });

  it('フリーランスの保守会社への通知は、契約が短く定めても30日をおく（フリーランス法16条）', () => {
    const short = { ...notice, noticeDays: 7, vendorIsFreelance: true };
    expect(decideTerminationNotice(short, today)).toMatchObject({ effectiveOn: '2026-12-22', reasonOnRequest: true });
    expect(decideTerminationNotice({ ...short, by: 'vendor' }, today)).toMatchObject({ effectiveOn: '2026-11-29', reasonOnRequest: false });
    expect(decideTerminationNotice({ ...short, noticeDays: 60 }, today)).toMatchObject({ effectiveOn: '2027-01-21' });
  });
});

describe('第17条2項 終了通知の判断', () => {
  const paper = { ...notice, medium: 'paper', firstEnd: d('2027-03-31'), arrivedOn: d('2027-02-15') } as const;
  const later = d('2027-06-30');

  it('30日前までに届いた書面で、期間満了日に終了する', () => {
    expect(decideNonRenewalNotice(paper, later)).toEqual({ ok: true, arrivedOn: '2027-02-15', endsOn: '2027-03-31', review: false, reasonOnRequest: false });
    expect(decideNonRenewalNotice({ ...paper, arrivedOn: d('2027-03-01') }, later)).toMatchObject({ ok: true, review: true });
    expect(decideNonRenewalNotice({ ...paper, arrivedOn: null }, d('2027-02-15'))).toMatchObject({ ok: true, arrivedOn: '2027-02-15' });
  });

  it('書面でない通知を断り、電子メールなら第18条による終了日を示す', () => {
    expect(decideNonRenewalNotice({ ...paper, medium: 'email' }, later)).toEqual({ ok: false, refusal: 'written_form_required', article: '第17条2項', offer: { article: '第18条', endsOn: '2027-03-31' } });
    expect(decideNonRenewalNotice({ ...paper, medium: 'portal' }, later)).toEqual({ ok: false, refusal: 'written_form_required', article: '第17条2項' });
    expect(decideNonRenewalNotice({ ...paper, medium: 'portal', electronicWrittenAgreed: true }, later)).toMatchObject({ ok: true, endsOn: '2027-03-31' });
  });

  it('遅れた通知を断り、第18条による終了日を示す', () => {
    expect(decideNonRenewalNotice({ ...paper, arrivedOn: d('2027-03-10') }, later)).toEqual({ ok: false, refusal: 'notice_too_late', article: '第17条2項', offer: { article: '第18条', endsOn: '2027-04-09' } });
    expect(decideNonRenewalNotice({ ...paper, noticeDays: 60 }, later)).toMatchObject({ refusal: 'notice_too_late', offer: { endsOn: '2027-03-31' } });
    expect(decideNonRenewalNotice({ ...paper, arrivedOn: d('2027-03-01'), noticeCounting: 'clearDays' }, later)).toMatchObject({ refusal: 'notice_too_late' });
    expect(decideNonRenewalNotice({ ...paper, arrivedOn: d('2027-03-10'), terminationNoticeDays: 60 }, later)).toMatchObject({ offer: { endsOn: '2027-05-09' } });
  });

  it('更新された期間では、その期間の満了日に終了する', () => {
    expect(decideNonRenewalNotice({ ...paper, arrivedOn: d('2027-04-01') }, later)).toMatchObject({ ok: true, endsOn: '2028-03-31' });
    expect(decideNonRenewalNotice({ ...paper, arrivedOn: d('2027-04-01'), renewalMonths: 3 }, later)).toMatchObject({ ok: true, endsOn: '2027-06-30' });
  });

  it('フリーランスへの短い予告を確認事項にする', () => {
    const short = { ...paper, noticeDays: 7, arrivedOn: d('2027-03-02'), vendorIsFreelance: true };
    expect(decideNonRenewalNotice(short, later)).toMatchObject({ ok: true, review: true, reasonOnRequest: true });
    expect(decideNonRenewalNotice({ ...short, by: 'vendor' }, later)).toMatchObject({ ok: true, review: false, reasonOnRequest: false });
    expect(decideNonRenewalNotice({ ...short, arrivedOn: d('2027-03-01') }, later)).toMatchObject({ ok: true, review: false, reasonOnRequest: true });
  });

  it('効力のない契約、終わった契約、未来の到達を断る', () => {
    expect(decideNonRenewalNotice({ ...paper, inForceSince: null }, later)).toMatchObject({ refusal: 'not_in_force' });
    expect(decideNonRenewalNotice({ ...paper, inForceSince: d('2027-02-16') }, later)).toMatchObject({ refusal: 'not_in_force' });
    expect(decideNonRenewalNotice({ ...paper, endsOn: d('2027-02-14') }, later)).toMatchObject({ refusal: 'already_ended' });
    expect(decideNonRenewalNotice(paper, d('2027-02-14'))).toMatchObject({ refusal: 'arrival_in_future' });
  });
});

describe('第19条 解除の判断', () => {
  const facts: RescissionFacts = {
    ...notice, event: 'materialBreach', evidenceCount: 1, authorisedPersons: 2,
    confirmations: [{ personId: 'p1', confirmedAt: '2026-11-22T10:00:00+09:00' }, { personId: 'p2', confirmedAt: '2026-11-22T10:01:00+09:00' }],
  };
  const refusal = (change: Partial<RescissionFacts>): unknown => { const made = decideRescission({ ...facts, ...change }, today); return made.ok ? 'ok' : made.refusal; };

  it('二人の確認で、到達の日に終了する', () => {
    expect(decideRescission(facts, today)).toEqual({ ok: true, arrivedOn: today, endsOn: today, clause: '19(1)', warnings: ['humanDecision'] });
    expect(decideRescission({ ...facts, event: 'civilRehabilitationPetition', vendorIsFreelance: true }, today)).toMatchObject({ clause: '19(3)', warnings: ['ipsoFactoClause', 'freelance16'] });
    expect(decideRescission({ ...facts, event: 'antisocial', by: 'vendor', vendorIsFreelance: true, arrivedOn: null }, today)).toMatchObject({ clause: '19(4)/20-2', warnings: [], endsOn: today });
  });

  it('支払の遅れは解除の事由でなく、催告による（民法541条）', () => {
    expect(decideRescission({ ...facts, event: 'latePayment' }, today)).toEqual({ ok: false, refusal: 'demand_first', article: '民法541条' });
    expect(refusal({ event: 'lateReport' })).toBe('not_a_ground');
    expect(refusal({ event: 'toString' })).toBe('not_a_ground');
  });

  it('同じ人の二度の確認では足りない', () => {
    expect(refusal({ confirmations: [facts.confirmations[0]!, facts.confirmations[0]!] })).toBe('second_person_required');
    expect(refusal({ confirmations: [] })).toBe('second_person_required');
  });

  it('一人の組織は10分以上あけて二度確認する', () => {
    const sole = (second: string): unknown => refusal({ authorisedPersons: 1, confirmations: [{ personId: 'p1', confirmedAt: '2026-11-22T10:00:00+09:00' }, { personId: 'p1', confirmedAt: second }] });
    expect([sole('2026-11-22T10:09:59+09:00'), sole('2026-11-22T01:10:00Z'), sole('2026-11-22T09:50:00+09:00')]).toEqual(['second_confirmation_too_early', 'ok', 'ok']);
    expect(refusal({ authorisedPersons: 1, confirmations: [facts.confirmations[0]!] })).toBe('second_confirmation_required');
  });

  it('証拠のない解除、特約のないポータルだけの解除、終わった契約の解除を断る', () => {
    expect(refusal({ evidenceCount: 0 })).toBe('evidence_required');
    expect([refusal({ medium: 'portal' }), refusal({ medium: 'portal', electronicWrittenAgreed: true })]).toEqual(['channel_not_agreed', 'ok']);
    expect(refusal({ inForceSince: today })).toBe('ok');
    expect([refusal({ inForceSince: null }), refusal({ inForceSince: d('2026-11-23') }), refusal({ endsOn: d('2026-11-21') }), refusal({ endsOn: today }), refusal({ arrivedOn: d('2026-11-23') })])
      .toEqual(['not_in_force', 'not_in_force', 'already_ended', 'ok', 'arrival_in_future']);
  });
});
