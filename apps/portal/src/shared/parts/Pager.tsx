import { useState } from 'react';
import { useT } from '../i18n/translate.js';
import { Button } from './Button.js';

/** Keyset paging: remembers the cursors walked so far. Spread `query` into the route's query. */
export function useCursor() {
  const [trail, setTrail] = useState<readonly string[]>([]);
  const cursor = trail.at(-1);
  return {
    query: cursor ? { cursor } : {},
    pageNumber: trail.length + 1,
    forward: (next: string) => setTrail((before) => [...before, next]),
    back: () => setTrail((before) => before.slice(0, -1)),
    restart: () => setTrail([]),
  };
}

interface PagerProps { readonly cursor: ReturnType<typeof useCursor>; readonly nextCursor: string | null; readonly total: number | null; readonly shown: number }

/** 前へ／次へ under a list. Draws nothing when everything fits. */
export function Pager({ cursor, nextCursor, total, shown }: PagerProps) {
  const t = useT();
  if (cursor.pageNumber === 1 && !nextCursor) return null;
  return (
    <nav aria-label={t('shell.pager.label')}>
      <div className="h-pager">
        <p className="h-note-small" aria-live="polite">{total === null ? t('shell.pager.page', { page: cursor.pageNumber, shown }) : t('shell.pager.total', { page: cursor.pageNumber, shown, total })}</p>
        <div className="h-page-actions">
          <Button variant="default" size="sm" disabled={cursor.pageNumber === 1} onClick={cursor.back}>{t('shell.pager.back')}</Button>
          <Button variant="default" size="sm" disabled={!nextCursor} onClick={() => nextCursor && cursor.forward(nextCursor)}>{t('shell.pager.forward')}</Button>
        </div>
      </div>
    </nav>
  );
}
