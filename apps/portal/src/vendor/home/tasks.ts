import type { ResponseOf, billingRoutes, incidentRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import type { ContractRow } from '../../shared/contracts/status.js';
import type { Translate } from '../../shared/i18n/translate.js';
import type { Tone } from '../../shared/parts/Status.js';
import { shift, soonDays } from './reads.js';

type Invoice = ResponseOf<typeof billingRoutes.invoices>['items'][number];
type Incident = ResponseOf<typeof incidentRoutes.list>['items'][number];

/** One thing that needs a hand today, with the reason in words and the page where it is done. */
export interface Task { readonly key: string; readonly tone: Tone; readonly label: string; readonly name: string; readonly detail: string; readonly to: string; readonly on: string | null }

/** A contract whose notice deadline (第17条2項) comes within the next weeks. */
export const noticeIsNear = ({ noticeDeadlineOn: on }: ContractRow, today: string): boolean => on !== null && on >= today && on <= shift(today, soonDays);
/** Past its notice deadline: it renews by itself unless it has an end. */
export const renewsSoon = (contract: ContractRow, today: string): boolean => contract.status === 'in_force' && contract.noticeDeadlineOn !== null && contract.noticeDeadlineOn < today && (contract.lastOn ?? '') >= today;

export function tasksOfContracts(contracts: readonly ContractRow[], today: string, t: Translate): Task[] {
  return contracts.flatMap((contract): Task[] => {
    const task = (kind: string, said: Pick<Task, 'tone' | 'label' | 'on'>): Task[] => [{ key: `${contract.id}-${kind}`, ...said, name: contract.clientName, detail: contract.siteNames.join('、'), to: pathTo('vendor.contract', { contractId: contract.id }) }];
    if (contract.status === 'draft') return task('draft', { tone: 'info', label: t('home.task.draft'), on: null });
    if (contract.status === 'declined' || contract.status === 'expired') return task('signing', { tone: 'bad', label: t(`home.task.${contract.status}`), on: null });
    if (contract.status === 'ending') return task('ending', { tone: 'warn', label: t('home.task.ending'), on: contract.endsOn });
    if (noticeIsNear(contract, today)) return task('notice', { tone: 'warn', label: t('home.task.notice'), on: contract.noticeDeadlineOn });
    return renewsSoon(contract, today) ? task('renewal', { tone: 'info', label: t('home.task.renewal'), on: contract.lastOn }) : [];
  });
}

export const tasksOfInvoices = (invoices: readonly Invoice[], t: Translate): Task[] =>
  invoices.map((invoice) => ({ key: invoice.id, tone: 'bad', label: t('home.task.overdue'), name: invoice.clientName, detail: invoice.number, to: pathTo('vendor.invoice', { invoiceId: invoice.id }), on: invoice.dueOn }));

export const tasksOfIncidents = (incidents: readonly Incident[], t: Translate): Task[] =>
  incidents.map((incident) => ({ key: incident.id, tone: incident.restoredAt ? 'warn' : 'bad', label: t(incident.restoredAt ? 'home.task.closeIncident' : 'home.task.incident'), name: incident.clientName, detail: incident.title, to: pathTo('vendor.incident', { incidentId: incident.id }), on: null }));
