import { campaignRoutes, type ResponseOf } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { GatedLink } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Status } from '../../shared/parts/Status.js';
import { InstantText } from '../../shared/parts/values.js';
import { AppLink } from '../../shared/router/links.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { proposalStates, proposalTones } from './campaign-words.js';

type Row = ResponseOf<typeof campaignRoutes.list>['items'][number];

/** 料金改定: the campaigns of the vendor, the newest first, each with how many contracts are in which state. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'renewal.decide');
  const query = useRoute(campaignRoutes.list, {});
  const columns: Column<Row>[] = [
    { key: 'name', header: t('campaigns.name'), cell: (row) => <AppLink to={pathTo('vendor.campaign', { campaignId: row.id })}>{row.name}</AppLink>, card: 'title' },
    { key: 'states', header: t('campaigns.states'), cell: (row) => <>{proposalStates.filter((state) => (row.counts[state] ?? 0) > 0).map((state) => <Status key={state} tone={proposalTones[state]} label={t('campaigns.counted', { state: t(`campaigns.state.${state}`), count: row.counts[state] ?? 0 })} />)}</>, card: 'full' },
    { key: 'by', header: t('campaigns.createdBy'), cell: (row) => <>{row.createdBy}<br /><InstantText at={row.createdAt} /></> },
  ];
  return (
    <Frame title={t('campaigns.title')} lead={t('campaigns.lead')} crumbs={[{ label: t('campaigns.queue'), to: pathTo('vendor.renewals') }]} actions={<GatedLink permission="renewal.decide" whoCan={whoCan} to={pathTo('vendor.campaignNew')}>{t('campaigns.new')}</GatedLink>}>
      <QueryView query={query} what={t('campaigns.title')}>{({ items }) => <DataTable label={t('campaigns.title')} columns={columns} rows={items} rowKey={(row) => row.id} empty={<EmptyState title={t('campaigns.none')} text={t('campaigns.noneText')} />} />}</QueryView>
    </Frame>
  );
}
