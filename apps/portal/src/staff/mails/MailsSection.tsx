import { mailroomRoutes, type ResponseOf } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status, type Tone } from '../../shared/parts/Status.js';
import { InstantText } from '../../shared/parts/values.js';
import { AppLink } from '../../shared/router/links.js';

type Row = ResponseOf<typeof mailroomRoutes.deskMails>['items'][number];
const tones: Readonly<Record<Row['state'], Tone>> = { waiting: 'warn', assigned: 'good', set_aside: 'muted' };

/** Mails of which nobody knows the contract yet; waiting ones first. */
export function MailsSection() {
  const t = useT();
  const query = useRoute(mailroomRoutes.deskMails, {});
  const columns: Column<Row>[] = [
    { key: 'subject', header: t('desk.mails.subject'), cell: (row) => <AppLink to={pathTo('staff.mail', { mailId: row.id })}>{row.subject || t('desk.mails.noSubject')}</AppLink>, card: 'title' },
    { key: 'from', header: t('desk.mails.from'), cell: (row) => row.fromAddress || row.mailFrom, card: 'full' },
    { key: 'at', header: t('desk.mails.at'), cell: (row) => <InstantText at={row.receivedAt} /> },
    { key: 'state', header: t('desk.mails.state'), cell: (row) => <><Status tone={tones[row.state]} label={t(`desk.mails.state.${row.state}`)} />{row.handledBy && <><br /><small>{row.handledBy}</small></>}</> },
  ];
  return (
    <Section title={t('desk.mails.title')} lead={t('desk.mails.lead')}>
      <QueryView query={query} what={t('desk.mails.title')}>
        {({ items }) => <DataTable label={t('desk.mails.title')} columns={columns} rows={items} rowKey={(row) => row.id} empty={<p>{t('desk.mails.none')}</p>} />}
      </QueryView>
    </Section>
  );
}
