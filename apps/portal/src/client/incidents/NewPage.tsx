import { pathTo } from '../../paths.js';
import { useT } from '../../shared/i18n/translate.js';
import { OpenIncidentForm } from '../../shared/incidents/OpenIncidentForm.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { useWhoCan } from '../../shared/session/who-can.js';

export function Page() {
  const t = useT();
  const whoCan = useWhoCan('client', 'incident.write');
  return (
    <Frame title={t('incidents.clientNew')} crumbs={[{ label: t('incidents.clientTitle'), to: pathTo('client.incidents') }]}>
      <PermissionGate permission="incident.write" whoCan={whoCan}><OpenIncidentForm side="client" pathOf={(incidentId) => pathTo('client.incident', { incidentId })} /></PermissionGate>
    </Frame>
  );
}
