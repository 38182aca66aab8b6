import { pathTo } from '../../paths.js';
import { useT } from '../../shared/i18n/translate.js';
import { IncidentList } from '../../shared/incidents/IncidentList.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { GatedLink } from '../../shared/parts/PermissionGate.js';
import { useWhoCan } from '../../shared/session/who-can.js';

/** Every incident of the vendor's contracts. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'incident.write');
  return (
    <Frame title={t('incidents.title')} lead={t('incidents.lead')} actions={<GatedLink permission="incident.write" whoCan={whoCan} to={pathTo('vendor.incidentNew')}>{t('incidents.new')}</GatedLink>}>
      <IncidentList withClient pathOf={(incidentId) => pathTo('vendor.incident', { incidentId })} emptyText={t('incidents.noneText')} />
    </Frame>
  );
}
