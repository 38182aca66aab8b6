import { clientRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Status } from '../../shared/parts/Status.js';
import { usePathParameters } from '../../shared/router/links.js';
import { useCan } from '../../shared/session/session.js';
import { ContactsSection } from './ContactsSection.js';
import { DataSection } from './DataSection.js';
import { ContractsSection, InvoicesSection, SitesSection } from './LinkSections.js';
import { MembersSection } from './MembersSection.js';

/** One client: its data and people, and what hangs on it. */
export function Page() {
  const t = useT();
  const can = useCan();
  const { clientId } = usePathParameters('vendor.client');
  const query = useRoute(clientRoutes.get, { params: { clientId } });
  return (
    <QueryView whole query={query} what={t('clients.title')}>
      {(client) => (
        <Frame title={client.companyName} crumbs={[{ label: t('clients.title'), to: pathTo('vendor.clients') }]} {...(client.companyKana ? { lead: client.companyKana } : {})} badge={client.isSample && <Status tone="muted" label={t('clients.sample')} />}>
          <ContractsSection clientId={clientId} />
          <SitesSection clientId={clientId} />
          <ContactsSection client={client} />
          {can('member.read') && <MembersSection client={client} />}
          <DataSection client={client} />
          {can('invoice.read') && <InvoicesSection clientId={clientId} />}
        </Frame>
      )}
    </QueryView>
  );
}
