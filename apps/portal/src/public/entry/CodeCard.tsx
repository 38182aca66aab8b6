import { identityRoutes } from '@hoshu/api-schema';
import { Form, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { EntryCard } from './EntryCard.js';
import type { useArrival } from './use-arrival.js';
import { Button } from '../../shared/parts/Button.js';

interface CodeCardProps { readonly email: string; readonly onSignedIn: ReturnType<typeof useArrival>['arrive']; readonly onBack: () => void }

/** After the mail went out: the six digits, for going on at another device (D18). */
export function CodeCard({ email, onSignedIn, onBack }: CodeCardProps) {
  const t = useT();
  const form = useRouteForm(identityRoutes.signInCode, { email, code: '' });
  const { onSubmit, isPending } = useFormAct(form, identityRoutes.signInCode, { input: (values) => ({ body: values }), onDone: onSignedIn });
  return (
    <EntryCard title={t('entry.code.title')} lead={t('entry.code.text', { email })}>
      <Form form={form} onSubmit={onSubmit}>
        <TextField name="code" kind="digits" label={t('entry.code.label')} hint={t('entry.code.hint')} autoComplete="one-time-code" maxWidth={200} />
        <Button type="submit" fullWidth loading={isPending}>{t('entry.code.submit')}</Button>
      </Form>
      <p className="h-note-small">{t('entry.code.missing')}</p>
      <Button variant="subtle" fullWidth onClick={onBack}>{t('entry.code.again')}</Button>
    </EntryCard>
  );
}
