import { Link, Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { pathTo } from '../paths.js';
import { useT } from '../shared/i18n/translate.js';
import { Loading } from '../shared/parts/Loading.js';
import { Notices } from '../shared/parts/Notices.js';
import { Brand } from '../shared/shell/Brand.js';
import { LanguageSwitch, SchemeSwitch } from '../shared/shell/switches.js';
import './public.css';

/** Frame of the pages before signing in. */
export function PublicFrame() {
  const t = useT();
  return (
    <div className="h-public">
      <a className="h-skip" href="#main">{t('shell.skip')}</a>
      <header className="h-public-head">
        <Link to={pathTo('public.landing')} className="h-brand" aria-label={t('shell.brandHome')}><Brand /></Link>
        <Link to={pathTo('public.signIn')} className="h-public-sign-in">{t('shell.signIn')}</Link>
      </header>
      <main id="main" tabIndex={-1}><Suspense fallback={<Loading />}><Outlet /></Suspense></main>
      <footer className="h-public-foot" aria-label={t('entry.footer')}>
        <nav aria-label={t('entry.documents.title')}>
          <Link to={pathTo('public.check')}>{t('entry.check')}</Link>
          <Link to={pathTo('public.terms')}>{t('entry.terms')}</Link>
          <Link to={pathTo('public.privacy')}>{t('entry.privacy')}</Link>
          <Link to={pathTo('public.processing')}>{t('entry.processing')}</Link>
        </nav>
        <div className="h-public-switches"><LanguageSwitch /><SchemeSwitch /></div>
      </footer>
      <Notices />
    </div>
  );
}
