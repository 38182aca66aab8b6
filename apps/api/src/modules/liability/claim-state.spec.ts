import { claimActs, claimState } from './claim-state.js';

describe('第16条 請求の段階', () => {
  it('提起・調査・協議・合意・不成立を、経過から読む', () => {
    expect(claimState({ kinds: ['raised'], settled: false })).toBe('raised');
    expect(claimState({ kinds: ['raised', 'statement', 'investigating'], settled: false })).toBe('investigating');
    for (const kind of ['negotiating', 'proposed'] as const) expect(claimState({ kinds: ['raised', kind], settled: false })).toBe('negotiating');
    expect(claimState({ kinds: ['raised', 'negotiating', 'failed'], settled: false })).toBe('failed');
    expect(claimState({ kinds: ['raised', 'proposed', 'confirmed'], settled: true })).toBe('settled');
  });

  it('調査は相手方だけ、自分の案は確認できず、終わった請求では何もできない', () => {
    const course = { claimant: 'client', kinds: ['raised'], settled: false, confirmed: null } as const;
    expect([claimActs(course, 'vendor').includes('investigating'), claimActs(course, 'client').includes('investigating')]).toEqual([true, false]);
    const proposed = { ...course, kinds: ['raised', 'proposed'], confirmed: ['vendor'] } as const;
    expect([claimActs(proposed, 'vendor').includes('confirm'), claimActs(proposed, 'client').includes('confirm')]).toEqual([false, true]);
    for (const over of [{ ...proposed, settled: true }, { ...course, kinds: ['raised', 'failed'] as const }]) for (const side of ['client', 'vendor'] as const) expect(claimActs(over, side)).toEqual([]);
  });
});
