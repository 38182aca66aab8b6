import './company.css';
import { clientRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { useAct, useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { ConfirmDialog } from '../../shared/parts/ConfirmDialog.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { Dialog } from '../../shared/parts/Dialog.js';
import { notify } from '../../shared/parts/notify.js';
import { GatedButton } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { InstantText } from '../../shared/parts/values.js';
import { useCan } from '../../shared/session/session.js';
import { ChangeMember } from './ChangeMember.js';
import { Invited } from './Invited.js';
import { InviteForm } from './InviteForm.js';
import { roleText, roleTexts } from './roles.js';

type Members = ResponseOf<typeof clientRoutes.myMembers>;
export type Member = Members['items'][number];

interface Acts { readonly onChange: (member: Member) => void; readonly onRemove: (member: Member) => void }

function useColumns({ onChange, onRemove }: Acts): Column<Member>[] {
  const t = useT();
  const can = useCan();
  return [
    { key: 'name', header: t('organisation.member'), cell: (row) => <>{row.name}{row.isSelf && t('organisation.you')}</>, card: 'title' },
    { key: 'email', header: t('organisation.email'), cell: (row) => row.email, card: 'full' },
    { key: 'role', header: t('organisation.role'), cell: (row) => { const text = roleText(row.role); return text ? t(text) : row.role; } },
    { key: 'notice', header: t('organisation.noticeAuthority'), cell: (row) => <Status tone={row.noticeAuthority ? 'good' : 'muted'} label={t(row.noticeAuthority ? 'organisation.yes' : 'organisation.no')} /> },
    { key: 'since', header: t('organisation.since'), cell: (row) => <InstantText at={row.createdAt} /> },
    ...(can('member.invite') ? [{
      key: 'act', header: t('organisation.act'), card: 'full' as const,
      cell: (row: Member) => (
        <span className="h-member-acts">
          <Button size="sm" variant="default" onClick={() => onChange(row)} aria-label={t('organisation.changeOf', { name: row.name })}>{t('organisation.change')}</Button>
          {row.isSelf ? <span className="h-note-small">{t('organisation.selfStays')}</span> : <Button size="sm" variant="default" danger onClick={() => onRemove(row)} aria-label={t('organisation.removeOf', { name: row.name })}>{t('organisation.remove')}</Button>}
        </span>
      ),
    }] : []),
  ];
}

/** Who of 甲 may use the portal, and as what. */
export function MembersSection() {
  const t = useT();
  const [inviting, setInviting] = useState(false);
  const [changing, setChanging] = useState<Member | null>(null);
  const [leaving, setLeaving] = useState<Member | null>(null);
  const query = useRoute(clientRoutes.myMembers, {});
  const removing = useAct(clientRoutes.removeMyMember, { refreshes: [clientRoutes.myMembers], onDone: () => notify({ tone: 'good', text: t('organisation.removed') }) });
  const columns = useColumns({ onChange: setChanging, onRemove: setLeaving });
  return (
    <Section title={t('organisation.members')} lead={t('organisation.membersLead')} aside={<GatedButton permission="member.invite" whoCan={t(roleTexts.owner)} obtainable onClick={() => setInviting(true)}>{t('organisation.invite')}</GatedButton>}>
      <QueryView query={query} what={t('organisation.members')}>
        {({ items, invitations }) => (
          <>
            <DataTable label={t('organisation.members')} columns={columns} rows={items} rowKey={(row) => row.id} />
            <Invited invitations={invitations} />
            {changing && <ChangeMember member={changing} lastOwner={changing.role === 'owner' && items.filter(({ role }) => role === 'owner').length === 1} onClose={() => setChanging(null)} />}
          </>
        )}
      </QueryView>
      <Dialog opened={inviting} onClose={() => setInviting(false)} title={t('organisation.invite')}><InviteForm onDone={() => setInviting(false)} /></Dialog>
      <ConfirmDialog opened={leaving !== null} onClose={() => setLeaving(null)} title={t('organisation.remove.title')} confirmLabel={t('organisation.remove')} danger onConfirm={() => removing.act({ params: { membershipId: leaving?.id ?? '' } })}>
        {t('organisation.remove.text', { name: leaving?.name ?? '' })}
      </ConfirmDialog>
    </Section>
  );
}
