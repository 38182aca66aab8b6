import { agreementRoutes } from '@hoshu/api-schema';
import { CheckboxField, DateField, TextField, UploadField, useFormAct, useRouteForm } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { usePersonName } from '../form/person-name.js';
import { useT } from '../i18n/translate.js';
import { notify } from '../parts/notify.js';
import { useSession } from '../session/session.js';
import type { Agreement } from './agreement-words.js';
import { PersonNameField } from './PersonName.js';

/** 代理入力: 乙 enters what 甲 accepted on paper or by mail, with the paper (F141). */
export function ProxyForm({ agreement, onClose }: { readonly agreement: Agreement; readonly onClose: () => void }) {
  const t = useT();
  const { today } = useSession();
  const person = usePersonName();
  const proposal = agreement.entries.find(({ id }) => id === agreement.proposalId);
  const form = useRouteForm(agreementRoutes.acceptByProxy, { contentHash: proposal?.contentHash ?? '', acceptedBy: '', acceptedOn: today, personName: '' });
  const { onSubmit, isPending } = useFormAct(form, agreementRoutes.acceptByProxy, {
    input: (body) => ({ params: { agreementId: agreement.id, proposalId: agreement.proposalId ?? '' }, body }), refreshes: [agreementRoutes.get, agreementRoutes.list, agreementRoutes.openPoints], onProblem: person.onProblem,
    onDone: () => { notify({ tone: 'good', text: t('agreements.recorded') }); onClose(); },
  });
  return (
    <FormDialog title={t('agreements.proxyEnter')} confirmLabel={t('agreements.proxyEnter')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t('agreements.proxyText')}</p>
      <TextField name="acceptedBy" label={t('agreements.proxyAcceptedBy')} maxWidth={400} />
      <DateField name="acceptedOn" today={today} maxOn={today} label={t('agreements.proxyAcceptedOn')} />
      <UploadField name="sourceFileId" label={t('agreements.proxySource')} accept=".pdf,image/*" route={agreementRoutes.uploadSource} input={(file) => ({ params: { agreementId: agreement.id }, file })} fileIdOf={({ fileId }) => fileId} />
      <CheckboxField name="agreed" label={t('agreements.proxySure')} text={t('agreements.proxySure')} />
      <PersonNameField person={person} />
    </FormDialog>
  );
}
