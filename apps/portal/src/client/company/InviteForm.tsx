import { clientRoutes } from '@hoshu/api-schema';
import { CheckboxField, Form, RadioField, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import { clientRoleNames, roleHints, roleTexts } from './roles.js';

/** Invites a colleague with a role; 通知権限 is a right of its own (D7). */
export function InviteForm({ onDone }: { readonly onDone: () => void }) {
  const t = useT();
  const form = useRouteForm(clientRoutes.inviteMine, { email: '', noticeAuthority: false });
  const { onSubmit, isPending } = useFormAct(form, clientRoutes.inviteMine, {
    input: (body) => ({ body }), refreshes: [clientRoutes.myMembers],
    onDone: () => { notify({ tone: 'good', text: t('organisation.invite.done') }); onDone(); },
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <TextField name="email" kind="email" label={t('organisation.invite.email')} hint={t('organisation.invite.emailHint')} />
      <RadioField name="role" label={t('organisation.role')} options={clientRoleNames.map((role) => ({ value: role, label: t(roleTexts[role]), hint: t(roleHints[role]) }))} />
      <CheckboxField name="noticeAuthority" label={t('organisation.noticeAuthority')} text={t('organisation.noticeAuthority')} hint={t('organisation.noticeAuthorityHint')} />
      <Button type="submit" fullWidth loading={isPending}>{t('organisation.invite.submit')}</Button>
    </Form>
  );
}
