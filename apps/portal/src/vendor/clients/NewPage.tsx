import { clientRoutes } from '@hoshu/api-schema';
import { Checkbox } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { Form, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { Section } from '../../shared/parts/Section.js';
import { useSession } from '../../shared/session/session.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { ClientFields } from './ClientFields.js';
import { ContactFields, emptyContact } from './ContactFields.js';
import { SimilarClients } from './SimilarClients.js';

const blank = {
  companyName: '', companyKana: '', postalCode: '', prefecture: '', city: '', street: '', building: '', representativeTitle: '', representativeName: '', telephone: '', noticeEmail: '', noticePostal: '',
  department: '', honorific: '御中' as const, purchaseOrder: '', billingStartsOn: null, goesLiveOn: null, payerNames: [], invoiceRecipients: [], internalNote: '', contact: emptyContact,
};

function NewClient() {
  const t = useT();
  const { today } = useSession();
  const navigate = useNavigate();
  const [withContact, setWithContact] = useState(true);
  const form = useRouteForm(clientRoutes.create, blank);
  const { onSubmit, isPending } = useFormAct(form, clientRoutes.create, {
    input: (values) => ({ body: values }), refreshes: [clientRoutes.list],
    onDone: ({ id }) => { notify({ tone: 'good', text: t('clients.created') }); void navigate({ href: pathTo('vendor.client', { clientId: id }) }); },
  });
  const toggle = (wanted: boolean) => { setWithContact(wanted); form.setValue('contact', wanted ? emptyContact : null); };
  return (
    <Form form={form} onSubmit={onSubmit}>
      <SimilarClients />
      <ClientFields today={today} />
      <Section title={t('clients.part.contact')}>
        <Checkbox checked={withContact} onChange={(event) => toggle(event.currentTarget.checked)} label={t('clients.contactWanted')} />
        {withContact && <ContactFields prefix="contact." />}
      </Section>
      <Button type="submit" size="lg" loading={isPending}>{t('clients.new')}</Button>
    </Form>
  );
}

/** Registers a client; only the name, and the contact if one is wanted, are needed. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'client.write');
  return (
    <Frame title={t('clients.new')} lead={t('clients.newLead')} crumbs={[{ label: t('clients.title'), to: pathTo('vendor.clients') }]}>
      <PermissionGate permission="client.write" whoCan={whoCan}><NewClient /></PermissionGate>
    </Frame>
  );
}
