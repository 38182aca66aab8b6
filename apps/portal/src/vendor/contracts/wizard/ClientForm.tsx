import { clientRoutes, type ResponseOf } from '@hoshu/api-schema';
import { Form, SelectField, TextField, useFormAct, useRouteForm } from '../../../shared/form.js';
import { useT } from '../../../shared/i18n/translate.js';
import { prefectures } from '../../../shared/jp/prefectures.js';
import { Button } from '../../../shared/parts/Button.js';
import { SimilarClients } from '../../clients/SimilarClients.js';

export type Client = ResponseOf<typeof clientRoutes.get>;
const prefectureOptions = prefectures.map((name) => ({ value: name, label: name }));
const blank = {
  companyName: '', companyKana: '', postalCode: '', prefecture: '', city: '', street: '', building: '', representativeTitle: '', representativeName: '', telephone: '', noticeEmail: '', noticePostal: '',
  department: '', honorific: '御中' as const, purchaseOrder: '', billingStartsOn: null, goesLiveOn: null, payerNames: [], invoiceRecipients: [], internalNote: '',
};
const blankContact = { personName: '', email: '', department: '', title: '', telephone: '', isSharedMailbox: false };

/** What the contract prints of 甲: name, head office, who represents it, where notices go. */
function PartyFields() {
  const t = useT();
  return (
    <>
      <div className="h-field-row">
        <TextField optional name="postalCode" kind="postalCode" label={t('wizard.client.postalCode')} hint={t('wizard.client.postalCodeHint')} autoComplete="off" maxWidth={160} />
        <SelectField optional name="prefecture" label={t('wizard.client.prefecture')} hint={t('wizard.client.prefectureHint')} options={prefectureOptions} />
      </div>
      <div className="h-field-row">
        <TextField optional name="city" label={t('wizard.client.city')} hint={t('wizard.client.cityHint')} />
        <TextField optional name="street" label={t('wizard.client.street')} hint={t('wizard.client.streetHint')} />
      </div>
      <TextField optional name="building" label={t('wizard.client.building')} />
      <div className="h-field-row">
        <TextField optional name="representativeTitle" label={t('wizard.client.representativeTitle')} hint={t('wizard.client.representativeTitleHint')} />
        <TextField optional name="representativeName" label={t('wizard.client.representativeName')} hint={t('wizard.client.representativeNameHint')} />
      </div>
    </>
  );
}

/** A client registered on the spot, with the person who will get the contract. */
export function NewClientForm({ onCreated }: { readonly onCreated: (client: Client) => Promise<void> | void }) {
  const t = useT();
  const form = useRouteForm(clientRoutes.create, { ...blank, contact: blankContact });
  const { onSubmit, isPending } = useFormAct(form, clientRoutes.create, {
    input: (values) => ({ body: { ...values, noticeEmail: values.noticeEmail || (values.contact?.email ?? '') } }), onDone: onCreated,
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <TextField name="companyName" label={t('wizard.client.name')} hint={t('wizard.client.nameHint')} />
      <SimilarClients />
      <p className="h-note-small">{t('wizard.client.printed')}</p>
      <PartyFields />
      <h3>{t('wizard.client.contact')}</h3>
      <div className="h-field-row">
        <TextField name="contact.personName" label={t('wizard.client.contactName')} hint={t('wizard.client.contactNameHint')} />
        <TextField optional name="contact.title" label={t('wizard.client.contactTitle')} hint={t('wizard.client.contactTitleHint')} />
      </div>
      <TextField name="contact.email" kind="email" label={t('wizard.client.contactEmail')} hint={t('wizard.client.contactEmailHint')} />
      <TextField optional name="noticeEmail" kind="email" label={t('wizard.client.noticeEmail')} hint={t('wizard.client.noticeEmailHint')} />
      <Button type="submit" loading={isPending}>{t('wizard.client.create')}</Button>
    </Form>
  );
}

interface EditProps { readonly client: Client; readonly onDone: () => void }

/** The printed data of a client put right without leaving the contract. */
export function EditClientForm({ client, onDone }: EditProps) {
  const t = useT();
  const { id: clientId, version, contacts: _contacts, court: _court, createdAt: _createdAt, isSample: _isSample, ...values } = client;
  const form = useRouteForm(clientRoutes.update, values);
  const { onSubmit, isPending } = useFormAct(form, clientRoutes.update, { input: (body) => ({ params: { clientId }, ifMatch: version, body }), refreshes: [clientRoutes.get, clientRoutes.list], onDone });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <TextField name="companyName" label={t('wizard.client.name')} />
      <PartyFields />
      <TextField optional name="noticeEmail" kind="email" label={t('wizard.client.noticeEmail')} />
      <TextField optional name="noticePostal" label={t('wizard.client.noticePostal')} hint={t('wizard.client.noticePostalHint')} />
      <div className="h-page-actions"><Button type="submit" loading={isPending}>{t('form.save')}</Button><Button variant="default" onClick={onDone}>{t('shell.cancel')}</Button></div>
    </Form>
  );
}

/** The person at 甲 who gets the contract, where the client has none yet. */
export function ContactForm({ clientId }: { readonly clientId: string }) {
  const t = useT();
  const form = useRouteForm(clientRoutes.addContact, blankContact);
  const { onSubmit, isPending } = useFormAct(form, clientRoutes.addContact, { input: (body) => ({ params: { clientId }, body }), refreshes: [clientRoutes.get] });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <div className="h-field-row"><TextField name="personName" label={t('wizard.client.contactName')} /><TextField optional name="title" label={t('wizard.client.contactTitle')} /></div>
      <TextField name="email" kind="email" label={t('wizard.client.contactEmail')} hint={t('wizard.client.contactEmailHint')} />
      <Button type="submit" loading={isPending}>{t('wizard.client.addContact')}</Button>
    </Form>
  );
}
