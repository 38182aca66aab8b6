import { servicePhase, serviceWindow } from './service-window.js';

describe('第17条 業務を行う期間', () => {
  it('締結日・開始日・運用開始日のうち最も遅い日から始まる', () => {
    expect(serviceWindow({ concludedOn: '2026-04-01', startsOn: '2026-04-10', goesLiveOn: null, endsOn: null })).toEqual({ fromOn: '2026-04-10', lastOn: null });
    expect(serviceWindow({ concludedOn: '2026-04-01', startsOn: '2026-04-01', goesLiveOn: '2026-06-01', endsOn: '2027-03-31' })).toEqual({ fromOn: '2026-06-01', lastOn: '2027-03-31' });
    expect(serviceWindow({ concludedOn: null, startsOn: null, goesLiveOn: null, endsOn: null })).toBeNull();
    expect(serviceWindow({ concludedOn: '2026-04-01', startsOn: '2026-04-01', goesLiveOn: '2026-09-01', endsOn: '2026-08-31' })).toBeNull();
  });

  it('最終日は業務の日で、その翌日に終わる', () => {
    const window = { fromOn: '2026-04-01', lastOn: '2026-08-31' };
    expect(['2026-03-31', '2026-04-01', '2026-08-31', '2026-09-01'].map((on) => servicePhase(window, on))).toEqual(['not_started', 'running', 'running', 'ended']);
    expect(servicePhase({ fromOn: '2026-04-01', lastOn: null }, '2030-01-01')).toBe('running');
    expect(servicePhase(null, '2030-01-01')).toBe('not_started');
  });
});
