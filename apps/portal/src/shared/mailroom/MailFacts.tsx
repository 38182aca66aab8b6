import { useT } from '../i18n/translate.js';
import { Facts } from '../parts/Facts.js';
import { Status } from '../parts/Status.js';
import { InstantText } from '../parts/values.js';
import { checkTones, type ReceivedMail } from './types.js';

type Shown = Pick<ReceivedMail, 'mailFrom' | 'fromAddress' | 'fromName' | 'subject' | 'text' | 'messageId' | 'sha256' | 'byteCount' | 'hops' | 'checks' | 'problems' | 'receivedAt'>;

/** Where a mail comes from and what speaks for or against it: SPF, DKIM, DMARC, the servers on its way, its hash. */
export function MailFacts({ mail }: { readonly mail: Shown }) {
  const t = useT();
  return (
    <>
      {mail.problems.length > 0 && <ul className="h-bare-list h-mail-problems">{mail.problems.map((problem) => <li key={problem}><Status tone="warn" label={t(`mailroom.problem.${problem}`)} /></li>)}</ul>}
      <blockquote className="h-letter"><p className="h-pre">{mail.text || t('mailroom.noText')}</p></blockquote>
      <details className="h-fold">
        <summary>{t('mailroom.evidence')}</summary>
        <div className="h-stack">
          <Facts items={[
            { label: t('mailroom.from'), value: `${mail.fromName} ${mail.fromAddress}`.trim() || t('mailroom.unknown') },
            ...(mail.mailFrom ? [{ label: t('mailroom.envelope'), value: mail.mailFrom }] : []),
            { label: t('mailroom.checks'), value: <span className="h-inline">{(['spf', 'dkim', 'dmarc'] as const).map((check) => <Status key={check} tone={checkTones[mail.checks[check]]} label={`${check.toUpperCase()} ${t(`mailroom.check.${mail.checks[check]}`)}`} />)}</span> },
            { label: t('mailroom.receivedAt'), value: <InstantText at={mail.receivedAt} /> },
            ...(mail.messageId ? [{ label: 'Message-ID', value: <code className="h-server-answer">{mail.messageId}</code> }] : []),
            { label: t('mailroom.hash'), value: <code className="h-server-answer">{mail.sha256}</code> },
            { label: t('mailroom.size'), value: t('mailroom.bytes', { count: mail.byteCount }) },
          ]} />
          {mail.hops.length > 0 && <><h4>{t('mailroom.hops')}</h4><ol className="h-plain-list">{mail.hops.map((hop, index) => <li key={index}>{hop.at && <><InstantText at={hop.at} /><br /></>}<code className="h-server-answer">{hop.text}</code></li>)}</ol></>}
        </div>
      </details>
    </>
  );
}
