import { identityRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { useAct, useRoute } from '../api.js';
import { useT } from '../i18n/translate.js';
import { ConfirmDialog } from '../parts/ConfirmDialog.js';
import { DataTable } from '../parts/DataTable.js';
import { notify } from '../parts/notify.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { InstantText } from '../parts/values.js';
import { deviceName } from './device-name.js';
import './profile.css';
import { Button } from '../parts/Button.js';

type SignIn = ResponseOf<typeof identityRoutes.listSessions>['items'][number];

/** Where this person is signed in, and ending a sign-in elsewhere. */
export function SessionsSection() {
  const t = useT();
  const query = useRoute(identityRoutes.listSessions, {});
  const [ending, setEnding] = useState<SignIn | null>(null);
  const revoking = useAct(identityRoutes.revokeSession, { refreshes: [identityRoutes.listSessions], onDone: () => notify({ tone: 'good', text: t('profile.revoked') }) });
  const nameOf = (signIn: SignIn) => deviceName(signIn.userAgent) || t('profile.deviceUnknown');
  const device = (signIn: SignIn) => (
    <span className="h-device"><strong>{nameOf(signIn)}</strong>{signIn.current && <Status tone="info" label={t('profile.current')} />}{signIn.assurance === 'two' && <Status tone="good" label={t('profile.twoFactor')} />}</span>
  );
  const end = (signIn: SignIn) => (signIn.current ? null : <Button variant="default" size="sm" aria-label={t('profile.revokeOf', { device: nameOf(signIn) })} onClick={() => setEnding(signIn)}>{t('profile.revoke')}</Button>);
  return (
    <Section title={t('profile.sessions')} lead={t('profile.sessionsText')}>
      <QueryView query={query} what={t('profile.sessions')}>
        {({ items }) => (
          <DataTable label={t('profile.sessions')} rows={items} rowKey={(signIn) => signIn.id} columns={[
            { key: 'device', header: t('profile.device'), cell: device, card: 'title' },
            { key: 'seen', header: t('profile.lastSeen'), cell: (signIn) => <InstantText at={signIn.lastSeenAt} /> },
            { key: 'since', header: t('profile.since'), cell: (signIn) => <InstantText at={signIn.createdAt} /> },
            { key: 'ip', header: t('profile.ip'), cell: (signIn) => signIn.ip },
            { key: 'end', header: t('profile.revoke'), cell: end, card: 'full' },
          ]} />
        )}
      </QueryView>
      <ConfirmDialog opened={ending !== null} onClose={() => setEnding(null)} danger title={ending ? t('profile.revokeOf', { device: nameOf(ending) }) : ''} confirmLabel={t('profile.revoke')} onConfirm={() => revoking.act({ params: { sessionId: ending?.id ?? '' } })}>{t('profile.revokeText')}</ConfirmDialog>
    </Section>
  );
}
