import { clientRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { useAct } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { ConfirmDialog } from '../../shared/parts/ConfirmDialog.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { notify } from '../../shared/parts/notify.js';
import { InstantText } from '../../shared/parts/values.js';
import { useCan } from '../../shared/session/session.js';
import { roleText } from './roles.js';

type Invitation = ResponseOf<typeof clientRoutes.myMembers>['invitations'][number];

/** Who was invited and has not come yet; an invitation can be taken back. */
export function Invited({ invitations }: { readonly invitations: readonly Invitation[] }) {
  const t = useT();
  const mayRevoke = useCan()('member.invite');
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  const revoke = useAct(clientRoutes.revokeMyInvitation, { refreshes: [clientRoutes.myMembers], onDone: () => notify({ tone: 'good', text: t('organisation.revoked') }) });
  if (invitations.length === 0) return null;
  const columns: Column<Invitation>[] = [
    { key: 'email', header: t('organisation.email'), cell: (row) => row.email, card: 'title' },
    { key: 'role', header: t('organisation.role'), cell: (row) => { const text = roleText(row.role); return text ? t(text) : row.role; } },
    { key: 'sent', header: t('organisation.invitedAt'), cell: (row) => <InstantText at={row.createdAt} /> },
    ...(mayRevoke ? [{ key: 'act', header: t('organisation.act'), card: 'full' as const, cell: (row: Invitation) => <Button size="sm" variant="default" danger aria-label={t('organisation.revokeOf', { email: row.email })} onClick={() => setRevoking(row)}>{t('organisation.revoke')}</Button> }] : []),
  ];
  return (
    <>
      <h3>{t('organisation.invited')}</h3>
      <DataTable label={t('organisation.invited')} columns={columns} rows={invitations} rowKey={(row) => row.id} />
      <ConfirmDialog opened={revoking !== null} onClose={() => setRevoking(null)} danger title={t('organisation.revokeOf', { email: revoking?.email ?? '' })} confirmLabel={t('organisation.revoke')} onConfirm={() => revoke.act({ params: { invitationId: revoking?.id ?? '' } })}>{t('organisation.revokeText')}</ConfirmDialog>
    </>
  );
}
