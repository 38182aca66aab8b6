import { identityRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { Form, PasswordField, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { AppLink, useAddressQuery } from '../../shared/router/links.js';
import { CodeCard } from './CodeCard.js';
import { EntryCard } from './EntryCard.js';
import { SecondFactorCard } from './SecondFactorCard.js';
import { useArrival } from './use-arrival.js';
import { Button } from '../../shared/parts/Button.js';

type Way = 'mail' | 'password';
interface WayProps { readonly email: string; readonly onEmail: (email: string) => void }

function MailForm({ email, onEmail, next, onSent }: WayProps & { readonly next: string | undefined; readonly onSent: () => void }) {
  const t = useT();
  const form = useRouteForm(identityRoutes.requestSignInLink, { email });
  const { onSubmit, isPending } = useFormAct(form, identityRoutes.requestSignInLink, {
    input: (values) => {
      onEmail(values.email);
      return { body: next ? { email: values.email, next } : { email: values.email } };
    },
    onDone: onSent,
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <TextField name="email" kind="email" label={t('entry.email')} autoComplete="username" />
      <div className="h-entry-act"><Button type="submit" fullWidth loading={isPending}>{t('entry.signIn.byMail')}</Button><p className="h-note-small">{t('entry.signIn.byMailHint')}</p></div>
    </Form>
  );
}

function PasswordForm({ email, onEmail, onSignedIn }: WayProps & { readonly onSignedIn: ReturnType<typeof useArrival>['arrive'] }) {
  const t = useT();
  const form = useRouteForm(identityRoutes.signInPassword, { email, password: '' });
  const { onSubmit, isPending } = useFormAct(form, identityRoutes.signInPassword, {
    input: (values) => {
      onEmail(values.email);
      return { body: values };
    },
    onDone: onSignedIn,
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <TextField name="email" kind="email" label={t('entry.email')} autoComplete="username" />
      <PasswordField name="password" label={t('entry.password')} />
      <Button type="submit" fullWidth loading={isPending}>{t('shell.signIn')}</Button>
    </Form>
  );
}

/** Sign-in: link or code by e-mail, or password; then the second step where it is enrolled. */
export function Page() {
  const t = useT();
  const [{ next }] = useAddressQuery();
  const [way, setWay] = useState<Way>('mail');
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState(false);
  const { arrive, secondFactor } = useArrival(next);
  if (secondFactor) return <SecondFactorCard onSignedIn={arrive} />;
  if (sent) return <CodeCard email={email} onSignedIn={arrive} onBack={() => setSent(false)} />;
  return (
    <EntryCard title={t('entry.signIn.title')} below={<>{t('entry.signIn.new')}　<AppLink to={pathTo('public.signUp')}>{t('entry.signIn.signUp')}</AppLink></>}>
      {way === 'mail'
        ? <MailForm email={email} onEmail={setEmail} next={next} onSent={() => setSent(true)} />
        : <PasswordForm email={email} onEmail={setEmail} onSignedIn={arrive} />}
      <Button variant="subtle" fullWidth onClick={() => setWay(way === 'mail' ? 'password' : 'mail')}>{t(way === 'mail' ? 'entry.signIn.usePassword' : 'entry.signIn.useMail')}</Button>
    </EntryCard>
  );
}
