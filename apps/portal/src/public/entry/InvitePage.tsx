import { identityRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useRoute } from '../../shared/api.js';
import { Form, PasswordField, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Facts } from '../../shared/parts/Facts.js';
import { usePathParameters } from '../../shared/router/links.js';
import { AgreementField } from './AgreementField.js';
import { EntryCard } from './EntryCard.js';
import { LinkState } from './LinkState.js';
import { SecondFactorCard } from './SecondFactorCard.js';
import { useArrival } from './use-arrival.js';
import { Button } from '../../shared/parts/Button.js';

type Invitation = ResponseOf<typeof identityRoutes.previewInvitation>;

function InvitationForm({ token, invitation, onSignedIn }: { readonly token: string; readonly invitation: Invitation; readonly onSignedIn: ReturnType<typeof useArrival>['arrive'] }) {
  const t = useT();
  const form = useRouteForm(identityRoutes.acceptInvitation, { token, personName: '' });
  const { onSubmit, isPending } = useFormAct(form, identityRoutes.acceptInvitation, { input: (values) => ({ body: values }), onDone: onSignedIn });
  const { tenantName: tenant, clientName } = invitation;
  return (
    <EntryCard title={t('entry.invite.title')} lead={clientName ? t('entry.invite.client', { tenant, client: clientName }) : t('entry.invite.vendor', { tenant })}>
      <Facts items={[{ label: t('entry.invite.email'), value: invitation.email }]} />
      <Form form={form} onSubmit={onSubmit}>
        <TextField name="personName" label={t('entry.invite.name')} hint={t('entry.signUp.personHint')} autoComplete="name" />
        {!invitation.knownPerson && <PasswordField name="password" fresh optional label={t('entry.password')} hint={t('entry.verify.passwordHint')} />}
        <AgreementField />
        <Button type="submit" fullWidth loading={isPending}>{t('entry.invite.submit')}</Button>
      </Form>
    </EntryCard>
  );
}

/** An invited person sees who invites them, gives their name and consent, and starts. */
export function Page() {
  const { token } = usePathParameters('public.invite');
  const query = useRoute(identityRoutes.previewInvitation, { params: { token } });
  const { arrive, secondFactor } = useArrival();
  if (secondFactor) return <SecondFactorCard onSignedIn={arrive} />;
  return <LinkState query={query}>{(invitation) => <InvitationForm token={token} invitation={invitation} onSignedIn={arrive} />}</LinkState>;
}
