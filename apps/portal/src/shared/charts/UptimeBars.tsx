import './charts.css';
import { longDate, slashDate } from '../jp/dates.js';
import { useT } from '../i18n/translate.js';
import { ChartTable } from './ChartTable.js';

export type DayState = 'up' | 'maintenance' | 'degraded' | 'down' | 'unknown';
export interface UptimeDay { readonly on: string; readonly state: DayState }
interface UptimeBarsProps {
  readonly name: string;
  /** Oldest first, usually 90 days; the worst state of a day stands for it. */
  readonly days: readonly UptimeDay[];
  /** 0…100 with the decimals to show, e.g. `99.40`; null while nothing was measured. */
  readonly percentText: string | null;
  /** Nobody looks at it now: the bars lose their colours, because what they say may no longer hold. */
  readonly stale?: boolean;
  /** The span that the bars cover when it does not end today, e.g. the month of a report. */
  readonly period?: { readonly fromOn: string; readonly lastOn: string };
}

const step = 6;
const heights: Record<DayState, number> = { up: 22, maintenance: 22, degraded: 26, down: 32, unknown: 14 };

/** One bar a day. Height repeats what colour says; a day without data is low and grey, never green. */
export function UptimeBars({ name, days, percentText, stale, period }: UptimeBarsProps) {
  const t = useT();
  const count = (state: DayState) => days.filter((day) => day.state === state).length;
  const percent = percentText === null ? t('shell.uptime.none') : `${percentText}%`;
  const words = { up: t('shell.uptime.up'), maintenance: t('shell.uptime.maintenance'), degraded: t('shell.uptime.degraded'), down: t('shell.uptime.down'), unknown: t('shell.uptime.unknown') };
  const summary = t(period ? 'shell.uptime.summaryOf' : 'shell.uptime.summary', { name, days: days.length, percent, down: count('down'), degraded: count('degraded'), unknown: count('unknown') });
  const notable = days.filter((day) => day.state !== 'up');
  return (
    <div className="h-uptime" data-stale={stale || undefined}>
      <div className="h-uptime-head"><strong>{name}</strong><span className="h-num">{percent}</span></div>
      <svg viewBox={`0 0 ${Math.max(1, days.length) * step} 34`} width="100%" height={34} preserveAspectRatio="none" role="img" aria-label={summary}>
        {days.map((day, index) => (
          <rect key={day.on} className="h-day" data-state={day.state} x={index * step + 1} y={33 - heights[day.state]} width={step - 2} height={heights[day.state]} rx={1}>
            <title>{`${longDate(day.on)}：${words[day.state]}`}</title>
          </rect>
        ))}
      </svg>
      <div className="h-uptime-foot"><span>{period ? slashDate(period.fromOn) : t('shell.uptime.daysAgo', { days: days.length })}</span><span>{period ? slashDate(period.lastOn) : t('shell.today')}</span></div>
      {notable.length > 0 && <ChartTable caption={summary} headers={[t('shell.uptime.day'), t('shell.uptime.state')]} rows={notable.map((day) => [longDate(day.on), words[day.state]])} />}
    </div>
  );
}
