import { identityRoutes } from '@hoshu/api-schema';
import { Form, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { EntryCard } from './EntryCard.js';
import type { useArrival } from './use-arrival.js';
import { Button } from '../../shared/parts/Button.js';

/** The second step: a code of the authenticator app, or a recovery code. */
export function SecondFactorCard({ onSignedIn }: { readonly onSignedIn: ReturnType<typeof useArrival>['arrive'] }) {
  const t = useT();
  const form = useRouteForm(identityRoutes.verifyTotp, { code: '' });
  const { onSubmit, isPending } = useFormAct(form, identityRoutes.verifyTotp, { input: (values) => ({ body: values }), onDone: onSignedIn });
  return (
    <EntryCard title={t('entry.totp.title')} lead={t('entry.totp.text')}>
      <Form form={form} onSubmit={onSubmit}>
        <TextField name="code" label={t('entry.totp.label')} hint={t('entry.totp.hint')} autoComplete="one-time-code" maxWidth={280} />
        <Button type="submit" fullWidth loading={isPending}>{t('entry.totp.submit')}</Button>
      </Form>
    </EntryCard>
  );
}
