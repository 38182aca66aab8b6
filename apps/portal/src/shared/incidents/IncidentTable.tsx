import type { ReactNode } from 'react';
import { useT } from '../i18n/translate.js';
import { DataTable, type Column } from '../parts/DataTable.js';
import { Status } from '../parts/Status.js';
import { InstantText } from '../parts/values.js';
import { AppLink } from '../router/links.js';
import { ClockStatus } from './ClockStatus.js';
import { stateTones, type IncidentRow } from './incident-words.js';

interface IncidentTableProps { readonly rows: readonly IncidentRow[]; readonly pathOf: (incidentId: string) => string; readonly withClient?: boolean; readonly empty: ReactNode }

/** Incidents with their clock, newest first. */
export function IncidentTable({ rows, pathOf, withClient, empty }: IncidentTableProps) {
  const t = useT();
  const columns: Column<IncidentRow>[] = [
    { key: 'name', header: t('incidents.name'), cell: (row) => <><AppLink to={pathOf(row.id)}>{row.title}</AppLink><br /><small className="h-label">{row.number}・{row.sites.map((site) => site.name).join('、')}</small></>, card: 'title' },
    ...(withClient ? [{ key: 'client', header: t('incidents.client'), cell: (row: IncidentRow) => row.clientName, card: 'full' as const }] : []),
    { key: 'detected', header: t('incidents.detectedAt'), cell: (row) => <InstantText at={row.clock.detectedAt} /> },
    { key: 'clock', header: t('incidents.clock'), cell: (row) => <ClockStatus clock={row.clock} />, card: 'full' },
    { key: 'state', header: t('incidents.state'), cell: (row) => <><Status tone={stateTones[row.state]} label={t(`incidents.state.${row.state}`)} />{row.disputed && <> <Status tone="warn" label={t('incidents.event.disputed')} /></>}</>, card: 'full' },
  ];
  return <DataTable label={t('incidents.title')} columns={columns} rows={rows} rowKey={(row) => row.id} empty={empty} />;
}
