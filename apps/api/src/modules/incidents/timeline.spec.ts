import { incidentState, instantOf, refusalOf, reportClock, type EventKind, type TimelineEvent } from './timeline.js';

let serial = 0;
const event = (kind: EventKind, at = 0, correctsId: string | null = null): TimelineEvent => ({ id: `e${(serial += 1)}`, kind, at, correctsId });

describe('第9条 障害の段階', () => {
  it('状態は最も進んだ記録から決まり、報告とメモは段階を変えない', () => {
    expect(incidentState([event('detected')])).toBe('detected');
    expect(incidentState([event('detected'), event('reported'), event('note')])).toBe('detected');
    expect(incidentState([event('detected'), event('restored'), event('investigating')])).toBe('restored');
    expect(incidentState([event('detected'), event('restored'), event('cause'), event('closed')])).toBe('closed');
  });

  it('訂正した記録は新しい時刻で読む', () => {
    const first = event('restored', 100);
    const second = event('restored', 90, first.id);
    expect(instantOf([event('detected'), first, second], 'restored')).toBe(90);
  });

  it.each([
    ['同じ段階は一度だけ', ['detected', 'investigating'], 'investigating', 'incident_state'],
    ['復旧前は終結できない', ['detected', 'cause'], 'closed', 'incident_not_restored'],
    ['原因の区分がなければ終結できない', ['detected', 'restored'], 'closed', 'incident_cause_missing'],
    ['終結後はメモだけ', ['detected', 'restored', 'cause', 'closed'], 'cause', 'incident_closed'],
    ['終結後のメモ', ['detected', 'restored', 'cause', 'closed'], 'note', null],
    ['そろえば終結', ['detected', 'restored', 'cause'], 'closed', null],
    ['原因は何度でも改められる', ['detected', 'cause'], 'cause', null],
  ] as const)('%s', (_name, kinds, next, expected) => {
    expect(refusalOf(kinds.map((kind) => event(kind)), { kind: next, correctsId: null })).toBe(expected);
  });

  it('発見と報告の時刻は訂正できない。訂正は同じ種類で、まだ生きている記録だけ', () => {
    const events = [event('detected'), event('reported'), event('restored')];
    const correct = (index: number, kind: EventKind) => refusalOf(events, { kind, correctsId: events[index]?.id ?? '' });
    expect([correct(0, 'detected'), correct(1, 'reported'), correct(2, 'note'), correct(2, 'restored')]).toEqual(['incident_correction', 'incident_correction', 'incident_correction', null]);
    const twice = [...events, event('restored', 5, events[2]?.id ?? null)];
    expect(refusalOf(twice, { kind: 'restored', correctsId: events[2]?.id ?? null })).toBe('incident_correction');
  });
});

describe('第5条3項 発見から報告まで', () => {
  const detectedAt = '2026-11-20T09:00:00+09:00';
  it.each([
    ['報告前', null, '2026-11-20T09:30:00+09:00', null, { minutes: 30, result: 'running' }],
    ['報告前で目標を過ぎた', null, '2026-11-20T09:31:00+09:00', 30, { minutes: 31, result: 'running_late' }],
    ['目標なしは実績だけ', '2026-11-20T10:00:00+09:00', '2026-11-21T00:00:00+09:00', null, { minutes: 60, result: 'measured' }],
    ['ちょうど目標', '2026-11-20T10:00:00+09:00', '2026-11-21T00:00:00+09:00', 60, { minutes: 60, result: 'met' }],
    ['目標を超えた', '2026-11-20T10:01:00+09:00', '2026-11-21T00:00:00+09:00', 60, { minutes: 61, result: 'late' }],
  ] as const)('%s', (_name, reportedAt, now, targetMinutes, expected) => {
    expect(reportClock({ detectedAt, reportedAt, now, targetMinutes })).toEqual(expected);
  });
});
