import { signingRoutes } from '@hoshu/api-schema';
import { CheckboxField, Form, TextField, useFormAct, useRouteForm } from '../form.js';
import { useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { notify } from '../parts/notify.js';
import { signingReads, type SigningDocument } from './types.js';

/** F130: an approver of 甲 agrees that the signer signs this text; it concludes nothing. */
export function ApproveForm({ document, personName }: { readonly document: SigningDocument; readonly personName: string }) {
  const t = useT();
  const { contractId, bodyHash } = document;
  const form = useRouteForm(signingRoutes.approve, { personName, bodyHash });
  const { onSubmit, isPending } = useFormAct(form, signingRoutes.approve, {
    input: (body) => ({ params: { contractId }, body }), refreshes: signingReads, // The answer to the approval stands at the top of the page.
    onDone: () => { notify({ tone: 'good', text: t('signing.approve.done') }); window.scrollTo(0, 0); },
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <p>{t('signing.approve.text')}</p>
      <TextField name="personName" label={t('signing.personName')} hint={t('signing.personNameHint')} autoComplete="name" />
      <CheckboxField name="agreed" label={t('signing.approve.agreeLabel')} text={t('signing.approve.agree')} />
      <Button type="submit" fullWidth size="lg" loading={isPending}>{t('signing.approve.submit')}</Button>
    </Form>
  );
}
