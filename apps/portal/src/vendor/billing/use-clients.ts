import { clientRoutes } from '@hoshu/api-schema';
import { useRoute } from '../../shared/api/hooks.js';
import { useCan } from '../../shared/session/session.js';

/** The clients as choices of a filter or field; none for those who may not read clients. */
export function useClientOptions(): readonly { readonly value: string; readonly label: string }[] {
  const can = useCan();
  const query = useRoute(clientRoutes.list, { query: { limit: '100' } }, { enabled: can('client.read') });
  return (query.data?.items ?? []).map(({ id, companyName }) => ({ value: id, label: companyName }));
}
