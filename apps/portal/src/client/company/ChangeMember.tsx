import { clientRoutes } from '@hoshu/api-schema';
import { FormDialog } from '../../shared/form/FormDialog.js';
import { CheckboxField, RadioField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { notify } from '../../shared/parts/notify.js';
import type { Member } from './MembersSection.js';
import { clientRoleNames, roleHints, roleTexts } from './roles.js';

interface ChangeMemberProps { readonly member: Member; readonly lastOwner: boolean; readonly onClose: () => void }

/** Role and 通知権限 of one colleague, in force at that person's next click. The last owner stays one. */
export function ChangeMember({ member, lastOwner, onClose }: ChangeMemberProps) {
  const t = useT();
  const role = clientRoleNames.find((name) => name === member.role) ?? 'accounting';
  const form = useRouteForm(clientRoutes.changeMyMember, { role, noticeAuthority: member.noticeAuthority });
  const { onSubmit, isPending } = useFormAct(form, clientRoutes.changeMyMember, {
    input: (body) => ({ params: { membershipId: member.id }, body }), refreshes: [clientRoutes.myMembers],
    onDone: () => { notify({ tone: 'good', text: t('organisation.changed') }); onClose(); },
  });
  return (
    <FormDialog title={t('organisation.changeOf', { name: member.name })} confirmLabel={t('form.save')} form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      {lastOwner && <p className="h-note-small">{t('organisation.lastOwnerText')}</p>}
      <RadioField name="role" label={t('organisation.role')} options={clientRoleNames.map((name) => ({ value: name, label: t(roleTexts[name]), hint: t(roleHints[name]), disabled: lastOwner && name !== 'owner' }))} />
      <CheckboxField name="noticeAuthority" label={t('organisation.noticeAuthority')} text={t('organisation.noticeAuthority')} hint={t('organisation.noticeAuthorityHint')} />
    </FormDialog>
  );
}
