import { textLanguage, useT } from '../i18n/translate.js';
import { longDate, monthText } from '../jp/dates.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { DateText, Money } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import type { NoticePreview } from './types.js';
import './notices.css';
import { WhyOf } from '../parts/WhyOf.js';

const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value);

/** The day on which the contract would end, with its reason where it is computed from today's arrival. */
export function EndDay({ preview, label }: { readonly preview: NoticePreview; readonly label: string }) {
  const explained = preview.explained.find((entry) => entry.key === 'endOn');
  return (
    <div className="h-notice-end" aria-live="polite">
      <p className="h-label">{label}</p>
      <p className="h-explained"><strong>{longDate(preview.endOn)}</strong>{explained && <WhyPopover explanation={explained.explanation} subject={label} />}</p>
    </div>
  );
}

/** The other computed days of a notice with the reason of each. */
export function ExplainedDays({ preview }: { readonly preview: NoticePreview }) {
  const t = useT();
  const language = textLanguage();
  return (
    <dl className="h-notice-days">
      {preview.explained.filter((entry) => entry.key !== 'endOn').map((entry) => (
        <div key={entry.key}>
          <dt>{entry.label[language]}</dt>
          <dd className="h-explained">
            <strong>{isDay(entry.value) ? <DateText on={entry.value} form="deadline" /> : preview.timing && t(`notices.timing.${preview.timing}`)}</strong>
            {entry.explanation.needsReview && <Status tone="warn" label={t('shell.why.review')} />}
            <WhyPopover explanation={entry.explanation} subject={entry.label[language]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FinalInvoice({ preview }: { readonly preview: NoticePreview }) {
  const t = useT();
  const invoice = preview.finalInvoice;
  if (!invoice) return <p className="h-note-small">{t('notices.preview.noInvoice')}</p>;
  return (
    <>
      <p className="h-explained"><Money yen={invoice.grossYen} tax="included" strong /><WhyPopover explanation={invoice.explanation} subject={t('notices.preview.finalInvoice')} />{invoice.explained.map(({ key }) => <WhyOf key={key} values={invoice.explained} of={key} />)}</p>
      <p className="h-note-small">{t(invoice.prorated ? 'notices.preview.prorated' : 'notices.preview.wholeMonth', { month: monthText(invoice.serviceMonth), from: longDate(invoice.periodStartOn), to: longDate(invoice.periodEndOn), due: longDate(invoice.dueOn) })}</p>
    </>
  );
}

/** What the notice would do, before anything is sent; follows every change of the wish (F117). */
export function PreviewPanel({ preview }: { readonly preview: NoticePreview }) {
  const t = useT();
  const language = textLanguage();
  return (
    <Section title={t('notices.preview.title')}>
      <EndDay preview={preview} label={t(preview.article === 18 ? 'notices.preview.endOn18' : 'notices.preview.endOn17')} />
      {preview.channel.chosen === 'letter' && <p className="h-note-small">{t('notices.preview.byPost')}</p>}
      <ExplainedDays preview={preview} />
      {preview.authority === 'needs_check' && <p className="h-note-small"><Status tone="warn" label={t('shell.why.review')} /> {t('notices.preview.authority')}</p>}
      <h3>{t('notices.preview.finalInvoice')}</h3>
      <FinalInvoice preview={preview} />
      <h3>{t('notices.preview.handOver')}</h3>
      <ul className="h-plain-list">{preview.handOver.map((line) => <li key={line.ja}>{line[language]}</li>)}</ul>
      <h3>{t('notices.preview.surviving')}</h3>
      <ul className="h-plain-list">{preview.survivingDuties.map((duty) => <li key={duty.ja}>{duty[language]}<span className="h-article">{duty.article}</span>{duty.lastOn && <><br /><small>{t('notices.preview.until', { date: longDate(duty.lastOn) })}</small></>}</li>)}</ul>
      <h3>{t('notices.preview.nothing')}</h3>
      <p>{t('notices.preview.nothingText', { starts: longDate(preview.ifNothing.nextTermStartsOn), last: longDate(preview.ifNothing.nextTermLastOn) })}</p>
    </Section>
  );
}
