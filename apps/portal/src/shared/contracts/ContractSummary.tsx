import type { ContractPreview } from '@hoshu/api-schema';
import { textLanguage, useT } from '../i18n/translate.js';
import { Facts, type Fact } from '../parts/Facts.js';
import { Section } from '../parts/Section.js';
import { DateText, Money } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import { useCan } from '../session/session.js';
import { articleExplanation } from './article-explanation.js';
import { CapToday } from './MoneySections.js';
import type { ContractData } from './status.js';

interface SummaryProps { readonly contract: ContractData; readonly plainWords: ContractPreview['plainWords'] }

/** The contract in a few lines, each in plain words where its article has them. */
export function ContractSummary({ contract, plainWords }: SummaryProps) {
  const t = useT();
  const language = textLanguage();
  const can = useCan();
  const because = (article: number, subject: string) => {
    const explanation = articleExplanation(plainWords, article);
    return explanation && <WhyPopover explanation={explanation} subject={subject} />;
  };
  const fee: Fact = { label: t('contracts.fee'), value: <span className="h-explained">{contract.feeYen === null ? '—' : <Money yen={contract.feeYen} tax={contract.taxMode === 'inclusive' ? 'included' : 'excluded'} strong />}{because(11, t('contracts.fee'))}</span> };
  const court = contract.explained.find((entry) => entry.key === 'court');
  return (
    <Section title={t('contracts.summary')}>
      <Facts items={[
        fee,
        { label: t('contracts.concludedOn'), value: contract.concludedOn ? <DateText on={contract.concludedOn} form="contract" /> : t('contracts.notConcluded') },
        { label: t('contracts.term'), value: contract.startsOn && contract.lastOn ? <><DateText on={contract.startsOn} />〜<DateText on={contract.endsOn ?? contract.lastOn} /></> : '—' },
        { label: t('contracts.exit'), value: <span className="h-explained"><span>{plainWords.find((words) => words.article === 18)?.[language] ?? '—'}</span>{because(18, t('contracts.exit'))}</span> },
        { label: t('contracts.court'), value: contract.court ? <span className="h-explained">{contract.court}{court ? <WhyPopover explanation={court.explanation} subject={t('contracts.court')} /> : because(22, t('contracts.court'))}</span> : '—' },
        ...(contract.concludedOn && can('invoice.read') ? [{ label: t('contracts.cap'), value: <CapToday contractId={contract.id} /> }] : []),
        { label: t('contracts.responsible'), value: [contract.responsibleName, contract.deputyName && t('contracts.deputy', { name: contract.deputyName })].filter(Boolean).join('、') || '—' },
        { label: t('contracts.sites'), value: <ul className="h-bare-list">{contract.sites.map((site) => <li key={site.id}>{site.name}<br /><small>{site.url}</small></li>)}</ul> },
      ]} />
    </Section>
  );
}
