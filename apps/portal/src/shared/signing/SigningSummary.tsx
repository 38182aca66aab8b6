import type { Explanation } from '@hoshu/api-schema';
import type { ReactNode } from 'react';
import { articleExplanation } from '../contracts/article-explanation.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { Section } from '../parts/Section.js';
import { DateText, Money } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import type { SigningDocument } from './types.js';
import './signing.css';

interface Line { readonly label: string; readonly value: ReactNode; readonly note: string; readonly why: Explanation | null | undefined }

function useLines({ summary, plainWords }: SigningDocument): Line[] {
  const t = useT();
  const explained = (key: string) => summary.explained.find((entry) => entry.key === key)?.explanation;
  const { feeYen, taxMode, dueDay, termStartsOn, termLastOn } = summary;
  return [
    { label: t('signing.summary.fee'), value: feeYen === null ? '—' : <Money yen={feeYen} tax={taxMode === 'inclusive' ? 'included' : 'excluded'} />, note: t(summary.transferFeeBearer === 'client' ? 'signing.summary.feeByClient' : 'signing.summary.feeByVendor'), why: articleExplanation(plainWords, 11) },
    { label: t('signing.summary.due'), value: dueDay === null ? '—' : dueDay === 31 ? t('signing.summary.dueLast') : t('signing.summary.dueDay', { day: dueDay }), note: t('signing.summary.dueNote'), why: explained('firstDueOn') ?? articleExplanation(plainWords, 11) },
    { label: t('signing.summary.term'), value: <>{termStartsOn && <DateText on={termStartsOn} form="deadline" />}{t('signing.summary.from')}<br />{termLastOn && <DateText on={termLastOn} form="deadline" />}{t('signing.summary.until')}</>, note: t('signing.summary.renewal', { months: summary.renewalMonths }), why: explained('lastOn') ?? summary.termExplanation },
    { label: t('signing.summary.exit'), value: t('signing.summary.exitValue', { days: summary.terminationNoticeDays }), note: t('signing.summary.exitNote', { days: summary.nonRenewalNoticeDays }), why: articleExplanation(plainWords, 18) },
    { label: t('signing.summary.court'), value: summary.explained.find((entry) => entry.key === 'court')?.value ?? summary.court[textLanguage()], note: t('signing.summary.courtNote'), why: explained('court') ?? articleExplanation(plainWords, 22) },
  ];
}

/** The contract at a glance: what it costs, when to pay, how long it runs, how to leave. Each line opens to its reason. */
export function SigningSummary({ document }: { readonly document: SigningDocument }) {
  const t = useT();
  const lines = useLines(document);
  return (
    <Section title={t('signing.summary.title')}>
      <dl className="h-glance">
        {lines.map(({ label, value, note, why }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd><span className="h-glance-value">{value}</span><span className="h-note-small">{note}</span>{why && <WhyPopover explanation={why} subject={label} />}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
