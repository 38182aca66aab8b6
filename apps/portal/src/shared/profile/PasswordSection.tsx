import { identityRoutes } from '@hoshu/api-schema';
import { Form, PasswordField, useFormAct, useRouteForm } from '../form.js';
import { useT } from '../i18n/translate.js';
import { notify } from '../parts/notify.js';
import { Section } from '../parts/Section.js';
import { useSession } from '../session/session.js';
import { Button } from '../parts/Button.js';

/** Sets or changes the password; asks for a step-up first. */
export function PasswordSection() {
  const t = useT();
  const { user } = useSession();
  const form = useRouteForm(identityRoutes.changePassword, { password: '' });
  const { onSubmit, isPending } = useFormAct(form, identityRoutes.changePassword, {
    input: (values) => ({ body: values }),
    refreshes: [identityRoutes.session, identityRoutes.listSessions],
    onDone: () => {
      form.reset();
      notify({ tone: 'good', text: t('profile.passwordDone') });
    },
  });
  return (
    <Section title={t('profile.password')} lead={t(user.hasPassword ? 'profile.passwordSet' : 'profile.passwordNone')}>
      <Form form={form} onSubmit={onSubmit}>
        <PasswordField name="password" fresh label={t('profile.passwordNew')} hint={t('profile.passwordHint')} />
        <Button type="submit" variant="default" loading={isPending}>{t(user.hasPassword ? 'profile.passwordChange' : 'profile.passwordCreate')}</Button>
      </Form>
    </Section>
  );
}
