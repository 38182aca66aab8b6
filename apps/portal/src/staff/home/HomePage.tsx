import { supportRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { longDate } from '../../shared/jp/dates.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Figures } from '../../shared/parts/Facts.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { AppLink } from '../../shared/router/links.js';
import { useCan, useSession } from '../../shared/session/session.js';
import { isOpen, isSoon, type CaseRow } from '../cases/case-words.js';
import { CaseTable } from '../cases/CaseTable.js';
import { Health } from '../platform/Health.js';

function Tiles({ items }: { readonly items: readonly CaseRow[] }) {
  const t = useT();
  const count = (fits: (row: CaseRow) => boolean) => t('desk.number', { count: items.filter(fits).length });
  return <Figures items={[
    { label: t('desk.tile.open'), value: count(isOpen) }, { label: t('desk.tile.soon'), value: count(isSoon) },
    { label: t('desk.tile.mine'), value: count((row) => row.handledByMe) }, { label: t('desk.tile.missing'), value: count((row) => isOpen(row) && row.result === '不足') },
  ]} />;
}

function Desk() {
  const t = useT();
  const query = useRoute(supportRoutes.notices, {});
  return (
    <QueryView query={query} what={t('desk.title')}>
      {({ items }) => (
        <>
          <Tiles items={items} />
          <Section title={t('desk.openCases')} lead={t('desk.openLead')} aside={<AppLink to={pathTo('staff.cases')}>{t('desk.toAll')}</AppLink>}>
            {items.some(isOpen) ? <CaseTable rows={items.filter(isOpen)} label={t('desk.openCases')} /> : <EmptyState title={t('desk.none')} text={t('desk.noneText')} />}
          </Section>
        </>
      )}
    </QueryView>
  );
}

/** Each of the two kinds of staff sees its own work and nothing of the other's. */
export function Page() {
  const t = useT();
  const can = useCan();
  const { today } = useSession();
  return (
    <Frame title={t('nav.home')} lead={can('support.queue') ? t('home.today', { date: longDate(today) }) : t('platform.lead')}>
      {can('support.queue') && <Desk />}
      {can('operator.tenants') && <Health />}
    </Frame>
  );
}
