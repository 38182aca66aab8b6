import './charts.css';
import { scaleLinear } from '@visx/scale';
import { useId } from 'react';
import { useT } from '../i18n/translate.js';
import { dayNumber, fromDayNumber, slashDate } from '../jp/dates.js';
import { Scroll } from '../parts/Scroll.js';
import type { Tone } from '../parts/Status.js';
import { ChartTable } from './ChartTable.js';

export interface TermRow {
  readonly id: string;
  readonly label: string;
  readonly startsOn: string;
  /** Last day of the term, inclusive. */
  readonly endsOn: string;
  /** First day on which a notice for this term would be too late; the hatched window runs from here to the end. */
  readonly lateFromOn?: string;
  readonly tone: Tone;
  readonly statusLabel: string;
}
interface TermGanttProps { readonly rows: readonly TermRow[]; readonly fromOn: string; readonly toOn: string; readonly today: string; readonly label: string }

const size = { width: 860, labelWidth: 210, rowHeight: 38, headHeight: 30 };

/** First days of every second month between two days. */
function monthMarks(fromOn: string, toOn: string): string[] {
  const marks: string[] = [];
  let [year = 0, month = 1] = fromOn.split('-').map(Number);
  for (let on = `${fromOn.slice(0, 8)}01`; on <= toOn; on = `${year}-${String(month).padStart(2, '0')}-01`) {
    if (on >= fromOn && month % 2 === 1) marks.push(on);
    month += 1;
    if (month > 12) { month = 1; year += 1; }
  }
  return marks;
}

const shorten = (text: string) => (text.length > 14 ? `${text.slice(0, 13)}…` : text);

/** Terms of contracts with the window in which a notice is already late, and today. Below it the same as a table. */
export function TermGantt({ rows, fromOn, toOn, today, label }: TermGanttProps) {
  const t = useT();
  const pattern = useId();
  const scale = scaleLinear<number>({ domain: [dayNumber(fromOn), dayNumber(toOn) + 1], range: [size.labelWidth, size.width - 4], clamp: true });
  const x = (on: string, after = 0) => scale(dayNumber(on) + after);
  const height = size.headHeight + rows.length * size.rowHeight + 22;
  return (
    <div className="h-gantt">
      <Scroll label={label}>
        <svg viewBox={`0 0 ${size.width} ${height}`} width="100%" role="img" aria-label={t('home.gantt.summary', { label, count: rows.length })}>
          <defs>
            <pattern id={pattern} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" className="h-hatch" /><line x1="0" x2="0" y1="0" y2="7" className="h-hatch-line" /></pattern>
          </defs>
          {monthMarks(fromOn, toOn).map((on, index) => (
            <g key={on}>
              <line className="h-grid" x1={x(on)} x2={x(on)} y1={24} y2={height - 20} />
              <text className="h-axis" x={x(on) + 4} y={18}>{on.slice(5, 7) === '01' || index === 0 ? `${on.slice(0, 4)}/${on.slice(5, 7)}` : `${Number(on.slice(5, 7))}月`}</text>
            </g>
          ))}
          {rows.map((row, index) => {
            const y = size.headHeight + index * size.rowHeight;
            const [start, end] = [x(row.startsOn), x(row.endsOn, 1)];
            const late = row.lateFromOn ? x(row.lateFromOn) : end;
            return (
              <g key={row.id}>
                <text className="h-gantt-name" x={2} y={y + 21}><title>{row.label}</title>{shorten(row.label)}</text>
                <rect className="h-term" data-tone={row.tone} x={start} y={y + 4} width={Math.max(2, end - start)} height={24} rx={4} />
                {late < end && <rect x={late} y={y + 4} width={end - late} height={24} fill={`url(#${pattern})`} className="h-late" />}
                {late - start > 70 && <text className="h-term-text" data-tone={row.tone} x={start + 8} y={y + 21}>{row.statusLabel}</text>}
              </g>
            );
          })}
          <line className="h-today" x1={x(today)} x2={x(today)} y1={24} y2={height - 18} />
          <text className="h-today-text" x={x(today)} y={height - 4} textAnchor="middle">{t('shell.today')}</text>
        </svg>
      </Scroll>
      <ChartTable caption={label} headers={[t('home.gantt.contract'), t('home.gantt.state'), t('home.gantt.starts'), t('home.gantt.lastNotice'), t('home.gantt.ends')]}
        rows={rows.map((row) => [row.label, row.statusLabel, slashDate(row.startsOn), row.lateFromOn ? slashDate(fromDayNumber(dayNumber(row.lateFromOn) - 1)) : '—', slashDate(row.endsOn)])} />
    </div>
  );
}
