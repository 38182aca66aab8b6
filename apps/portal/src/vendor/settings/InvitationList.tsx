import { companyRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { useAct } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { ConfirmDialog } from '../../shared/parts/ConfirmDialog.js';
import { DataTable } from '../../shared/parts/DataTable.js';
import { notify } from '../../shared/parts/notify.js';
import { Section } from '../../shared/parts/Section.js';
import { InstantText } from '../../shared/parts/values.js';
import { useCan } from '../../shared/session/session.js';
import { roleLabel } from './roles.js';

type Invitation = ResponseOf<typeof companyRoutes.members>['invitations'][number];

/** Invitations nobody has accepted yet. */
export function InvitationList({ invitations }: { readonly invitations: readonly Invitation[] }) {
  const t = useT();
  const mayRevoke = useCan()('member.invite');
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  const revoke = useAct(companyRoutes.revokeInvitation, { refreshes: [companyRoutes.members, companyRoutes.onboarding], onDone: () => notify({ tone: 'good', text: t('settings.invitation.revoked') }) });
  return (
    <Section title={t('settings.invitations')} lead={t('settings.invitationsText')}>
      <DataTable label={t('settings.invitations')} rows={invitations} rowKey={(row) => row.id} columns={[
        { key: 'email', header: t('settings.inviteEmail'), cell: (row) => row.email, card: 'title' },
        { key: 'role', header: t('settings.member.role'), cell: (row) => roleLabel(t, row.role) },
        { key: 'sent', header: t('settings.invitation.sent'), cell: (row) => <InstantText at={row.createdAt} /> },
        ...(mayRevoke ? [{ key: 'acts', header: t('settings.member.acts'), cell: (row: Invitation) => <Button variant="default" size="sm" danger aria-label={t('settings.invitation.revokeOf', { email: row.email })} onClick={() => setRevoking(row)}>{t('settings.invitation.revoke')}</Button>, card: 'full' as const }] : []),
      ]} />
      <ConfirmDialog opened={revoking !== null} onClose={() => setRevoking(null)} danger title={t('settings.invitation.revokeOf', { email: revoking?.email ?? '' })} confirmLabel={t('settings.invitation.revoke')} onConfirm={() => revoke.act({ params: { invitationId: revoking?.id ?? '' } })}>{t('settings.invitation.revokeText')}</ConfirmDialog>
    </Section>
  );
}
