import { monitoringRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { AppLink, usePathParameters } from '../../shared/router/links.js';
import { MonitorPanel, Windows } from '../../shared/sites/MonitorPanel.js';
import { stateOf } from '../../shared/sites/monitor-words.js';
import { SiteStatus } from '../../shared/sites/SiteStatus.js';

/** One of 甲's own sites: what was measured and how it is counted. */
export function Page() {
  const t = useT();
  const { monitorId } = usePathParameters('client.site');
  const query = useRoute(monitoringRoutes.get, { params: { monitorId } }, { refetchIntervalMs: 60_000 });
  return (
    <QueryView whole query={query} what={t('sites.mine')}>
      {(monitor) => (
        <Frame title={monitor.siteName} lead={monitor.url} crumbs={[{ label: t('sites.mine'), to: pathTo('client.sites') }]} badge={<SiteStatus state={stateOf(monitor)} />}>
          <Section title={t('sites.monitor')} aside={<AppLink to={pathTo('client.contract', { contractId: monitor.contractId })}>{monitor.contractNumber}</AppLink>}><MonitorPanel monitor={monitor} /></Section>
          <Section title={t('sites.windows')}><Windows windows={monitor.windows} /></Section>
        </Frame>
      )}
    </QueryView>
  );
}
