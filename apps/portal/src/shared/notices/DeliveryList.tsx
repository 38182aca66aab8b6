import { noticeRoutes } from '@hoshu/api-schema';
import { addressOf } from '../api/call.js';
import { useT } from '../i18n/translate.js';
import { ButtonAnchor } from '../parts/Button.js';
import { Facts, type Fact } from '../parts/Facts.js';
import { Status } from '../parts/Status.js';
import { DateText, InstantText } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import type { Delivery, NoticeData } from './types.js';

function MailFacts({ delivery }: { readonly delivery: Delivery }) {
  const t = useT();
  return (
    <Facts items={[
      { label: t('notices.delivery.to'), value: delivery.recipient },
      { label: t('notices.delivery.at'), value: <InstantText at={delivery.businessAt} /> },
      { label: t('notices.delivery.answer'), value: <code className="h-server-answer">{delivery.serverResponse}</code> },
      { label: t('notices.delivery.result'), value: <Status tone={delivery.accepted ? 'good' : 'bad'} label={t(delivery.accepted ? 'notices.delivery.accepted' : 'notices.delivery.bounced')} /> },
    ]} />
  );
}

function PaperFacts({ delivery, noticeId }: { readonly delivery: Delivery; readonly noticeId: string }) {
  const t = useT();
  const day = (label: string, on: string | null): Fact[] => (on ? [{ label, value: <DateText on={on} form="deadline" /> }] : []);
  return (
    <>
      <Facts items={[
        ...(delivery.postingMethod ? [{ label: t('notices.paper.method'), value: t(`notices.paper.method.${delivery.postingMethod}`) }] : []), ...(delivery.trackingNumber ? [{ label: t('notices.paper.tracking'), value: delivery.trackingNumber }] : []),
        ...(delivery.recordedSide === 'client' || delivery.recordedSide === 'vendor' ? [{ label: t('notices.paper.recordedBy'), value: t(`notices.party.${delivery.recordedSide}`) }] : []),
        ...day(t('notices.paper.posted'), delivery.postedOn), ...day(t('notices.paper.delivered'), delivery.deliveredOn), ...day(t('notices.paper.refused'), delivery.refusedOn),
        ...day(t('notices.paper.attempt'), delivery.firstAttemptOn), ...day(t('notices.paper.retention'), delivery.retentionExpiredOn),
      ]} />
      {delivery.hasScan && <ButtonAnchor href={addressOf(noticeRoutes.scan, { params: { noticeId } })} variant="default" size="sm" download>{t('notices.delivery.scan')}</ButtonAnchor>}
    </>
  );
}

/** The way of a notice to the other side: what the mail server said, or what the post did, and why it counts as arrived. */
export function DeliveryList({ notice }: { readonly notice: NoticeData }) {
  const t = useT();
  if (notice.deliveries.length === 0) return <p className="h-note-small">{t(notice.channel === 'paper' ? 'notices.delivery.notYetPaper' : 'notices.delivery.notYet')}</p>;
  return (
    <ul className="h-deliveries">
      {notice.deliveries.map((delivery) => (
        <li key={delivery.id}>
          <h3>{t(`notices.delivery.${delivery.kind}`)}</h3>
          {delivery.kind === 'mail' ? <MailFacts delivery={delivery} /> : <PaperFacts delivery={delivery} noticeId={notice.id} />}
          {delivery.arrivedOn && <p className="h-explained">{t('notices.arrivedOn')}：<strong><DateText on={delivery.arrivedOn} form="deadline" /></strong><WhyPopover explanation={delivery.explanation} subject={t('notices.arrivedOn')} /></p>}
        </li>
      ))}
    </ul>
  );
}
