import { monitoringRoutes, siteRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { SiteIncidents } from '../incidents/SiteIncidents.js';
import { ButtonAnchor } from '../../shared/parts/Button.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { usePathParameters } from '../../shared/router/links.js';
import { useCan } from '../../shared/session/session.js';
import { SiteStatus } from '../../shared/sites/SiteStatus.js';
import { MonitorSection } from './MonitorSection.js';
import { RegisterSection } from './RegisterSection.js';

function Monitors({ siteId }: { readonly siteId: string }) {
  const t = useT();
  const query = useRoute(monitoringRoutes.list, { query: { siteId } });
  return (
    <QueryView query={query} what={t('sites.monitor')}>
      {({ items }) => (items.length === 0 ? <Section title={t('sites.monitor')}><EmptyState title={t('sites.monitorNone')} text={t('sites.monitorNoneText')} /></Section> : items.map((monitor) => <MonitorSection key={monitor.id} monitorId={monitor.id} />))}
    </QueryView>
  );
}

/** One site: its register entry, what its monitor measures, and its incidents. */
export function Page() {
  const t = useT();
  const can = useCan();
  const { siteId } = usePathParameters('vendor.site');
  const query = useRoute(siteRoutes.get, { params: { siteId } });
  return (
    <QueryView whole query={query} what={t('sites.title')}>
      {(site) => (
        <Frame title={site.siteName} lead={site.url} crumbs={[{ label: t('sites.title'), to: pathTo('vendor.sites') }, { label: site.clientName, to: pathTo('vendor.client', { clientId: site.clientId }) }]} badge={<SiteStatus state={site.state} />}
          actions={<ButtonAnchor variant="default" href={site.url}>{t('sites.open')}</ButtonAnchor>}>
          {can('monitor.read') && <Monitors siteId={siteId} />}
          {can('incident.read') && <SiteIncidents siteId={siteId} contractId={site.contracts[0]?.id} />}
          <RegisterSection site={site} />
        </Frame>
      )}
    </QueryView>
  );
}
