import { clientRoutes, type ResponseOf } from '@hoshu/api-schema';
import { clientRoles, roleName } from '@hoshu/domain';
import { useState } from 'react';
import { useRoute } from '../../shared/api.js';
import { CheckboxField, Form, RadioField, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { Dialog } from '../../shared/parts/Dialog.js';
import { notify } from '../../shared/parts/notify.js';
import { GatedButton } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { InstantText } from '../../shared/parts/values.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import type { ClientView } from './client-facts.js';

type People = ResponseOf<typeof clientRoutes.members>;
interface Row { readonly id: string; readonly name: string; readonly email: string; readonly role: string; readonly notice: boolean | null; readonly since: string }

const rowsOf = ({ items, invitations }: People): Row[] => [
  ...items.map((person) => ({ id: person.id, name: person.name, email: person.email, role: person.role, notice: person.noticeAuthority, since: person.createdAt })),
  ...invitations.map((entry) => ({ id: entry.id, name: '', email: entry.email, role: entry.role, notice: null, since: entry.createdAt })),
];

function Invite({ client, onDone }: { readonly client: ClientView; readonly onDone: () => void }) {
  const t = useT();
  const language = textLanguage();
  const form = useRouteForm(clientRoutes.invite, { email: client.contacts[0]?.email ?? '', role: 'owner', noticeAuthority: false });
  const { onSubmit, isPending } = useFormAct(form, clientRoutes.invite, {
    input: (values) => ({ params: { clientId: client.id }, body: values }), refreshes: [clientRoutes.members], onDone: () => { notify({ tone: 'good', text: t('clients.invited') }); onDone(); },
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <TextField name="email" label={t('clients.contactEmail')} kind="email" />
      <RadioField name="role" label={t('clients.role')} options={clientRoles.map((role) => ({ value: role, label: roleName('client', role)[language], hint: t(`clients.roleHint.${role}`) }))} />
      <CheckboxField name="noticeAuthority" label={t('clients.noticeAuthority')} text={t('clients.noticeAuthority')} hint={t('clients.noticeAuthorityHint')} />
      <Button type="submit" loading={isPending}>{t('clients.inviteSend')}</Button>
    </Form>
  );
}

/** Who of the client can sign in, and inviting more. */
export function MembersSection({ client }: { readonly client: ClientView }) {
  const t = useT();
  const language = textLanguage();
  const whoCan = useWhoCan('vendor', 'client.write');
  const [inviting, setInviting] = useState(false);
  const query = useRoute(clientRoutes.members, { params: { clientId: client.id } });
  const columns: Column<Row>[] = [
    { key: 'name', header: t('clients.contactName'), cell: (row) => row.name || <Status tone="info" label={t('clients.pending')} />, card: 'title' },
    { key: 'email', header: t('clients.contactEmail'), cell: (row) => row.email, card: 'full' },
    { key: 'role', header: t('clients.role'), cell: (row) => roleName('client', row.role)[language] },
    { key: 'notice', header: t('clients.noticeAuthority'), cell: (row) => (row.notice === null ? '—' : t(row.notice ? 'clients.has' : 'clients.hasNot')) },
    { key: 'since', header: t('clients.since'), cell: (row) => <InstantText at={row.since} /> },
  ];
  return (
    <Section title={t('clients.members')} lead={t('clients.membersLead')} aside={<GatedButton permission="client.write" whoCan={whoCan} obtainable variant="default" onClick={() => setInviting(true)}>{t('clients.invite')}</GatedButton>}>
      <QueryView query={query} what={t('clients.members')}>
        {(people) => <DataTable label={t('clients.members')} columns={columns} rows={rowsOf(people)} rowKey={(row) => row.id} empty={<p>{t('clients.membersNone')}</p>} />}
      </QueryView>
      <Dialog opened={inviting} onClose={() => setInviting(false)} title={t('clients.inviteOf', { name: client.companyName })}><Invite client={client} onDone={() => setInviting(false)} /></Dialog>
    </Section>
  );
}
