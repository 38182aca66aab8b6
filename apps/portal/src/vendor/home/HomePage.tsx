import { useT } from '../../shared/i18n/translate.js';
import { longDate } from '../../shared/jp/dates.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { useSession } from '../../shared/session/session.js';
import { FirstSteps } from './FirstSteps.js';
import { Questions } from './Questions.js';
import { Tasks } from './Tasks.js';
import { Terms } from './Terms.js';
import './home.css';

/** The vendor's first page: four questions above the fold, then what to do about them (F177). */
export function Page() {
  const t = useT();
  const { today } = useSession();
  return (
    <Frame title={t('nav.dashboard')} lead={t('home.today', { date: longDate(today) })}>
      <Questions />
      <FirstSteps />
      <Tasks />
      <Terms />
    </Frame>
  );
}
