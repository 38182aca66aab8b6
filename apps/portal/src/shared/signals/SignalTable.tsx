import { signalRoutes } from '@hoshu/api-schema';
import { useState, type ReactNode } from 'react';
import { addressOf } from '../api.js';
import type { Side } from '../contracts/side.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { Button, ButtonAnchor } from '../parts/Button.js';
import { DataTable, type Column } from '../parts/DataTable.js';
import { readable } from '../parts/readable.js';
import { DateText } from '../parts/values.js';
import { useCan } from '../session/session.js';
import { AsideDialog, type SignalView } from './NoteDialog.js';

interface TableProps { readonly label: string; readonly rows: readonly SignalView[]; readonly side: Side; /** Where one goes from a signal: a contract's own steps, or the contracts of its party. */ readonly stepsOf: (signal: SignalView) => ReactNode; readonly withClient?: boolean }

function Source({ signal }: { readonly signal: SignalView }) {
  const t = useT();
  const { signalId, fileName } = signal;
  return (
    <>
      {signal.source[textLanguage()]}
      {signal.note && <><br /><small className="h-label">{signal.note}</small></>}
      {signal.recordedBy && <><br /><small className="h-label">{t('ending.signals.by', { name: signal.recordedBy })} <DateText on={signal.recordedOn} /></small></>}
      {signalId && fileName && <><br /><ButtonAnchor size="sm" variant="subtle" href={addressOf(signalRoutes.file, { params: { partySignalId: signalId } })} aria-label={t('ending.signals.fileOf', { name: fileName })} download>{t('ending.signals.file')}</ButtonAnchor></>}
    </>
  );
}

/** Signals with day, source and what to do; never more than a hint (D10). */
export function SignalTable({ label, rows, side, stepsOf, withClient = false }: TableProps) {
  const t = useT();
  const language = textLanguage();
  const can = useCan();
  const [leaving, setLeaving] = useState<SignalView | null>(null);
  const columns: Column<SignalView>[] = [
    { key: 'fact', header: t('ending.signals.fact'), cell: (row) => <>{row.title[language]}<br /><small className="h-label">{row.clause}</small></>, card: 'title' },
    ...(withClient ? [{ key: 'client', header: t('ending.signals.client'), cell: (row: SignalView) => row.clientName }] : []),
    { key: 'on', header: t('ending.signals.on'), cell: (row) => <DateText on={row.on} /> },
    { key: 'source', header: t('ending.signals.source'), cell: (row) => <Source signal={row} />, card: 'full' },
    { key: 'next', header: t('ending.signals.next'), card: 'full', cell: (row) => (
      <div className="h-stack">
        <span>{readable(row.suggestion[language])}</span>
        <div className="h-page-actions">{stepsOf(row)}{can('rescission.declare') && <Button size="sm" variant="default" aria-label={t('ending.signals.asideOf', { name: `${row.title[language]} ${row.source[language]}` })} onClick={() => setLeaving(row)}>{t('ending.signals.aside')}</Button>}</div>
      </div>
    ) },
  ];
  return (
    <>
      <DataTable label={label} columns={columns} rows={rows} rowKey={(row) => `${side} ${row.key}`} empty={<p className="h-note-small">{t('ending.signals.none')}</p>} />
      {leaving && <AsideDialog signal={leaving} title={leaving.title[language]} onClose={() => setLeaving(null)} />}
    </>
  );
}

/** What was put aside, with the reasons. */
export function AsideList({ rows, withClient = false }: { readonly rows: readonly SignalView[]; readonly withClient?: boolean }) {
  const t = useT();
  const language = textLanguage();
  if (rows.length === 0) return null;
  const columns: Column<SignalView>[] = [
    { key: 'fact', header: t('ending.signals.fact'), cell: (row) => row.title[language], card: 'title' },
    ...(withClient ? [{ key: 'client', header: t('ending.signals.client'), cell: (row: SignalView) => row.clientName }] : []),
    { key: 'on', header: t('ending.signals.on'), cell: (row) => <DateText on={row.on} /> }, { key: 'source', header: t('ending.signals.source'), cell: (row) => <Source signal={row} />, card: 'full' },
    { key: 'reason', header: t('ending.signals.asideReason'), cell: (row) => row.aside?.reason, card: 'full' }, { key: 'by', header: t('ending.signals.asideBy'), cell: (row) => row.aside && <>{row.aside.by}<br /><DateText on={row.aside.on} /></> },
  ];
  return <details><summary>{t('ending.signals.asideList', { count: rows.length })}</summary><DataTable label={t('ending.signals.asideList', { count: rows.length })} columns={columns} rows={rows} rowKey={(row) => row.key} /></details>;
}
