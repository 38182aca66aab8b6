import type { UseQueryResult } from '@tanstack/react-query';
import { useT } from '../../shared/i18n/translate.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Button } from '../../shared/parts/Button.js';
import { Loading } from '../../shared/parts/Loading.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { DateText } from '../../shared/parts/values.js';
import { AppLink } from '../../shared/router/links.js';
import { useCan, useSession } from '../../shared/session/session.js';
import { useContracts, useOpenIncidents, useOverdue } from './reads.js';
import { tasksOfContracts, tasksOfIncidents, tasksOfInvoices, type Task } from './tasks.js';

const urgency: Readonly<Record<string, number>> = { bad: 0, warn: 1, info: 2 };

function TaskList({ tasks }: { readonly tasks: readonly Task[] }) {
  return (
    <ul className="h-tasks">
      {tasks.map((task) => (
        <li key={task.key}>
          <Status tone={task.tone} label={task.label} />
          <span className="h-task-name"><AppLink to={task.to}>{task.name}</AppLink><small>{task.detail}</small></span>
          {task.on && <DateText on={task.on} form="deadline" />}
        </li>
      ))}
    </ul>
  );
}

/** What needs a hand today, from contracts, invoices and incidents; a source that fails is named and the others stand. */
export function Tasks() {
  const t = useT();
  const { today } = useSession();
  const seesMoney = useCan()('invoice.read');
  const [contracts, invoices, incidents] = [useContracts(), useOverdue(), useOpenIncidents()];
  const sources: readonly { readonly name: string; readonly query: UseQueryResult<unknown> }[] = [
    { name: t('nav.contracts'), query: contracts }, ...(seesMoney ? [{ name: t('nav.billing'), query: invoices }] : []), { name: t('nav.incidents'), query: incidents },
  ];
  const failed = sources.filter(({ query }) => query.isError && query.data === undefined);
  const waiting = sources.some(({ query }) => query.isPending);
  const tasks = [...tasksOfIncidents(incidents.data?.items ?? [], t), ...tasksOfInvoices(invoices.data?.items ?? [], t), ...tasksOfContracts(contracts.data?.items ?? [], today, t)]
    .sort((a, b) => (urgency[a.tone] ?? 9) - (urgency[b.tone] ?? 9) || (a.on ?? '').localeCompare(b.on ?? ''));
  return (
    <Section title={t('home.tasks')}>
      {failed.map(({ name, query }) => <div key={name} role="alert" className="h-question-failed"><p>{t('shell.error.what', { what: name })}</p><Button variant="default" size="sm" onClick={() => void query.refetch()}>{t('shell.retry')}</Button></div>)}
      {tasks.length > 0 && <TaskList tasks={tasks} />}
      {tasks.length === 0 && waiting && <Loading label={t('shell.loading')} />}
      {tasks.length === 0 && !waiting && failed.length === 0 && <EmptyState title={t('home.vendor.none')} text={t('home.vendor.noneText')} />}
    </Section>
  );
}
