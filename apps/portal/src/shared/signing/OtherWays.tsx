import { signingRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { Form, TextAreaField, TextField, useFormAct, useRouteForm } from '../form.js';
import { useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { Dialog } from '../parts/Dialog.js';
import { Section } from '../parts/Section.js';
import { AskContact } from '../parts/AskContact.js';
import { signingReads, type Signer, type SigningDocument } from './types.js';

export type LeftBy = 'forwarded' | 'declined' | 'sentBack';
interface WayProps { readonly contractId: string; readonly signer: Signer; readonly onDone: () => void }

function ForwardForm({ contractId, signer, onDone }: WayProps) {
  const t = useT();
  const form = useRouteForm(signingRoutes.forward, { personName: signer.name, to: { personName: '', email: '', title: '', locale: 'ja' } });
  const { onSubmit, isPending } = useFormAct(form, signingRoutes.forward, { input: (body) => ({ params: { contractId }, body }), onDone });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <p>{t('signing.forward.text')}</p>
      <TextField name="to.personName" label={t('signing.forward.name')} />
      <TextField name="to.email" kind="email" label={t('signing.forward.email')} />
      <TextField name="to.title" label={t('signing.forward.title')} optional />
      <TextField name="personName" label={t('signing.yourName')} autoComplete="name" />
      <Button type="submit" fullWidth loading={isPending}>{t('signing.forward.submit')}</Button>
    </Form>
  );
}

function DeclineForm({ contractId, signer, onDone, approver }: WayProps & { readonly approver: boolean }) {
  const t = useT();
  const route = approver ? signingRoutes.sendBack : signingRoutes.decline;
  const form = useRouteForm(route, { personName: signer.name, reason: '' });
  const { onSubmit, isPending } = useFormAct(form, route, { input: (body) => ({ params: { contractId }, body }), onDone, refreshes: signingReads });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <p>{t(approver ? 'signing.sendBack.text' : 'signing.decline.text')}</p>
      <TextAreaField name="reason" label={t('signing.decline.reason')} hint={t('signing.decline.reasonHint')} />
      <TextField name="personName" label={t('signing.yourName')} autoComplete="name" />
      <Button type="submit" fullWidth danger loading={isPending}>{t('signing.decline.submit')}</Button>
    </Form>
  );
}

/** What 甲 can do instead of signing or approving now: ask, pass it on (the signer), send it back. */
export function OtherWays({ document, signer, onLeft }: { readonly document: SigningDocument; readonly signer: Signer; readonly onLeft: (how: LeftBy) => void }) {
  const t = useT();
  const [open, setOpen] = useState<LeftBy | null>(null);
  const { contractId, contact, contractNumber } = document;
  const close = () => setOpen(null);
  const approver = document.asked.some(({ kind }) => kind === 'approve');
  const back = approver ? 'sentBack' : 'declined';
  return (
    <Section title={t(approver ? 'signing.other.approver' : 'signing.other.title')}>
      <AskContact contact={contact} subject={t('signing.other.subject', { number: contractNumber })} lead={t(approver ? 'signing.other.askApprover' : 'signing.other.ask', { company: contact.companyName })} />
      <div className="h-ways">
        {!approver && <div><p><strong>{t('signing.forward.heading')}</strong><br />{t('signing.forward.lead')}</p><Button variant="default" onClick={() => setOpen('forwarded')}>{t('signing.forward.open')}</Button></div>}
        <div><p><strong>{t('signing.decline.heading')}</strong><br />{t('signing.decline.lead')}</p><Button variant="default" danger onClick={() => setOpen(back)}>{t('signing.decline.open')}</Button></div>
      </div>
      <Dialog opened={open === 'forwarded'} onClose={close} title={t('signing.forward.heading')}><ForwardForm contractId={contractId} signer={signer} onDone={() => onLeft('forwarded')} /></Dialog>
      <Dialog opened={open === back} onClose={close} title={t('signing.decline.heading')}><DeclineForm contractId={contractId} signer={signer} approver={approver} onDone={() => onLeft(back)} /></Dialog>
    </Section>
  );
}
