import { companyRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { useAct, useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { ConfirmDialog } from '../../shared/parts/ConfirmDialog.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { notify } from '../../shared/parts/notify.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { InstantText } from '../../shared/parts/values.js';
import { useCan } from '../../shared/session/session.js';
import { ChangeMemberDialog } from './ChangeMemberDialog.js';
import { InvitationList } from './InvitationList.js';
import { InviteForm } from './InviteForm.js';
import { roleLabel } from './roles.js';
import './settings.css';

export type Member = ResponseOf<typeof companyRoutes.members>['items'][number];
interface Acts { readonly onChange: (member: Member) => void; readonly onRemove: (member: Member) => void }

function MemberTable({ members, onChange, onRemove }: Acts & { readonly members: readonly Member[] }) {
  const t = useT();
  const mayChange = useCan()('member.invite');
  const owners = members.filter((member) => member.role === 'owner').length;
  const acts = (member: Member) => (
    <span className="h-member-acts">
      <Button variant="default" size="sm" aria-label={t('settings.member.changeOf', { name: member.name })} onClick={() => onChange(member)}>{t('settings.member.change')}</Button>
      {member.role === 'owner' && owners === 1 ? <span className="h-note-small">{t('settings.member.lastOwner')}</span>
        : <Button variant="default" size="sm" danger aria-label={t('settings.member.removeOf', { name: member.name })} onClick={() => onRemove(member)}>{t('settings.member.remove')}</Button>}
    </span>
  );
  const columns: Column<Member>[] = [
    { key: 'name', header: t('settings.member.name'), cell: (member) => <span className="h-member"><strong>{member.name}</strong>{member.isSelf && <Status tone="info" label={t('settings.member.self')} />}<small>{member.email}</small></span>, card: 'title' },
    { key: 'role', header: t('settings.member.role'), cell: (member) => <span className="h-member-role">{roleLabel(t, member.role)}</span> },
    { key: 'notice', header: t('settings.member.notice'), cell: (member) => t(member.noticeAuthority ? 'settings.yes' : 'settings.no') },
    { key: 'factor', header: t('settings.member.secondFactor'), cell: (member) => (member.secondFactor ? <Status tone="good" label={t('settings.member.factorOn')} /> : <Status tone="muted" label={t('settings.member.factorOff')} />) },
    { key: 'since', header: t('settings.member.since'), cell: (member) => <InstantText at={member.createdAt} />, card: 'hidden' },
    ...(mayChange ? [{ key: 'acts', header: t('settings.member.acts'), cell: acts, card: 'full' as const }] : []),
  ];
  return <DataTable label={t('settings.members')} rows={members} rowKey={(member) => member.id} columns={columns} />;
}

/** Colleagues, their roles, and who is invited. */
export function Page() {
  const t = useT();
  const query = useRoute(companyRoutes.members, {});
  const [changing, setChanging] = useState<Member | null>(null);
  const [removing, setRemoving] = useState<Member | null>(null);
  const remove = useAct(companyRoutes.removeMember, { refreshes: [companyRoutes.members, companyRoutes.onboarding], onDone: () => notify({ tone: 'good', text: t('settings.member.removed') }) });
  return (
    <Frame title={t('settings.members')} crumbs={[{ label: t('nav.settings'), to: pathTo('vendor.settings') }]} lead={t('settings.membersLead')}>
      <QueryView query={query} what={t('settings.members')}>
        {({ items, invitations }) => (
          <>
            <Section title={t('settings.member.list')}><MemberTable members={items} onChange={setChanging} onRemove={setRemoving} /></Section>
            {invitations.length > 0 && <InvitationList invitations={invitations} />}
            <Section title={t('settings.invite')} lead={t('settings.inviteText')}>
              <PermissionGate permission="member.invite" whoCan={t('settings.role.owner')}><InviteForm /></PermissionGate>
            </Section>
            {changing && <ChangeMemberDialog member={changing} lastOwner={changing.role === 'owner' && items.filter((member) => member.role === 'owner').length === 1} onClose={() => setChanging(null)} />}
          </>
        )}
      </QueryView>
      <ConfirmDialog opened={removing !== null} onClose={() => setRemoving(null)} danger title={t('settings.member.removeOf', { name: removing?.name ?? '' })} confirmLabel={t('settings.member.remove')} onConfirm={() => remove.act({ params: { membershipId: removing?.id ?? '' } })}>{t('settings.member.removeText')}</ConfirmDialog>
    </Frame>
  );
}
