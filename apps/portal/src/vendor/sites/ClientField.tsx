import { clientRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { useRoute } from '../../shared/api.js';
import { SelectField } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { FilterText } from '../../shared/parts/Filters.js';

const pageSize = 100;

/** Chooses a client; with more than a hundred of them a search stands above the list. */
export function ClientField({ name, chosenId }: { readonly name: string; /** Stays among the choices whatever is searched. */ readonly chosenId?: string | undefined }) {
  const t = useT();
  const [search, setSearch] = useState('');
  const list = useRoute(clientRoutes.list, { query: { limit: String(pageSize), ...(search ? { search } : {}) } }, { keepPrevious: true });
  const chosen = useRoute(clientRoutes.get, { params: { clientId: chosenId ?? '' } }, { enabled: Boolean(chosenId) });
  const found = list.data?.items ?? [];
  const options = [...(chosen.data && !found.some((client) => client.id === chosen.data.id) ? [chosen.data] : []), ...found].map((client) => ({ value: client.id, label: client.companyName }));
  return (
    <>
      {(search || list.data?.nextCursor) && <FilterText label={t('sites.clientSearch')} value={search} onChange={setSearch} />}
      {/* The list comes after the form's default value: a new key shows the choice once it exists. */}
      <SelectField key={options.length} name={name} label={t('sites.client')} options={options} />
    </>
  );
}
