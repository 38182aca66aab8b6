import { supportRoutes } from '@hoshu/api-schema';
import { useNavigate } from '@tanstack/react-router';
import { useWatch } from 'react-hook-form';
import { pathTo } from '../../paths.js';
import { DateField, Form, RadioField, TextAreaField, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import { Section } from '../../shared/parts/Section.js';
import { useSession } from '../../shared/session/session.js';
import type { Found } from './NewCasePage.js';

/** What came, from whom, when; it then waits to be forwarded. */
export function RegisterForm({ contract }: { readonly contract: Found }) {
  const t = useT();
  const { today } = useSession();
  const navigate = useNavigate();
  const form = useRouteForm(supportRoutes.register, { tenantId: contract.tenantId, contractNumber: contract.contractNumber, cameBy: 'paper', receivedOn: today, senderName: '', requestedEnd: null, note: '', trackingNumber: '' });
  const [article, cameBy] = useWatch({ control: form.control, name: ['article', 'cameBy'] });
  const { onSubmit, isPending } = useFormAct(form, supportRoutes.register, {
    input: (body) => ({ body }), refreshes: [supportRoutes.notices],
    onDone: async (view) => {
      notify({ tone: 'good', text: t('desk.registered') });
      await navigate({ href: pathTo('staff.case', { caseId: view.id }) });
    },
  });
  return (
    <Section title={t('desk.details')} lead={`${contract.contractNumber}　${contract.tenantName}`}>
      <Form form={form} onSubmit={onSubmit}>
        <RadioField name="cameBy" label={t('desk.cameBy')} options={[{ value: 'paper', label: t('desk.cameBy.paper') }, { value: 'email', label: t('desk.cameBy.email') }]} />
        <DateField name="receivedOn" label={t('desk.receivedOnField')} hint={t('desk.receivedNote')} today={today} maxOn={today} />
        {cameBy === 'paper' && <TextField optional name="trackingNumber" label={t('desk.tracking')} hint={t('desk.trackingHint')} maxWidth={320} />}
        <RadioField name="side" label={t('desk.side')} options={[{ value: 'client', label: t('desk.side.client') }, { value: 'vendor', label: t('desk.side.vendor') }]} />
        <TextField name="senderName" label={t('desk.sender')} maxWidth={400} />
        <RadioField numeric name="article" label={t('desk.kind')} options={[{ value: '17', label: t('desk.kind.17') }, { value: '18', label: t('desk.kind.18') }]} />
        {article === 18 && <DateField nullable optional name="requestedEnd" label={t('desk.requestedEndOn')} hint={t('desk.requestedHint')} today={today} />}
        <TextAreaField optional name="note" label={t('desk.note')} hint={t('desk.noteHint')} rows={4} />
        <Button type="submit" loading={isPending}>{t('desk.register')}</Button>
      </Form>
    </Section>
  );
}
