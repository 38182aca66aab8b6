import { noticeRoutes } from '@hoshu/api-schema';
import { IconDownload } from '@tabler/icons-react';
import { addressOf } from '../api/call.js';
import { useRoute } from '../api/hooks.js';
import { ConsultLink } from '../agreements/ConsultLink.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { longDate } from '../jp/dates.js';
import { ButtonAnchor } from '../parts/Button.js';
import { Facts } from '../parts/Facts.js';
import { Page as Frame } from '../parts/Page.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { DateText, InstantText } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import { DeliveryList } from './DeliveryList.js';
import { NoticeStatus } from './NoticeStatus.js';
import { RegisterDelivery } from './RegisterDelivery.js';
import type { NoticeData } from './types.js';
import { Withdrawal } from './Withdrawal.js';
import '../parts/parts.css';
import './notices.css';
import { WhyOf } from '../parts/WhyOf.js';

/** What this notice does to the contract, with the reason. */
function Effect({ notice }: { readonly notice: NoticeData }) {
  const t = useT();
  const { end } = notice;
  if (!end) return <p className="h-note-small">{t(notice.status === 'arrived' ? 'notices.effect.none' : 'notices.effect.notYet')}</p>;
  return (
    <>
      <p className="h-explained h-notice-big"><strong>{longDate(end.lastOn)}</strong>{end.needsReview && <Status tone="warn" label={t('shell.why.review')} />}<WhyPopover explanation={end.explanation} subject={t('notices.effect.title')} /></p>
      <p>{end.withdrawnReason ? t('notices.effect.withdrawn', { reason: end.withdrawnReason }) : t('notices.effect.text')}</p>
      {end.needsReview && <p className="h-note-small">{t('notices.effect.review')}</p>}
    </>
  );
}

function Papers({ notice }: { readonly notice: NoticeData }) {
  const t = useT();
  const params = { noticeId: notice.id };
  return (
    <div className="h-page-actions">
      {(notice.isOwn || notice.channel === 'paper') && <ButtonAnchor href={addressOf(noticeRoutes.letterPdf, { params })} variant={notice.status === 'letter_printed' || notice.status === 'bounced' ? 'filled' : 'default'} icon={<IconDownload size={18} aria-hidden />} download>{t('notices.letter')}</ButtonAnchor>}
      {notice.status === 'arrived' && <ButtonAnchor href={addressOf(noticeRoutes.receiptPdf, { params })} variant="default" icon={<IconDownload size={18} aria-hidden />} download>{t('notices.receipt')}</ButtonAnchor>}
    </div>
  );
}

interface DetailProps { readonly contractId: string; readonly noticeId: string; readonly side: Side }

/** One notice: where it stands, how it travelled, what it does. Follows the mail while it is on its way. */
export function NoticeDetail({ contractId, noticeId, side }: DetailProps) {
  const t = useT();
  const paths = contractPaths(side, contractId);
  const query = useRoute(noticeRoutes.get, { params: { noticeId } }, { isUnderWay: ({ status }) => status === 'sending' });
  return (
    <QueryView whole query={query}>
      {(notice) => (
        <Frame title={t(`notices.article.${notice.article}`)} badge={<NoticeStatus notice={notice} />} lead={t('notices.lead', { number: notice.contractNumber, name: notice.giverName, party: t(`notices.party.${notice.giverParty}`) })}
          crumbs={[{ label: t('contracts.title'), to: paths.list }, { label: notice.contractNumber, to: paths.contract }]}>
          <div className="h-callout" data-tone={notice.status === 'arrived' ? 'good' : notice.status === 'bounced' ? 'bad' : 'info'} role="status">
            <p><strong>{notice.nextStep[textLanguage()]}</strong></p>
            {notice.lateConsequence && <p>{notice.lateConsequence[textLanguage()]}</p>}
            {notice.source === 'call' && <p className="h-note-small">{t('notices.byCall')}</p>}
            {notice.authority === 'needs_check' && <p className="h-note-small">{t('notices.authority')}</p>}
            <Papers notice={notice} />
          </div>
          <Section title={t('notices.effect.title')}><Effect notice={notice} /></Section>
          <Section title={t('notices.way')}><DeliveryList notice={notice} /><RegisterDelivery contractId={contractId} notice={notice} side={side} /></Section>
          <Withdrawal notice={notice} />
          <Section title={t('notices.content')}>
            <Facts items={[
              { label: t('notices.givenAt'), value: <InstantText at={notice.givenAt} /> },
              ...(notice.requestedEndOn ? [{ label: t('notices.wish.day'), value: <DateText on={notice.requestedEndOn} form="deadline" /> }] : []),
              ...(notice.deadlineOn ? [{ label: t('notices.deadline'), value: <span className="h-explained"><DateText on={notice.deadlineOn} form="deadline" /><WhyOf values={notice.explained} of="deadlineOn" /></span> }] : []),
              ...(notice.text ? [{ label: t('notices.wish.text'), value: <span className="h-pre">{notice.text}</span> }] : []),
              { label: t('notices.hash'), value: <code className="h-server-answer">{notice.contentHash}</code> },
            ]} />
            <ConsultLink side={side} contractId={contractId} about={{ kind: 'notice', id: notice.id }} subject={t(`notices.article.${notice.article}`)} />
          </Section>
        </Frame>
      )}
    </QueryView>
  );
}
