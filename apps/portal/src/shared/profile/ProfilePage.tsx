import { useT } from '../i18n/translate.js';
import { Page as Frame } from '../parts/Page.js';
import { useCan } from '../session/session.js';
import { CalendarSection } from './CalendarSection.js';
import { PasswordSection } from './PasswordSection.js';
import { PersonSection } from './PersonSection.js';
import { SessionsSection } from './SessionsSection.js';
import { TotpSection } from './TotpSection.js';

/** Who I am and how I sign in; the same page for all three audiences; staff has no contracts and so no calendar. */
export function Page() {
  const t = useT();
  const can = useCan();
  return (
    <Frame title={t('profile.title')}>
      <div className="h-columns">
        <PersonSection />
        <PasswordSection />
      </div>
      <TotpSection />
      <SessionsSection />
      {can('contract.read') && <CalendarSection />}
    </Frame>
  );
}
