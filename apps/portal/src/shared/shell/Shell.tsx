import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { Suspense, useEffect, useRef, useState, type ComponentType } from 'react';
import { pathTo, patternOf, type Audience, type PathName } from '../../paths.js';
import { isComposing } from '../jp/composition.js';
import { useT } from '../i18n/translate.js';
import { Loading } from '../parts/Loading.js';
import { Notices } from '../parts/Notices.js';
import { SessionGate } from '../session/SessionGate.js';
import { useCan, useSession } from '../session/session.js';
import { StepUpHost } from '../session/StepUpHost.js';
import { Brand } from './Brand.js';
import { DemoBanner } from './DemoBanner.js';
import type { NavEntry } from './nav.js';
import { OtherMemberships } from './OtherMemberships.js';
import { UserMenu } from './UserMenu.js';
import './shell.css';

export interface ShellProps {
  readonly audience: Audience;
  readonly nav: readonly NavEntry[];
  /** Pages that exist; entries of others are not shown. */
  readonly pages: readonly { readonly name: PathName }[];
  readonly profile: string;
  /** Hook that counts what waits, by page; shown as a badge in the menu. Called on every render, so it must be a hook and stay the same. */
  readonly useUnread?: () => Partial<Record<PathName, number>>;
  /** Controls beside the demo clock (進める). */
  readonly demoControls?: ComponentType;
}

const noUnread = () => ({});
const isWithin = (pathname: string, pattern: string, home: string) => (pattern === home ? pathname === home || pathname === `${home}/` : pathname === pattern || pathname.startsWith(`${pattern}/`));

function Menu({ audience, nav, pages, useUnread = noUnread, onNavigate }: ShellProps & { readonly onNavigate: () => void }) {
  const t = useT();
  const can = useCan();
  const unread: Partial<Record<PathName, number>> = useUnread();
  const { pathname } = useLocation();
  const home = patternOf(`${audience}.home`);
  const shown = nav.filter((entry) => pages.some((page) => page.name === entry.name) && (!entry.permission || can(entry.permission)));
  // The audit trail lies below the settings and has a line of its own: the closest one is marked.
  const closest = shown.map(({ name }) => patternOf(name)).filter((pattern) => isWithin(pathname, pattern, home)).sort((a, b) => b.length - a.length)[0];
  return (
    <ul className="h-nav">
      {shown.map((entry) => {
        const to = patternOf(entry.name);
        const current = to === closest;
        const count = unread[entry.name] ?? 0;
        return (
          <li key={entry.name}>
            <Link to={to} onClick={onNavigate} data-current={current || undefined} aria-current={pathname === to ? 'page' : undefined}>
              <entry.icon size={21} stroke={1.7} aria-hidden />
              <span>{t(entry.label)}</span>
              {count > 0 && <span className="h-count">{count}<span className="h-visually-hidden">{t('shell.unread')}</span></span>}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function Frame(props: ShellProps) {
  const t = useT();
  const { membership } = useSession();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    // After a change of page a screen reader starts at the new content, not at the menu.
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <div className="h-shell" data-open={open || undefined} onKeyDown={(event) => { if (event.key === 'Escape' && !isComposing(event.nativeEvent)) setOpen(false); }}>
      <a className="h-skip" href="#main">{t('shell.skip')}</a>
      <header className="h-header">
        <button type="button" className="h-burger" aria-expanded={open} aria-controls="menu" aria-label={t(open ? 'shell.menu.close' : 'shell.menu.open')} onClick={() => setOpen(!open)}><span /></button>
        <Link to={pathTo(`${props.audience}.home`)} className="h-brand" aria-label={t('shell.brandHome')}><Brand /></Link>
        <p className="h-tenant" title={membership?.clientName ?? membership?.tenantName}>{membership?.clientName ?? membership?.tenantName}{membership?.clientName && <span>{t('shell.servedBy', { name: membership.tenantName })}</span>}</p>
        <UserMenu profile={props.profile} />
      </header>
      <nav id="menu" className="h-menu" aria-label={t('shell.menu')}><div className="h-menu-stay"><Menu {...props} onNavigate={() => setOpen(false)} /><OtherMemberships /></div></nav>
      <button type="button" className="h-veil" tabIndex={-1} aria-hidden onClick={() => setOpen(false)} />
      <div className="h-body">
        <DemoBanner controls={props.demoControls} />
        <main id="main" ref={main} tabIndex={-1}><Suspense fallback={<Loading />}><Outlet /></Suspense></main>
      </div>
      <Notices />
      <StepUpHost />
    </div>
  );
}

/** Frame of a signed-in audience: menu, tenant, user menu, demo clock, page. */
export const Shell = (props: ShellProps) => <SessionGate audience={props.audience}><Frame {...props} /></SessionGate>;
