import { claimRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { useRoute } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { useT } from '../i18n/translate.js';
import { DataTable, type Column } from '../parts/DataTable.js';
import { GatedButton } from '../parts/PermissionGate.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { DateText, Money } from '../parts/values.js';
import { AppLink } from '../router/links.js';
import { useCan } from '../session/session.js';
import { useWhoCan } from '../session/who-can.js';
import { claimTones } from './claim-words.js';
import { ExposureBar } from './ExposureBar.js';
import { RaiseForm } from './RaiseForm.js';

type Row = ResponseOf<typeof claimRoutes.list>['items'][number];

/** The register of claims on a contract (第16条), of both parties, with the sum against the cap. */
export function ClaimsSection({ contractId, side }: { readonly contractId: string; readonly side: Side }) {
  const t = useT();
  const can = useCan();
  const whoCan = useWhoCan(side, 'claim.write');
  const [raising, setRaising] = useState(false);
  const query = useRoute(claimRoutes.list, { params: { contractId }, query: { explain: '1' } }, { enabled: can('claim.read') });
  if (!can('claim.read')) return null;
  const columns: Column<Row>[] = [
    { key: 'title', header: t('claims.claim'), cell: (row) => <AppLink to={contractPaths(side, contractId).claim(row.id)}>{t('claims.numbered', { number: row.number, title: row.title })}</AppLink>, card: 'title' },
    { key: 'side', header: t('claims.side'), cell: (row) => t(`claims.side.${row.side}`) },
    { key: 'on', header: t('claims.claimedOn'), cell: (row) => <DateText on={row.claimedOn} /> },
    { key: 'total', header: t('claims.total'), cell: (row) => <Money yen={row.totalYen} />, align: 'right' },
    { key: 'settled', header: t('claims.settledYen'), cell: (row) => (row.settledYen === null ? '—' : <Money yen={row.settledYen} strong />), align: 'right' },
    { key: 'state', header: t('claims.state'), cell: (row) => <Status tone={claimTones[row.state]} label={t(`claims.state.${row.state}`)} /> },
  ];
  return (
    <Section title={t('claims.title')} lead={t(side === 'client' ? 'claims.leadClient' : 'claims.leadVendor')}
      aside={!raising && <GatedButton permission="claim.write" whoCan={whoCan} obtainable variant="default" size="sm" onClick={() => setRaising(true)}>{t('claims.raise')}</GatedButton>}>
      {raising && <RaiseForm contractId={contractId} side={side} onDone={() => setRaising(false)} />}
      <QueryView query={query} what={t('claims.title')}>
        {({ items, exposure, explained }) => (
          <>
            {items.some((row) => row.side === 'client') && <ExposureBar exposure={exposure} explained={explained} />}
            <DataTable label={t('claims.title')} columns={columns} rows={items} rowKey={(row) => row.id} empty={<p className="h-note-small">{t('claims.none')}</p>} />
          </>
        )}
      </QueryView>
    </Section>
  );
}
