import { claimRoutes, contractRoutes } from '@hoshu/api-schema';
import type { ReactNode } from 'react';
import { withSearch } from '../../paths.js';
import { useRoute } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { DataTable, type Column } from '../parts/DataTable.js';
import { Facts } from '../parts/Facts.js';
import { Page as Frame } from '../parts/Page.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { Timeline } from '../parts/Timeline.js';
import { DateText, Money } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import { AppLink } from '../router/links.js';
import { ClaimActs } from './ClaimActs.js';
import { claimTones, type Claim } from './claim-words.js';
import { Settlements } from './Settlements.js';
import './liability.css';
import { WhyOf } from '../parts/WhyOf.js';

/** What the claim may bring: covered damage, the cap on the day that counts, and that 甲 itself has none. */
function Amounts({ claim, side }: { readonly claim: Claim; readonly side: Side }) {
  const t = useT();
  const { cap } = claim;
  const limit = cap === null ? t('claims.capNone') : cap.state === 'amount' && cap.capYen !== null
    ? <><Money yen={cap.capYen} strong /> <AppLink to={withSearch(contractPaths(side, claim.contractId).liability, { asOf: cap.asOf })} small>{t('claims.capDay')}</AppLink></> : cap.sentence[textLanguage()];
  return (
    <Section title={t('claims.amounts')} aside={cap?.explanation && <WhyPopover explanation={cap.explanation} subject={t('claims.cap')} />}>
      <Facts items={[
        { label: t('claims.total'), value: <span className="h-explained"><Money yen={claim.totalYen} /><WhyOf values={claim.explained} of="totalYen" /></span> },
        { label: t('claims.covered'), value: <span className="h-explained"><Money yen={claim.coveredYen} strong /><WhyOf values={claim.explained} of="coveredYen" /></span> },
        { label: t('claims.cap'), value: limit },
        { label: t('claims.payable'), value: claim.payableYen === null ? t('claims.payableUnknown') : <><Money yen={claim.payableYen} strong /><WhyOf values={claim.explained} of="payableYen" /> <Status tone="warn" label={t('shell.why.review')} /></> },
      ]} />
      <p className="h-note-small">{t('claims.amountsNote')}</p>
    </Section>
  );
}

function Items({ claim }: { readonly claim: Claim }) {
  const t = useT();
  type Item = Claim['items'][number] & { readonly key: string };
  const columns: Column<Item>[] = [
    { key: 'text', header: t('claims.itemText'), cell: (item) => item.description, card: 'title' },
    { key: 'direct', header: t('claims.directShort'), cell: (item) => t(item.direct ? 'claims.yes' : 'claims.no') },
    { key: 'ordinary', header: t('claims.ordinaryShort'), cell: (item) => t(item.ordinary ? 'claims.yes' : 'claims.no') },
    { key: 'covered', header: t('claims.coveredShort'), cell: (item) => (item.direct && item.ordinary ? <Status tone="info" label={t('claims.isCovered')} /> : <Status tone="warn" label={t('claims.notCovered')} />) },
    { key: 'yen', header: t('claims.itemYen'), cell: (item) => <Money yen={item.amountYen} />, align: 'right' },
  ];
  return <Section title={t('claims.items')} lead={t('claims.itemsLead')}><DataTable label={t('claims.items')} columns={columns} rows={claim.items.map((item, index) => ({ ...item, key: String(index) }))} rowKey={(item) => item.key} /></Section>;
}

interface ClaimPageProps { readonly contractId: string; readonly claimId: string; readonly side: Side; /** What only one side has. */ readonly children?: (claim: Claim) => ReactNode }

/** One claim for either side: what is claimed, up to where, what was said, and the settlement. */
export function ClaimPage({ contractId, claimId, side, children }: ClaimPageProps) {
  const t = useT();
  const paths = contractPaths(side, contractId);
  const court = useRoute(contractRoutes.court, { params: { contractId } });
  const query = useRoute(claimRoutes.get, { params: { claimId }, query: { explain: '1' } });
  return (
    <QueryView whole query={query}>
      {(claim) => (
        <Frame title={t('claims.numbered', { number: claim.number, title: claim.title })} badge={<Status tone={claimTones[claim.state]} label={t(`claims.state.${claim.state}`)} />} lead={t(`claims.from.${claim.side}`)}
          crumbs={[{ label: t('contracts.title'), to: paths.list }, { label: claim.contractNumber, to: paths.contract }, { label: t('liability.title'), to: paths.liability }]}>
          <ClaimActs claim={claim} side={side} />
          <Settlements claim={claim} />
          <Section title={t('claims.facts')}>
            <Facts items={[
              { label: t('claims.incidentOn'), value: <DateText on={claim.incidentOn} form="deadline" /> }, { label: t('claims.claimedOn'), value: <DateText on={claim.claimedOn} form="deadline" /> },
              { label: t('claims.raisedBy'), value: claim.raisedBy }, { label: t('claims.incident'), value: claim.incident ? <AppLink to={paths.incident(claim.incident.id)}>{t('claims.numbered', { number: claim.incident.number, title: claim.incident.title })}</AppLink> : t('claims.incidentNone') },
              { label: t('claims.court'), value: court.data?.current ?? '—' },
              { label: t('claims.willfulShort'), value: t(claim.willful ? 'claims.willfulYes' : 'claims.willfulNo') },
            ]} />
            <p className="h-pre">{claim.reason}</p>
          </Section>
          <Amounts claim={claim} side={side} />
          <Items claim={claim} />
          <Section title={t('claims.course')}>
            <Timeline label={t('claims.course')} entries={claim.events.map((event, index) => ({ id: String(index), title: t(`claims.event.${event.kind}`), at: event.at, by: `${event.personName}（${t(`claims.side.${event.side}`)}）`, body: event.kind !== 'raised' && event.text && <p className="h-pre">{event.text}</p> }))} />
          </Section>
          {children?.(claim)}
        </Frame>
      )}
    </QueryView>
  );
}
