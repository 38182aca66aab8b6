import { IconChevronDown, IconUserCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useT } from '../i18n/translate.js';
import { useSession, useSignOut, useSwitchMembership } from '../session/session.js';
import { LanguageSwitch, SchemeSwitch } from './switches.js';
import { useDisclosureMenu } from './useDisclosureMenu.js';

/** Name, memberships, language, appearance, sign-out. */
export function UserMenu({ profile }: { readonly profile: string }) {
  const t = useT();
  const { user, membership, memberships } = useSession();
  const { open, setOpen, box, button } = useDisclosureMenu();
  const panel = useId();
  const switching = useSwitchMembership();
  const leaving = useSignOut();
  return (
    <div className="h-user" ref={box}>
      <button ref={button} type="button" className="h-user-button" aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)}>
        <IconUserCircle size={22} stroke={1.6} aria-hidden /><span className="h-user-name">{user.name}</span><span className="h-visually-hidden">{t('shell.userMenu')}</span><IconChevronDown size={16} aria-hidden />
      </button>
      <div id={panel} className="h-user-panel" hidden={!open}>
        <p className="h-user-who"><strong>{user.name}</strong><span>{user.email}</span></p>
        {memberships.length > 1 && (
          <div className="h-user-group">
            <p className="h-label">{t('shell.memberships')}</p>
            {memberships.map((item) => (
              <button key={item.id} type="button" disabled={item.id === membership?.id || switching.isPending} aria-current={item.id === membership?.id ? 'true' : undefined} onClick={() => switching.run({ body: { membershipId: item.id } })}>
                {item.clientName ?? item.tenantName}<small>{t(`shell.kind.${item.kind}`)}</small>
              </button>
            ))}
          </div>
        )}
        <div className="h-user-group"><LanguageSwitch /><SchemeSwitch /></div>
        <div className="h-user-group">
          <Link to={profile} onClick={() => setOpen(false)}>{t('shell.profile')}</Link>
          <button type="button" disabled={leaving.isPending} onClick={() => leaving.run({})}>{t('shell.signOut')}</button>
        </div>
      </div>
    </div>
  );
}
