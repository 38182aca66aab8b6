import { supportRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { Timeline } from '../../shared/parts/Timeline.js';
import { usePathParameters } from '../../shared/router/links.js';
import { Answers } from './Answers.js';
import { resultLabels, resultTones, type CaseView } from './case-words.js';
import { CaseFacts } from './CaseFacts.js';
import { Escalation } from './Escalation.js';
import { Forwarding } from './Forwarding.js';
import { TakeOver } from './TakeOver.js';

/** 要件チェック: each line with its rule, under the sentence that says what the desk does not do (D8). */
function Checks({ view }: { readonly view: CaseView }) {
  const t = useT();
  const language = textLanguage();
  return (
    <Section title={t('desk.checks')} lead={t('desk.checksLead')} aside={<Status tone={resultTones[view.result]} label={t(resultLabels[view.result])} />}>
      <ul className="h-checks">{view.checks.map((check) => (
        <li key={check.key}>
          <div><Status tone={resultTones[check.result]} label={t(resultLabels[check.result])} /></div>
          <div><h3>{check.label[language]}<span className="h-article">{check.article}</span></h3><p>{check.rule[language]}</p></div>
        </li>
      ))}</ul>
    </Section>
  );
}

const eventLabels = { registered: 'desk.event.registered', taken_over: 'desk.event.taken_over', answered: 'desk.event.answered', forwarded: 'desk.event.forwarded', scan_added: 'desk.event.scan_added', escalated: 'desk.event.escalated', overdue_first: 'desk.event.overdue_first', overdue_second: 'desk.event.overdue_second' } as const;
const labelOf = (kind: string) => Object.entries(eventLabels).find(([key]) => key === kind)?.[1] ?? 'desk.event.registered';

function History({ view }: { readonly view: CaseView }) {
  const t = useT();
  return (
    <Section title={t('desk.history')} lead={t('desk.historyLead')}>
      {view.history.length === 0 ? <p>{t('desk.historyNone')}</p> : (
        <Timeline label={t('desk.history')} entries={[...view.history].reverse().map((event, index) => ({ id: `${event.at}-${index}`, title: t(labelOf(event.kind)), at: event.at, by: event.staffName, ...(event.note ? { body: <p className="h-note-small">{event.note}</p> } : {}) }))} />
      )}
    </Section>
  );
}

function Detail({ view }: { readonly view: CaseView }) {
  const t = useT();
  return (
    <Frame title={view.contractNumber} crumbs={[{ label: t('desk.title'), to: pathTo('staff.cases') }]} lead={`${view.tenantName}　${t(`desk.kind.${view.article}`)}`} actions={<><Escalation view={view} /><TakeOver view={view} /></>}>
      <p className="h-limit">{view.limit[textLanguage()]}</p>
      <CaseFacts view={view} />
      <Checks view={view} />
      <Forwarding view={view} />
      <Answers view={view} />
      <History view={view} />
    </Frame>
  );
}

export function Page() {
  const { caseId } = usePathParameters('staff.case');
  const query = useRoute(supportRoutes.notice, { params: { caseId } });
  return <QueryView whole query={query}>{(view) => <Detail view={view} />}</QueryView>;
}
