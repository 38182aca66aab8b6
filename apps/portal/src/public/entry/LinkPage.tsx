import { identityRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useAct, useRoute } from '../../shared/api.js';
import { Form, PasswordField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { ProblemNote } from '../../shared/parts/ErrorState.js';
import { usePathParameters } from '../../shared/router/links.js';
import { EntryCard } from './EntryCard.js';
import { LinkState } from './LinkState.js';
import { SecondFactorCard } from './SecondFactorCard.js';
import { useArrival } from './use-arrival.js';
import { Button } from '../../shared/parts/Button.js';

type Preview = ResponseOf<typeof identityRoutes.previewLink>;
interface LinkProps { readonly token: string; readonly preview: Preview; readonly onSignedIn: ReturnType<typeof useArrival>['arrive'] }

function VerifyCard({ token, preview, onSignedIn }: LinkProps) {
  const t = useT();
  const form = useRouteForm(identityRoutes.verifySignUp, { token });
  const { onSubmit, isPending } = useFormAct(form, identityRoutes.verifySignUp, { input: (values) => ({ body: values }), onDone: onSignedIn });
  return (
    <EntryCard title={t('entry.verify.title')} lead={t('entry.verify.text', { company: preview.companyName ?? '', email: preview.email })}>
      <Form form={form} onSubmit={onSubmit}>
        <PasswordField name="password" fresh optional label={t('entry.verify.password')} hint={t('entry.verify.passwordHint')} />
        <Button type="submit" fullWidth loading={isPending}>{t('entry.verify.submit')}</Button>
      </Form>
    </EntryCard>
  );
}

// Opening never consumes a link (D18): mail scanners open it too. The button does.
function SignInCard({ token, preview, onSignedIn }: LinkProps) {
  const t = useT();
  const { act, isPending, problem } = useAct(identityRoutes.signInLink, { onDone: onSignedIn });
  return (
    <EntryCard title={t('entry.linkSignIn.title')} lead={t('entry.linkSignIn.text', { email: preview.email })}>
      <div className="h-stack">
        {problem && <ProblemNote problem={problem} />}
        <Button fullWidth loading={isPending} onClick={() => void act({ body: { token } }).catch(() => undefined)}>{t('entry.linkSignIn.submit')}</Button>
      </div>
    </EntryCard>
  );
}

/** Where the links of confirmation and sign-in mails arrive. */
export function Page() {
  const { token } = usePathParameters('public.verify');
  const query = useRoute(identityRoutes.previewLink, { params: { token } });
  const { arrive, secondFactor } = useArrival();
  if (secondFactor) return <SecondFactorCard onSignedIn={arrive} />;
  return (
    <LinkState query={query}>
      {(preview) => (preview.purpose === 'verify' ? <VerifyCard token={token} preview={preview} onSignedIn={arrive} /> : <SignInCard token={token} preview={preview} onSignedIn={arrive} />)}
    </LinkState>
  );
}
