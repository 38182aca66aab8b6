import { textLanguage, useT } from '../i18n/translate.js';
import { Facts } from '../parts/Facts.js';
import { DateText } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import type { DateProposal } from './date-proposal.js';

type Shown = Pick<DateProposal, 'contractDate' | 'termStartsOn' | 'termLastOn'> & Partial<Pick<DateProposal, 'printedDate' | 'steps'>>;

/** D5: the printed day, the new one and the term that follows, each in words. */
export function DateChange({ change }: { readonly change: Shown }) {
  const t = useT();
  const why = change.steps?.length ? { result: change.termLastOn, steps: [...change.steps], article: '第17条1項', law: '民法140条・143条', confidence: 'high' as const, needsReview: false } : null;
  return (
    <div lang={textLanguage()} className="h-stack">
      <p>{t('signing.date.text')}</p>
      <Facts items={[
        ...(change.printedDate ? [{ label: t('signing.date.printed'), value: <DateText on={change.printedDate} form="deadline" /> }] : []),
        { label: t('signing.date.new'), value: <strong><DateText on={change.contractDate} form="deadline" /></strong> },
        { label: t('signing.date.starts'), value: <DateText on={change.termStartsOn} form="deadline" /> },
        { label: t('signing.date.last'), value: <span className="h-explained"><DateText on={change.termLastOn} form="deadline" />{why && <WhyPopover explanation={why} subject={t('signing.date.last')} />}</span> },
      ]} />
    </div>
  );
}
