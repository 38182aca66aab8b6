import type { Audience } from '../../paths.js';
import { useT } from '../i18n/translate.js';
import { MessagePage } from '../parts/MessagePage.js';
import { useSignOut, useSwitchMembership, type Session } from './session.js';
import { Button } from '../parts/Button.js';

/** For someone whose present membership does not open this page. `audience`: the one the page is for, if any. */
export function MembershipChoice({ session, audience }: { readonly session: Session; readonly audience?: Audience }) {
  const t = useT();
  const switching = useSwitchMembership();
  const leaving = useSignOut();
  const fitting = session.memberships.filter((membership) => membership.kind === audience);
  const offered = fitting.length > 0 ? fitting : session.memberships;
  const { email } = session.user;
  return (
    <MessagePage title={t(audience ? 'shell.wrongAudience.title' : 'shell.membership.title')} text={t(offered.length > 0 ? 'shell.wrongAudience.text' : 'shell.wrongAudience.none', { email })}>
      <div className="h-stack">
        {offered.map((membership) => (
          <Button key={membership.id} variant="default" loading={switching.isPending} onClick={() => switching.run({ body: { membershipId: membership.id } })}>
            {t('shell.membership.open', { name: membership.clientName ?? membership.tenantName })}
          </Button>
        ))}
        <Button variant="subtle" onClick={() => leaving.run({})}>{t('shell.signOut')}</Button>
      </div>
    </MessagePage>
  );
}
