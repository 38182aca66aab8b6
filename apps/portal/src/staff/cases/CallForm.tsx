import { mailroomRoutes } from '@hoshu/api-schema';
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

/** What somebody said to the desk on the telephone; its giver has to confirm it (D7). */
export function CallForm({ contract }: { readonly contract: Found }) {
  const t = useT();
  const { today } = useSession();
  const navigate = useNavigate();
  const form = useRouteForm(mailroomRoutes.deskCall, { tenantId: contract.tenantId, contractNumber: contract.contractNumber, calledOn: today, giverName: '', requestedEnd: null, note: '' });
  const article = useWatch({ control: form.control, name: 'article' });
  const { onSubmit, isPending } = useFormAct(form, mailroomRoutes.deskCall, { input: (body) => ({ body }), onDone: async () => { notify({ tone: 'good', text: t('desk.call.done') }); await navigate({ href: pathTo('staff.cases') }); } });
  return (
    <Section title={t('desk.call')} lead={t('desk.call.lead')}>
      <Form form={form} onSubmit={onSubmit}>
        <RadioField name="side" label={t('desk.side')} options={(['client', 'vendor'] as const).map((value) => ({ value, label: t(`desk.side.${value}`) }))} />
        <RadioField name="article" numeric label={t('desk.kind')} options={([17, 18] as const).map((value) => ({ value: String(value), label: t(`desk.kind.${value}`) }))} />
        {article === 18 && <DateField name="requestedEnd" nullable optional today={today} label={t('desk.requestedEndOn')} />}
        <DateField name="calledOn" today={today} maxOn={today} label={t('desk.receivedOnField')} />
        <TextField name="giverName" label={t('desk.sender')} />
        <TextAreaField name="note" optional rows={3} label={t('desk.note')} />
        <Button type="submit" loading={isPending}>{t('desk.call.submit')}</Button>
      </Form>
    </Section>
  );
}
