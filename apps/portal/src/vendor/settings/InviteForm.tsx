import { companyRoutes } from '@hoshu/api-schema';
import { CheckboxField, Form, RadioField, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import { roleOptions } from './roles.js';

/** Invites a colleague by e-mail; the link is good for 72 hours. */
export function InviteForm() {
  const t = useT();
  const form = useRouteForm(companyRoutes.invite, { email: '', role: 'technician', noticeAuthority: false });
  const { onSubmit, isPending } = useFormAct(form, companyRoutes.invite, {
    input: (values) => ({ body: values }), refreshes: [companyRoutes.members, companyRoutes.onboarding],
    onDone: () => {
      form.reset();
      notify({ tone: 'good', text: t('settings.invited') });
    },
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <TextField name="email" kind="email" label={t('settings.inviteEmail')} autoComplete="off" maxWidth={460} />
      <RadioField name="role" label={t('settings.member.role')} options={roleOptions(t)} />
      <CheckboxField name="noticeAuthority" label={t('settings.member.notice')} text={t('settings.member.notice')} hint={t('settings.member.noticeText')} />
      <div className="h-page-actions"><Button type="submit" loading={isPending}>{t('settings.inviteSend')}</Button></div>
    </Form>
  );
}
