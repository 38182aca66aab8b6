import { renewalRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { DateText, InstantText } from '../../shared/parts/values.js';
import { ReminderChoice } from './ReminderChoice.js';
import './renewals.css';
import { WhyOf } from '../../shared/parts/WhyOf.js';

type Sent = ResponseOf<typeof renewalRoutes.reminders>['items'][number];

function Answer({ row }: { readonly row: Sent }) {
  const t = useT();
  if (row.accepted === null) return <Status tone="muted" label={t('notices.reminder.waiting')} />;
  return <span className="h-days"><Status tone={row.accepted ? 'good' : 'bad'} label={t(row.accepted ? 'notices.delivery.accepted' : 'notices.delivery.bounced')} /><small>{row.recipient}</small><small>{row.serverResponse}</small><small><InstantText at={row.answeredAt} /></small></span>;
}

/** お知らせの記録: what each side was told about the notice deadlines, and what its mail server said (第17条2項). */
export function ReminderSection({ contractId }: { readonly contractId: string }) {
  const t = useT();
  const query = useRoute(renewalRoutes.reminders, { params: { contractId }, query: { explain: '1' } });
  const explained = query.data?.explained;
  const columns: Column<Sent>[] = [
    { key: 'sent', header: t('notices.reminder.sentOn'), cell: (row, index) => <span className="h-explained"><DateText on={row.sentOn} /><WhyOf values={explained} of={`items.${index}.dueOn`} /></span>, card: 'title' },
    { key: 'party', header: t('notices.reminder.to'), cell: (row) => t(`notices.reminder.party.${row.party}`) },
    { key: 'kind', header: t('notices.reminder.kind'), cell: (row) => t(`notices.reminder.kind.${row.kind}`), card: 'full' },
    { key: 'term', header: t('notices.reminder.term'), cell: (row) => t('notices.reminder.termNumber', { number: row.termNumber }) },
    { key: 'answer', header: t('notices.reminder.answer'), cell: (row) => <Answer row={row} />, card: 'full' },
  ];
  return (
    <Section title={t('notices.reminder.title')} lead={t('notices.reminder.lead')}>
      <QueryView query={query} what={t('notices.reminder.title')}>
        {({ items, choice }) => (
          <>
            <ReminderChoice key={choice.version} choice={choice} contractId={contractId} />
            <DataTable label={t('notices.reminder.title')} columns={columns} rows={items} rowKey={(row) => `${row.termNumber}-${row.kind}-${row.party}`} empty={<p>{t('notices.reminder.none')}</p>} />
          </>
        )}
      </QueryView>
    </Section>
  );
}
