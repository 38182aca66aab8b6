import { supportRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { ButtonLink } from '../../shared/parts/Button.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Filters, FilterSelect } from '../../shared/parts/Filters.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { useAddressQuery } from '../../shared/router/links.js';
import { MailsSection } from '../mails/MailsSection.js';
import { isOpen, type CaseRow } from './case-words.js';
import { MassExit } from './MassExit.js';
import { CaseTable } from './CaseTable.js';

const shows = ['open', 'mine'] as const;
type Show = (typeof shows)[number];
const fits: Readonly<Record<Show, (row: CaseRow) => boolean>> = { open: isOpen, mine: (row) => row.handledByMe };

/** The whole queue; which part is shown stands in the address. */
export function Page() {
  const t = useT();
  const [values, change] = useAddressQuery();
  const show = shows.find((entry) => entry === values['show']);
  const query = useRoute(supportRoutes.notices, {});
  return (
    <Frame title={t('desk.title')} lead={t('desk.lead')} actions={<ButtonLink to={pathTo('staff.caseNew')} variant="default">{t('desk.new')}</ButtonLink>}>
      <Filters label={t('desk.show')}>
        <FilterSelect label={t('desk.show')} allLabel={t('desk.show.all')} value={show ?? ''} options={shows.map((entry) => ({ value: entry, label: t(`desk.show.${entry}`) }))} onChange={(value) => change({ show: value })} />
      </Filters>
      <QueryView query={query} what={t('desk.title')}>
        {({ items }) => {
          const rows = show ? items.filter(fits[show]) : items;
          if (items.length === 0) return <EmptyState title={t('desk.none')} text={t('desk.noneText')} />;
          if (rows.length === 0) return <EmptyState title={t('desk.noHit')} />;
          return <><MassExit rows={items} /><p role="status" className="h-note-small">{t('desk.count', { count: rows.length })}</p><CaseTable rows={rows} label={t('desk.title')} /></>;
        }}
      </QueryView>
      <MailsSection />
    </Frame>
  );
}
