import { contractRoutes, type ResponseOf } from '@hoshu/api-schema';
import type { ReactNode } from 'react';
import { AmendmentsSection } from '../amendments/AmendmentsSection.js';
import { OpenPointsSection } from '../agreements/OpenPointsSection.js';
import { useRoute } from '../api/hooks.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { Facts } from '../parts/Facts.js';
import { Page as Frame } from '../parts/Page.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { DateText } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import { AppLink } from '../router/links.js';
import { useCan } from '../session/session.js';
import { AnnexView } from './AnnexView.js';
import { ArticleList } from './ArticleList.js';
import { ContractSummary } from './ContractSummary.js';
import { DeadlinesSection } from './DeadlinesSection.js';
import { CourtSection } from './CourtSection.js';
import { CapSection, InvoicesSection } from './MoneySections.js';
import { DocumentsSection, NoticesSection, PeriodsSection } from './PaperSections.js';
import { contractPaths, type Side } from './side.js';
import { contractTones, type ContractData } from './status.js';
import '../parts/parts.css';
import './contracts.css';

type ContractText = ResponseOf<typeof contractRoutes.text>;
const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value);

/** Before the conclusion: the dates as they would be, each opening to its reason (F185). */
function Explained({ contract }: { readonly contract: ContractData }) {
  const t = useT();
  const language = textLanguage();
  if (contract.explained.length === 0) return null;
  return (
    <Section title={t('contracts.explained')}>
      <Facts items={contract.explained.map((entry) => ({ label: entry.label[language], value: <span className="h-explained">{isDay(entry.value) ? <DateText on={entry.value} form="deadline" /> : entry.value}<WhyPopover explanation={entry.explanation} subject={entry.label[language]} /></span> }))} />
    </Section>
  );
}

function Text({ text }: { readonly text: ContractText }) {
  const t = useT();
  return (
    <>
      <Section title={t('contracts.text')} lead={t('contracts.textLead')}><ArticleList model={text.model} plainWords={text.plainWords} /></Section>
      <Section title={t('contracts.annex')}><AnnexView annex={text.model.annex} /></Section>
    </>
  );
}

/** What follows from a concluded contract; money only for those who may see invoices. */
function InForce({ contract, side }: { readonly contract: ContractData; readonly side: Side }) {
  const can = useCan();
  return (
    <>
      <DeadlinesSection contractId={contract.id} />
      {can('invoice.read') && <InvoicesSection contractId={contract.id} />}
      <DocumentsSection contractId={contract.id} />
      <NoticesSection contractId={contract.id} side={side} />
      <AmendmentsSection contractId={contract.id} side={side} isOpen={contract.status !== 'ended'} />
      <OpenPointsSection contractId={contract.id} side={side} />
      {can('invoice.read') && <CapSection contractId={contract.id} side={side} />}
      <CourtSection contractId={contract.id} side={side} />
      <PeriodsSection periods={contract.periods} />
    </>
  );
}

interface DetailProps {
  readonly contractId: string;
  readonly side: Side;
  /** Beside the title: what this side can do with the contract now. */
  readonly actions?: (contract: ContractData) => ReactNode;
  /** After the summary: what only one side has, e.g. the vendor's signing section. */
  readonly children?: (contract: ContractData) => ReactNode;
}

/** One contract: who, what, until when and why, its money, papers and notices, and its 22 articles in plain words. */
export function ContractDetail({ contractId, side, actions, children }: DetailProps) {
  const t = useT();
  const contract = useRoute(contractRoutes.get, { params: { contractId }, query: { explain: '1' } });
  const text = useRoute(contractRoutes.text, { params: { contractId } });
  return (
    <QueryView whole query={contract}>
      {(view) => (
        <Frame title={view.number} crumbs={[{ label: t('contracts.title'), to: contractPaths(side, contractId).list }]} lead={view.clientName} badge={<Status tone={contractTones[view.status]} label={t(`home.status.${view.status}`)} />} actions={actions?.(view)}>
          {view.alert && <p className="h-callout" data-tone="warn"><AppLink to={contractPaths(side, contractId).ending}>{t('contracts.alert', { fact: view.alert[textLanguage()] })}</AppLink></p>}
          <ContractSummary contract={view} plainWords={text.data?.plainWords ?? []} />
          {children?.(view)}
          {view.concludedOn ? <InForce contract={view} side={side} /> : <Explained contract={view} />}
          <QueryView query={text}>{(loaded) => <Text text={loaded} />}</QueryView>
        </Frame>
      )}
    </QueryView>
  );
}
