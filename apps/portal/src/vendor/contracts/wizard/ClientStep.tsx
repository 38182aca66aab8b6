import { clientRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../../paths.js';
import { useRoute } from '../../../shared/api.js';
import { useT } from '../../../shared/i18n/translate.js';
import { Button } from '../../../shared/parts/Button.js';
import { Facts } from '../../../shared/parts/Facts.js';
import { QueryView } from '../../../shared/parts/QueryView.js';
import { Section } from '../../../shared/parts/Section.js';
import { AppLink } from '../../../shared/router/links.js';
import { ContactForm, EditClientForm, type Client } from './ClientForm.js';

const address = (client: Client): string => [client.prefecture, client.city, client.street, client.building && ` ${client.building}`].filter(Boolean).join('');

function ClientFacts({ client }: { readonly client: Client }) {
  const t = useT();
  const [contact] = client.contacts;
  const or = (value: string) => value || <span className="h-missing">{t('wizard.blank')}</span>;
  return (
    <Facts items={[
      { label: t('wizard.client.name'), value: client.companyName }, { label: t('wizard.client.address'), value: or(address(client)) },
      { label: t('wizard.client.representative'), value: or([client.representativeTitle, client.representativeName].filter(Boolean).join('　')) }, { label: t('wizard.client.noticeEmail'), value: or(client.noticeEmail) },
      { label: t('wizard.client.contact'), value: or(contact ? `${contact.personName}（${contact.email}）` : '') },
    ]} />
  );
}

/** お客様（甲） of this draft: what the contract prints, to be put right here. */
export function ClientStep({ clientId, onChanged }: { readonly clientId: string; readonly onChanged: () => void }) {
  const t = useT();
  const query = useRoute(clientRoutes.get, { params: { clientId } });
  const [editing, setEditing] = useState(false);
  return (
    <QueryView query={query}>
      {(client) => (
        <>
          <Section title={t('wizard.client.title')} lead={t('wizard.client.lead')} aside={!editing && <Button variant="default" size="sm" onClick={() => setEditing(true)}>{t('wizard.client.edit')}</Button>}>
            {editing ? <EditClientForm client={client} onDone={() => { setEditing(false); onChanged(); }} /> : <ClientFacts client={client} />}
          </Section>
          {client.contacts.length === 0 && <Section title={t('wizard.client.contactMissing')} lead={t('wizard.client.contactMissingText')}><ContactForm clientId={clientId} /></Section>}
          <p className="h-note-small">{t('wizard.client.other')} <AppLink small to={pathTo('vendor.contractNew')}>{t('wizard.client.otherLink')}</AppLink></p>
        </>
      )}
    </QueryView>
  );
}
