import { contractRoutes } from '@hoshu/api-schema';
import { addDays, parseLocalDate } from '@hoshu/domain';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api/hooks.js';
import { TermGantt, type TermRow } from '../../shared/charts/TermGantt.js';
import { contractTones, type ContractRow } from '../../shared/contracts/status.js';
import { useT, type Translate } from '../../shared/i18n/translate.js';
import { longDate } from '../../shared/jp/dates.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status, type Tone } from '../../shared/parts/Status.js';
import { DateText } from '../../shared/parts/values.js';
import { AppLink } from '../../shared/router/links.js';
import { useSession } from '../../shared/session/session.js';
import './home.css';

type Contract = ContractRow;

const soonDays = 60;
const shift = (on: string, days: number): string => { const day = parseLocalDate(on); return day ? addDays(day, days) : on; };

interface Task { readonly key: string; readonly tone: Tone; readonly label: string; readonly contract: Contract; readonly on: string | null }

/** What needs a hand today, each with its reason in words. */
function tasksOf(contracts: readonly Contract[], today: string, t: Translate): Task[] {
  return contracts.flatMap((contract): Task[] => {
    if (contract.status === 'draft') return [{ key: `${contract.id}-draft`, tone: 'info', label: t('home.task.draft'), contract, on: null }];
    if (contract.status === 'declined' || contract.status === 'expired') return [{ key: `${contract.id}-signing`, tone: 'bad', label: t(`home.task.${contract.status}`), contract, on: null }];
    if (contract.status === 'ending') return [{ key: `${contract.id}-ending`, tone: 'warn', label: t('home.task.ending'), contract, on: contract.endsOn }];
    if (contract.noticeDeadlineOn && contract.noticeDeadlineOn >= today && contract.noticeDeadlineOn <= shift(today, soonDays)) return [{ key: `${contract.id}-notice`, tone: 'warn', label: t('home.task.notice'), contract, on: contract.noticeDeadlineOn }];
    return [];
  }).sort((a, b) => (a.on ?? '').localeCompare(b.on ?? ''));
}

function Tiles({ contracts, tasks }: { readonly contracts: readonly Contract[]; readonly tasks: number }) {
  const t = useT();
  const count = (...statuses: Contract['status'][]) => contracts.filter((contract) => statuses.includes(contract.status)).length;
  const tiles = [
    { label: t('home.tile.tasks'), value: tasks }, { label: t('home.tile.inForce'), value: count('in_force', 'ending') },
    { label: t('home.tile.awaiting'), value: count('awaiting_signatures') }, { label: t('home.tile.drafts'), value: count('draft') },
  ];
  return <dl className="h-tiles">{tiles.map((tile) => <div key={tile.label} className="h-card h-tile"><dt>{tile.label}</dt><dd>{t('home.tile.count', { count: tile.value })}</dd></div>)}</dl>;
}

function Terms({ contracts, today }: { readonly contracts: readonly Contract[]; readonly today: string }) {
  const t = useT();
  const rows: TermRow[] = contracts.filter((contract) => contract.startsOn && contract.lastOn).map((contract) => ({
    id: contract.id, label: contract.clientName, startsOn: contract.startsOn ?? today, endsOn: contract.endsOn ?? contract.lastOn ?? today,
    ...(contract.noticeDeadlineOn ? { lateFromOn: shift(contract.noticeDeadlineOn, 1) } : {}), tone: contractTones[contract.status], statusLabel: t(`home.status.${contract.status}`),
  }));
  if (rows.length === 0) return null;
  return <Section title={t('home.terms')} lead={t('home.termsLead')}><TermGantt rows={rows} fromOn={shift(today, -365)} toOn={shift(today, 400)} today={today} label={t('home.terms')} /></Section>;
}

/** The vendor's first page: what is due, and every contract on one time line (第17条). */
export function Page() {
  const t = useT();
  const { today } = useSession();
  const query = useRoute(contractRoutes.list, { query: { limit: '100' } });
  return (
    <Frame title={t('nav.dashboard')} lead={t('home.today', { date: longDate(today) })}>
      <QueryView query={query}>
        {({ items }) => {
          const tasks = tasksOf(items, today, t);
          return (
            <>
              <Tiles contracts={items} tasks={tasks.length} />
              <Section title={t('home.tasks')}>
                {tasks.length === 0 ? <EmptyState title={t('home.vendor.none')} text={t('home.vendor.noneText')} /> : (
                  <ul className="h-tasks">
                    {tasks.map((task) => (
                      <li key={task.key}>
                        <Status tone={task.tone} label={task.label} />
                        <span className="h-task-name"><AppLink to={pathTo('vendor.contract', { contractId: task.contract.id })}>{task.contract.clientName}</AppLink><small>{task.contract.siteNames.join('、')}</small></span>
                        {task.on && <DateText on={task.on} form="deadline" />}
                      </li>
                    ))}
                  </ul>
                )}
              </Section>
              <Terms contracts={items} today={today} />
            </>
          );
        }}
      </QueryView>
    </Frame>
  );
}
