import { IconCircleCheck } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useT } from '../../shared/i18n/translate.js';
import { longDate } from '../../shared/jp/dates.js';
import { ButtonLink } from '../../shared/parts/Button.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { ErrorState } from '../../shared/parts/ErrorState.js';
import { Loading } from '../../shared/parts/Loading.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { Status } from '../../shared/parts/Status.js';
import { useSession } from '../../shared/session/session.js';
import { useTasks, type Task, type TaskList } from './tasks.js';
import './home.css';

const HomeBelow = lazy(() => import('./HomeBelow.js'));

/** One task: a sentence, the reason, one button. */
function TaskCard({ task }: { readonly task: Task }) {
  const t = useT();
  return (
    <li className="h-card h-todo" data-tone={task.tone}>
      <Status tone={task.tone} label={t(task.badge)} />
      <div><h3>{t(task.title, task.values)}</h3><p>{t(task.text, task.values)}</p></div>
      <ButtonLink to={task.to} fullWidth>{t(task.act)}</ButtonLink>
    </li>
  );
}

function Tasks({ list }: { readonly list: TaskList }) {
  const t = useT();
  const { tasks, problems, isReady, retry } = list;
  if (!isReady) return <Loading label={t('shell.loading')} />;
  return (
    <>
      {tasks.length > 0 && <ul className="h-todos">{tasks.map((task) => <TaskCard key={task.key} task={task} />)}</ul>}
      {tasks.length === 0 && problems.length === 0 && <div className="h-card"><EmptyState icon={<IconCircleCheck size={28} stroke={1.5} />} title={t('home.client.none')} text={t('home.client.noneText')} /></div>}
      {problems[0] && <div className="h-card"><ErrorState problem={problems[0]} onRetry={retry} what={t('home.client.tasks')} /></div>}
    </>
  );
}

/** 甲's first page: what waits for an answer, each with one act; else what comes next by itself. */
export function Page() {
  const t = useT();
  const { user, today } = useSession();
  const list = useTasks(today);
  return (
    <Frame title={t('home.client.greeting', { name: user.name })} lead={t('home.client.today', { date: longDate(today) })}>
      <section aria-labelledby="todo" className="h-stack"><h2 id="todo">{list.isReady && list.tasks.length > 0 ? t('home.client.todo', { count: list.tasks.length }) : t('home.client.tasks')}</h2><Tasks list={list} /></section>
      <Suspense fallback={<Loading />}><HomeBelow contracts={list.contracts} today={today} /></Suspense>
    </Frame>
  );
}
