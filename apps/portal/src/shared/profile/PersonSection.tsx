import { identityRoutes } from '@hoshu/api-schema';
import { CheckboxField, Form, RadioField, TextField, useFormAct, useRouteForm } from '../form.js';
import { switchLocale, useT } from '../i18n/translate.js';
import { Facts } from '../parts/Facts.js';
import { notify } from '../parts/notify.js';
import { Section } from '../parts/Section.js';
import { useSession } from '../session/session.js';
import { Button } from '../parts/Button.js';

/** Name, language, shared mailbox. */
export function PersonSection() {
  const t = useT();
  const { user } = useSession();
  const form = useRouteForm(identityRoutes.updateProfile, { name: user.name, locale: user.locale, sharedMailbox: user.sharedMailbox });
  const { onSubmit, isPending } = useFormAct(form, identityRoutes.updateProfile, {
    input: (values) => ({ body: values }),
    refreshes: [identityRoutes.session],
    onDone: async () => {
      await switchLocale(form.getValues('locale'));
      notify({ tone: 'good', text: t('form.saved') });
    },
  });
  return (
    <Section title={t('profile.me')}>
      <Facts items={[{ label: t('profile.email'), value: user.email }]} />
      <Form form={form} onSubmit={onSubmit}>
        <TextField name="name" label={t('profile.name')} autoComplete="name" />
        <RadioField name="locale" label={t('profile.locale')} options={[{ value: 'ja', label: '日本語' }, { value: 'en', label: 'English' }]} />
        <CheckboxField name="sharedMailbox" label={t('profile.shared')} text={t('profile.shared')} hint={t('profile.sharedText')} />
        <Button type="submit" loading={isPending}>{t('form.save')}</Button>
      </Form>
    </Section>
  );
}
