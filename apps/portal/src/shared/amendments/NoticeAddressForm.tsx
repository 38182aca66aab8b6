import { amendmentRoutes } from '@hoshu/api-schema';
import { DateField, TextField, useFormAct, useRouteForm } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { usePersonName } from '../form/person-name.js';
import { useT } from '../i18n/translate.js';
import { PersonNameField } from '../agreements/PersonName.js';
import { notify } from '../parts/notify.js';
import { useSession } from '../session/session.js';

/** Tells the other side the own side's new 通知先; no consent is needed. */
export function NoticeAddressForm({ contractId, onClose }: { readonly contractId: string; readonly onClose: () => void }) {
  const t = useT();
  const { today } = useSession();
  const person = usePersonName();
  const form = useRouteForm(amendmentRoutes.changeNotice, { email: '', postal: '', effectiveOn: today, personName: '' });
  const { onSubmit, isPending } = useFormAct(form, amendmentRoutes.changeNotice, {
    input: (body) => ({ params: { contractId }, body }), refreshes: [amendmentRoutes.ofContract], onProblem: person.onProblem, onDone: () => { notify({ tone: 'good', text: t('amendments.noticeSent') }); onClose(); },
  });
  return (
    <FormDialog title={t('amendments.noticeAddress')} confirmLabel={t('amendments.noticeSend')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t('amendments.noticeText')}</p>
      <TextField name="email" label={t('amendments.noticeEmail')} />
      <TextField name="postal" label={t('amendments.noticePostal')} />
      <DateField name="effectiveOn" label={t('amendments.from')} today={today} minOn={today} />
      <PersonNameField person={person} />
    </FormDialog>
  );
}
