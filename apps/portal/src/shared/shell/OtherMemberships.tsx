import { IconArrowsExchange } from '@tabler/icons-react';
import { useT } from '../i18n/translate.js';
import { useSession, useSwitchMembership } from '../session/session.js';

/** More than these stand in the user menu alone. */
const most = 5;

/** The person's other companies, one click away (F139). Nothing for someone with one membership. */
export function OtherMemberships() {
  const t = useT();
  const { membership, memberships } = useSession();
  const switching = useSwitchMembership();
  const others = memberships.filter((item) => item.id !== membership?.id).slice(0, most);
  if (others.length === 0) return null;
  return (
    <div className="h-others">
      <p className="h-label">{t('shell.memberships')}</p>
      {others.map((item) => (
        <button key={item.id} type="button" disabled={switching.isPending} onClick={() => switching.run({ body: { membershipId: item.id } })}>
          <IconArrowsExchange size={18} stroke={1.7} aria-hidden /><span>{item.clientName ?? item.tenantName}<small>{t(`shell.kind.${item.kind}`)}</small></span>
        </button>
      ))}
    </div>
  );
}
