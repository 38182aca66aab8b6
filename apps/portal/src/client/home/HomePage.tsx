import { useT } from '../../shared/i18n/translate.js';
import { longDate } from '../../shared/jp/dates.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { Section } from '../../shared/parts/Section.js';
import { useSession } from '../../shared/session/session.js';

export function Page() {
  const t = useT();
  const { user, today } = useSession();
  return (
    <Frame title={t('home.client.greeting', { name: user.name })} lead={t('home.today', { date: longDate(today) })}>
      <Section title={t('home.tasks')}><EmptyState title={t('home.client.none')} text={t('home.client.noneText')} /></Section>
    </Frame>
  );
}
