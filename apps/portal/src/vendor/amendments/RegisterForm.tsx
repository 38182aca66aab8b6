import { amendmentRoutes, signingRoutes } from '@hoshu/api-schema';
import { AuthorityField } from '../../shared/amendments/AnswerForms.js';
import type { Amendment } from '../../shared/amendments/amendment-words.js';
import { DateField, Form, TextField, UploadField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import { Section } from '../../shared/parts/Section.js';
import { useCan, useSession } from '../../shared/session/session.js';

/** What came back signed on paper, or from another service: the document byte by byte, and who signed it as it says. */
export function RegisterForm({ amendment }: { readonly amendment: Amendment }) {
  const t = useT();
  const can = useCan();
  const { today, user } = useSession();
  const signer = (personName: string) => ({ personName, title: '', authority: '' as 'representative', signedOn: '' });
  const form = useRouteForm(amendmentRoutes.register, { bodyHash: amendment.bodyHash, fileId: '', signers: { client: signer(''), vendor: signer(user.name) } });
  const { onSubmit, isPending } = useFormAct(form, amendmentRoutes.register, { input: (body) => ({ params: { amendmentId: amendment.id }, body }), refreshes: [amendmentRoutes.get, amendmentRoutes.ofContract], onDone: () => notify({ tone: 'good', text: t('amendments.registered') }) });
  if (!can('agreement.settle') || !can('contract.send')) return null;
  return (
    <Form form={form} onSubmit={onSubmit}>
      <Section title={t('amendments.register')} lead={t('amendments.registerLead')}>
        <UploadField name="fileId" label={t('amendments.file')} hint={t('amendments.fileHint')} accept=".pdf,image/*" route={signingRoutes.uploadEvidence} input={(file) => ({ params: { contractId: amendment.contractId }, file })} fileIdOf={({ fileId }) => fileId} />
      </Section>
      {(['client', 'vendor'] as const).map((party) => (
        <Section key={party} title={t(`amendments.side.${party}`)}>
          <div className="h-field-row">
            <TextField name={`signers.${party}.personName`} label={t('amendments.signerName')} />
            <TextField name={`signers.${party}.title`} label={t('amendments.signerTitle')} />
          </div>
          <AuthorityField name={`signers.${party}.authority`} />
          <DateField name={`signers.${party}.signedOn`} label={t('amendments.signedOn')} today={today} maxOn={today} />
        </Section>
      ))}
      <Button type="submit" size="lg" loading={isPending}>{t('amendments.registerThis')}</Button>
    </Form>
  );
}
