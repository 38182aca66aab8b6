import type { auditRoutes, ResponseOf } from '@hoshu/api-schema';
import type { UseQueryResult } from '@tanstack/react-query';
import { useT } from '../i18n/translate.js';
import { instantText, longDate } from '../jp/dates.js';
import { EmptyState } from '../parts/EmptyState.js';
import { Pager, type useCursor } from '../parts/Pager.js';
import { QueryView } from '../parts/QueryView.js';
import { AuditEntry, type AuditItem } from './AuditEntry.js';
import { AuditFilters, useAuditFilter } from './AuditFilters.js';
import './audit.css';

type Page = ResponseOf<typeof auditRoutes.list>;
interface AuditViewProps {
  readonly query: UseQueryResult<Page>;
  readonly cursor: ReturnType<typeof useCursor>;
  readonly ofContract: boolean;
  readonly contractPath?: (contractId: string) => string;
}

/** Neighbours of one Japanese day together; the order stays. */
function byDay(items: readonly AuditItem[]): { on: string; items: AuditItem[] }[] {
  const days: { on: string; items: AuditItem[] }[] = [];
  for (const item of items) {
    const on = instantText(item.at).slice(0, 10).replaceAll('/', '-');
    const last = days.at(-1);
    if (last?.on === on) last.items.push(item);
    else days.push({ on, items: [item] });
  }
  return days;
}

/** The trail as people read it: newest first, by day, with filters and paging. */
export function AuditView({ query, cursor, ofContract, contractPath }: AuditViewProps) {
  const t = useT();
  const filtered = Object.keys(useAuditFilter()).length > 0;
  return (
    <>
      <AuditFilters ofContract={ofContract} onChange={cursor.restart} />
      <QueryView query={query} what={t('audit.title')}>
        {({ items, nextCursor, total }) => (items.length === 0
          ? filtered ? <EmptyState title={t('audit.noHit')} text={t('audit.noHitText')} /> : <EmptyState title={t('audit.empty')} />
          : (
            <>
              <p role="status" className="h-note-small">{t('audit.count', { count: items.length })}</p>
              {byDay(items).map((day) => (
                <section key={`${day.on}-${day.items[0]?.id ?? ''}`} className="h-audit-day" aria-label={longDate(day.on)}>
                  <h2>{longDate(day.on)}</h2>
                  <ol className="h-card h-audit-list">{day.items.map((item) => <AuditEntry key={item.id} item={item} contractPath={contractPath} />)}</ol>
                </section>
              ))}
              <Pager cursor={cursor} nextCursor={nextCursor} total={total} shown={items.length} />
            </>
          ))}
      </QueryView>
    </>
  );
}
