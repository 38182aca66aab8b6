import { useT } from '../i18n/translate.js';
import { Page as Frame } from '../parts/Page.js';
import { PasswordSection } from './PasswordSection.js';
import { PersonSection } from './PersonSection.js';
import { SessionsSection } from './SessionsSection.js';
import { TotpSection } from './TotpSection.js';

/** Who I am and how I sign in; the same page for all three audiences. */
export function Page() {
  const t = useT();
  return (
    <Frame title={t('profile.title')}>
      <div className="h-columns">
        <PersonSection />
        <PasswordSection />
      </div>
      <TotpSection />
      <SessionsSection />
    </Frame>
  );
}
