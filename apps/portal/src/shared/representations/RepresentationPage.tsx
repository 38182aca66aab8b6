import { representationRoutes as routes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { useRoute } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { ButtonLink } from '../parts/Button.js';
import { Facts } from '../parts/Facts.js';
import { Page as Frame } from '../parts/Page.js';
import { GatedButton, PermissionGate } from '../parts/PermissionGate.js';
import { QueryView } from '../parts/QueryView.js';
import { readable } from '../parts/readable.js';
import { Section } from '../parts/Section.js';
import { Status, type Tone } from '../parts/Status.js';
import { Timeline, type TimelineEntry } from '../parts/Timeline.js';
import { DateText } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import { useWhoCan } from '../session/who-can.js';
import { AttestForm } from './AttestForm.js';
import { RefuseForm } from './RefuseForm.js';

type Detail = ResponseOf<typeof routes.get>;
type Party = Detail['parties'][number];
export const attestationTones: Record<Party['state'], Tone> = { answered: 'good', asked: 'warn', missing: 'warn', overdue: 'warn', refused: 'bad' };

function PartySection({ party, detail }: { readonly party: Party; readonly detail: Detail }) {
  const t = useT();
  const why = detail.explained.find(({ key }) => key === `representation.${party.party}`);
  const name = t(`checks.party.${party.party}`, { name: party.companyName });
  return (
    <Section title={name} aside={<Status tone={attestationTones[party.state]} label={t(`checks.state.${party.state}`)} />}>
      <p>{readable(party.text[textLanguage()])}</p>
      <Facts items={[
        { label: t('checks.answeredOn'), value: party.answeredOn ? <><DateText on={party.answeredOn} form="deadline" />　{party.answeredBy}</> : t('checks.none') },
        { label: t('checks.dueOn'), value: <><DateText on={party.dueOn} form="deadline" /> {why && <WhyPopover explanation={why.explanation} subject={why.label[textLanguage()]} />}</> },
        { label: t('checks.officers'), value: party.officers.length > 0 ? party.officers.join('、') : t('checks.none') },
      ]} />
    </Section>
  );
}

function History({ detail }: { readonly detail: Detail }) {
  const t = useT();
  const entries = detail.history.map((item): TimelineEntry => ({
    id: item.id, at: item.at, title: t(`checks.history.${item.kind}.${item.party}`), by: item.personName, tone: item.kind === 'refused' ? 'bad' : 'good',
    body: (
      <>
        {item.officers.length > 0 && <p>{t('checks.officers')}：{item.officers.join('、')}</p>}
        {item.added.length > 0 && <p>{t('checks.added')}：{item.added.join('、')}</p>}
        {item.removed.length > 0 && <p>{t('checks.removed')}：{item.removed.join('、')}</p>}
        {item.reason && <p>{t('checks.reason')}：{item.reason}</p>}
        {item.statement && <details><summary>{t('checks.statement', { version: item.statementVersion ?? '' })}</summary><blockquote className="h-statement" lang="ja">{item.statement}</blockquote></details>}
      </>
    ),
  }));
  return <Section title={t('checks.history')}>{entries.length > 0 ? <Timeline label={t('checks.history')} entries={entries} /> : <p>{t('checks.none')}</p>}</Section>;
}

/** The representations of both sides of one contract (第20条): state, giving the own one again, saying that it cannot be given, and everything on record. */
export function RepresentationPage({ contractId, side }: { readonly contractId: string; readonly side: Side }) {
  const t = useT();
  const whoCan = useWhoCan(side, 'signature.sign');
  const [isRefusing, setRefusing] = useState(false);
  const query = useRoute(routes.get, { params: { contractId }, query: { explain: '1' } });
  const paths = contractPaths(side, contractId);
  return (
    <QueryView whole query={query} what={t('checks.title')}>
      {(detail) => {
        const own = detail.parties.find(({ party }) => party === side);
        return (
          <Frame title={t('checks.title')} lead={t('checks.lead')} crumbs={[{ label: t('contracts.title'), to: paths.list }, { label: detail.contractNumber, to: paths.contract }]}
            actions={<ButtonLink to={paths.notice} variant="default">{t('checks.toNotice')}</ButtonLink>}>
            {detail.parties.map((party) => <PartySection key={party.party} party={party} detail={detail} />)}
            {own && detail.isConcluded && (
              <Section title={t('checks.attest')} lead={t(own.state === 'answered' ? 'checks.attest.leadAnswered' : 'checks.attest.lead')}>
                <PermissionGate permission="signature.sign" whoCan={whoCan}><AttestForm key={detail.history.length} statement={detail.statement} officers={own.officers} contractIds={[contractId]} /></PermissionGate>
                <div><GatedButton permission="signature.sign" whoCan={whoCan} obtainable={false} variant="subtle" onClick={() => setRefusing(true)}>{t('checks.refuse')}</GatedButton></div>
              </Section>
            )}
            <History detail={detail} />
            {isRefusing && <RefuseForm contractId={contractId} onClose={() => setRefusing(false)} />}
          </Frame>
        );
      }}
    </QueryView>
  );
}
