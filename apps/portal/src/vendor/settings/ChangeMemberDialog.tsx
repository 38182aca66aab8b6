import { companyRoutes } from '@hoshu/api-schema';
import { CheckboxField, Form, RadioField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { Dialog } from '../../shared/parts/Dialog.js';
import { notify } from '../../shared/parts/notify.js';
import type { Member } from './MembersPage.js';
import { roleOptions } from './roles.js';

interface ChangeMemberDialogProps { readonly member: Member; readonly lastOwner: boolean; readonly onClose: () => void }

/** Role and 通知権限 of one colleague, in force at the next click of that person. The last owner stays one. */
export function ChangeMemberDialog({ member, lastOwner, onClose }: ChangeMemberDialogProps) {
  const t = useT();
  const options = roleOptions(t);
  const form = useRouteForm(companyRoutes.changeMember, { role: options.some((option) => option.value === member.role) ? (member.role as 'owner') : 'technician', noticeAuthority: member.noticeAuthority });
  const { onSubmit, isPending } = useFormAct(form, companyRoutes.changeMember, {
    input: (values) => ({ params: { membershipId: member.id }, body: values }), refreshes: [companyRoutes.members],
    onDone: () => {
      notify({ tone: 'good', text: t('settings.member.changed') });
      onClose();
    },
  });
  return (
    <Dialog opened onClose={onClose} title={t('settings.member.changeOf', { name: member.name })}>
      <Form form={form} onSubmit={onSubmit}>
        {lastOwner && <p className="h-note-small">{t('settings.member.lastOwnerText')}</p>}
        <RadioField name="role" label={t('settings.member.role')} options={options.map((option) => ({ ...option, disabled: lastOwner && option.value !== 'owner' }))} />
        <CheckboxField name="noticeAuthority" label={t('settings.member.notice')} text={t('settings.member.notice')} hint={t('settings.member.noticeText')} />
        <div className="h-dialog-actions"><Button variant="default" onClick={onClose}>{t('shell.cancel')}</Button><Button type="submit" loading={isPending}>{t('form.save')}</Button></div>
      </Form>
    </Dialog>
  );
}
