import { incidentRoutes } from '@hoshu/api-schema';
import { pathTo, withSearch } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { GatedLink } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { IncidentTable } from '../../shared/incidents/IncidentTable.js';

/** Incidents of one site on the vendor's page; without a contract there is nothing to record one under (F001). */
export function SiteIncidents({ siteId, contractId }: { readonly siteId: string; readonly contractId: string | undefined }) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'incident.write');
  const query = useRoute(incidentRoutes.list, { query: { siteId, limit: '20' } });
  return (
    <Section title={t('incidents.ofSite')} aside={contractId && <GatedLink permission="incident.write" whoCan={whoCan} variant="default" to={withSearch(pathTo('vendor.incidentNew'), { contractId, siteId })}>{t('incidents.new')}</GatedLink>}>
      <QueryView query={query} what={t('incidents.title')}>{({ items }) => <IncidentTable rows={items} pathOf={(incidentId) => pathTo('vendor.incident', { incidentId })} empty={<p>{t('incidents.ofSiteNone')}</p>} />}</QueryView>
    </Section>
  );
}
