import { useState } from 'react';
import { useT } from '../../shared/i18n/translate.js';
import { Facts } from '../../shared/parts/Facts.js';
import { GatedButton } from '../../shared/parts/PermissionGate.js';
import { Section } from '../../shared/parts/Section.js';
import { DateText } from '../../shared/parts/values.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import type { ClientView } from './client-facts.js';
import { EditClient } from './EditClient.js';

/** The client's data, read or changed in place. */
export function DataSection({ client }: { readonly client: ClientView }) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'client.write');
  const [editing, setEditing] = useState(false);
  if (editing) return <EditClient client={client} onClose={() => setEditing(false)} />;
  const text = (value: string) => value || <span className="h-label">{t('clients.blank')}</span>;
  const address = [client.postalCode && `〒${client.postalCode}`, `${client.prefecture}${client.city}${client.street}`, client.building].filter(Boolean).join(' ');
  return (
    <Section title={t('clients.data')} aside={<GatedButton permission="client.write" whoCan={whoCan} obtainable variant="default" onClick={() => setEditing(true)}>{t('clients.edit')}</GatedButton>}>
      <Facts items={[
        { label: t('clients.address'), value: text(address) },
        { label: t('clients.representative'), value: text([client.representativeTitle, client.representativeName].filter(Boolean).join(' ')) },
        { label: t('clients.telephone'), value: text(client.telephone) },
        { label: t('clients.noticeEmail'), value: text(client.noticeEmail) },
        { label: t('clients.noticePostal'), value: text(client.noticePostal) },
        { label: `${t('clients.department')}・${t('clients.honorific')}`, value: `${client.department} ${client.honorific}`.trim() },
        { label: t('clients.purchaseOrder'), value: text(client.purchaseOrder) },
        { label: t('clients.invoiceRecipients'), value: text(client.invoiceRecipients.join('、')) },
        { label: t('clients.payerNames'), value: text(client.payerNames.join('、')) },
        { label: t('clients.billingStartsOn'), value: <DateText on={client.billingStartsOn} form="deadline" /> },
        { label: t('clients.goesLiveOn'), value: <DateText on={client.goesLiveOn} form="deadline" /> },
        { label: t('clients.court'), value: client.court ? <>{client.court}<br /><span className="h-note-small">{t('clients.courtNote')}</span></> : <span className="h-label">{t('clients.courtUnknown')}</span> },
        ...(client.internalNote ? [{ label: t('clients.internalNote'), value: <span className="h-pre">{client.internalNote}</span> }] : []),
      ]} />
    </Section>
  );
}
