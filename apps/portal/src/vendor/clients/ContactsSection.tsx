import { clientRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { useAct } from '../../shared/api.js';
import { Form, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { ConfirmDialog } from '../../shared/parts/ConfirmDialog.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { Dialog } from '../../shared/parts/Dialog.js';
import { notify } from '../../shared/parts/notify.js';
import { GatedButton } from '../../shared/parts/PermissionGate.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { useCan } from '../../shared/session/session.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import type { ClientView } from './client-facts.js';
import { ContactFields, emptyContact } from './ContactFields.js';

type Contact = ClientView['contacts'][number];

function AddContact({ clientId, onDone }: { readonly clientId: string; readonly onDone: () => void }) {
  const t = useT();
  const form = useRouteForm(clientRoutes.addContact, emptyContact);
  const { onSubmit, isPending } = useFormAct(form, clientRoutes.addContact, {
    input: (values) => ({ params: { clientId }, body: values }), refreshes: [clientRoutes.get], onDone: () => { notify({ tone: 'good', text: t('clients.contactAdded') }); onDone(); },
  });
  return <Form form={form} onSubmit={onSubmit}><ContactFields /><Button type="submit" loading={isPending}>{t('clients.contactAdd')}</Button></Form>;
}

/** People of the client whom the vendor talks to. */
export function ContactsSection({ client }: { readonly client: ClientView }) {
  const t = useT();
  const can = useCan();
  const whoCan = useWhoCan('vendor', 'client.write');
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Contact | null>(null);
  const removing = useAct(clientRoutes.removeContact, { refreshes: [clientRoutes.get], onDone: () => notify({ tone: 'good', text: t('clients.contactRemoved') }) });
  const columns: Column<Contact>[] = [
    { key: 'name', header: t('clients.contactName'), cell: (row) => <>{row.personName}{row.isSharedMailbox && <> <Status tone="info" label={t('clients.sharedMark')} /></>}</>, card: 'title' },
    { key: 'title', header: t('clients.contactTitle'), cell: (row) => [row.department, row.title].filter(Boolean).join(' ') || '—' },
    { key: 'email', header: t('clients.contactEmail'), cell: (row) => <a className="h-link" href={`mailto:${row.email}`}>{row.email}</a>, card: 'full' },
    { key: 'telephone', header: t('clients.telephone'), cell: (row) => (row.telephone ? <a className="h-link h-nowrap" href={`tel:${row.telephone}`}>{row.telephone}</a> : '—') },
    ...(can('client.write') ? [{ key: 'remove', header: t('clients.actions'), cell: (row: Contact) => <Button variant="default" size="sm" aria-label={t('clients.contactRemoveOf', { name: row.personName })} onClick={() => setLeaving(row)}>{t('clients.contactRemove')}</Button>, card: 'full' as const }] : []),
  ];
  return (
    <Section title={t('clients.contacts')} aside={<GatedButton permission="client.write" whoCan={whoCan} obtainable variant="default" onClick={() => setAdding(true)}>{t('clients.contactAdd')}</GatedButton>}>
      <DataTable label={t('clients.contacts')} columns={columns} rows={client.contacts} rowKey={(row) => row.id} empty={<p>{t('clients.contactsNone')}</p>} />
      <Dialog opened={adding} onClose={() => setAdding(false)} title={t('clients.contactAdd')}><AddContact clientId={client.id} onDone={() => setAdding(false)} /></Dialog>
      <ConfirmDialog opened={leaving !== null} onClose={() => setLeaving(null)} danger title={t('clients.contactRemoveOf', { name: leaving?.personName ?? '' })} confirmLabel={t('clients.contactRemove')} onConfirm={() => removing.act({ params: { clientId: client.id, contactId: leaving?.id ?? '' } })}>{t('clients.contactRemoveText')}</ConfirmDialog>
    </Section>
  );
}
