import { pathTo } from '../../paths.js';
import { useT } from '../../shared/i18n/translate.js';
import { IncidentList } from '../../shared/incidents/IncidentList.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { GatedLink } from '../../shared/parts/PermissionGate.js';
import { useWhoCan } from '../../shared/session/who-can.js';

/** 甲's incidents, and the way to report a problem. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('client', 'incident.write');
  return (
    <Frame title={t('incidents.clientTitle')} lead={t('incidents.clientLead')} actions={<GatedLink permission="incident.write" whoCan={whoCan} to={pathTo('client.incidentNew')}>{t('incidents.clientNew')}</GatedLink>}>
      <IncidentList withClient={false} pathOf={(incidentId) => pathTo('client.incident', { incidentId })} emptyText={t('incidents.clientNoneText')} />
    </Frame>
  );
}
