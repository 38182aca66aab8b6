import { noticeRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useRoute } from '../api/hooks.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { longDate } from '../jp/dates.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { DateText } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';

type Deadlines = ResponseOf<typeof noticeRoutes.deadlines>;
type Explained = Deadlines['explained'][number];

/** What a person should do about the deadline of 第17条2項, in one sentence. */
function Advice({ deadline }: { readonly deadline: NonNullable<Deadlines['noticeDeadline']> }) {
  const t = useT();
  if (deadline.timingToday === 'late') return <p className="h-note-small">{t('contracts.deadline.late')}</p>;
  return (
    <p className="h-note-small">
      {t(deadline.daysLeft <= 60 ? 'contracts.deadline.near' : 'contracts.deadline.far', { days: deadline.daysLeft })}
      {t('contracts.deadline.safe', { posting: longDate(deadline.safePostingOn), safe: longDate(deadline.safeOn) })}
    </p>
  );
}

function Row({ entry, deadlines }: { readonly entry: Explained; readonly deadlines: Deadlines }) {
  const t = useT();
  const label = entry.label[textLanguage()];
  const { noticeDeadline, survival } = deadlines;
  return (
    <li>
      <span className="h-deadline-label">{label}{entry.key === 'survivalLastOn' && survival.isForecast && <small>{t('contracts.deadline.forecast')}</small>}</span>
      <span className="h-explained"><strong><DateText on={entry.value} form="deadline" /></strong>{entry.explanation.needsReview && <Status tone="warn" label={t('shell.why.review')} />}<WhyPopover explanation={entry.explanation} subject={label} /></span>
      {entry.key === 'noticeDeadlineOn' && noticeDeadline && <Advice deadline={noticeDeadline} />}
    </li>
  );
}

/** 満了日, 通知期限, 更新, 秘密保持: every day with the reason for it. */
export function DeadlinesSection({ contractId }: { readonly contractId: string }) {
  const t = useT();
  const query = useRoute(noticeRoutes.deadlines, { params: { contractId } });
  return (
    <Section title={t('contracts.deadlines')}>
      <QueryView query={query} what={t('contracts.deadlines')}>
        {(deadlines) => (
          <>
            {deadlines.endsOn && <p><Status tone="warn" label={t(deadlines.endBasis === '541' ? 'contracts.deadline.ends541' : 'contracts.deadline.ends', { date: longDate(deadlines.endsOn), article: deadlines.endBasis ?? '' })} />{deadlines.endNeedsReview && <> <Status tone="warn" label={t('shell.why.review')} /></>}</p>}
            <p className="h-note-small">{t('contracts.deadline.term', { number: deadlines.termNumber, starts: longDate(deadlines.termStartsOn), last: longDate(deadlines.termLastOn) })}</p>
            <ul className="h-deadlines">{deadlines.explained.map((entry) => <Row key={entry.key} entry={entry} deadlines={deadlines} />)}</ul>
          </>
        )}
      </QueryView>
    </Section>
  );
}
