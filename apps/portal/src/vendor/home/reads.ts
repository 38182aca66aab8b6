import { billingRoutes, contractRoutes, incidentRoutes, monitoringRoutes, renewalRoutes } from '@hoshu/api-schema';
import { addDays, parseLocalDate } from '@hoshu/domain';
import { useRoute } from '../../shared/api/hooks.js';
import { useCan } from '../../shared/session/session.js';

/** How far ahead the first page looks. */
export const soonDays = 60;
export const shift = (on: string, days: number): string => {
  const day = parseLocalDate(on);
  return day ? addDays(day, days) : on;
};

// Every card reads for itself, and equal reads are one request: a card that fails leaves the others alone.
export const useContracts = () => useRoute(contractRoutes.list, { query: { limit: '100' } });
export const useDecisions = () => useRoute(renewalRoutes.queue, { query: { limit: '1' } });
export const useMoney = () => useRoute(billingRoutes.overview, {}, { enabled: useCan()('invoice.read') });
export const useOverdue = () => useRoute(billingRoutes.invoices, { query: { status: 'overdue', limit: '20' } }, { enabled: useCan()('invoice.read') });
export const useOpenIncidents = () => useRoute(incidentRoutes.list, { query: { open: '1', limit: '50' } });
export const useMonitors = () => useRoute(monitoringRoutes.list, { query: { limit: '100' } });
