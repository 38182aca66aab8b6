import { pathTo } from '../../paths.js';
import { useT } from '../../shared/i18n/translate.js';
import { OpenIncidentForm } from '../../shared/incidents/OpenIncidentForm.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { useAddressQuery } from '../../shared/router/links.js';
import { useWhoCan } from '../../shared/session/who-can.js';

export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'incident.write');
  const [{ contractId, siteId }] = useAddressQuery();
  return (
    <Frame title={t('incidents.new')} crumbs={[{ label: t('incidents.title'), to: pathTo('vendor.incidents') }]}>
      <PermissionGate permission="incident.write" whoCan={whoCan}>
        <OpenIncidentForm side="vendor" pathOf={(incidentId) => pathTo('vendor.incident', { incidentId })} {...(contractId ? { contractId } : {})} {...(siteId ? { siteId } : {})} />
      </PermissionGate>
    </Frame>
  );
}
