import { siteRoutes } from '@hoshu/api-schema';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Filters, FilterSelect, FilterText } from '../../shared/parts/Filters.js';
import { siteStateNames } from '../../shared/sites/SiteStatus.js';

export const sortColumns = ['name', 'client', 'cms', 'server', 'state'] as const;
export type SortColumn = (typeof sortColumns)[number];

interface SiteFiltersProps {
  readonly values: Readonly<Record<string, string>>;
  readonly sort: SortColumn;
  readonly onChange: (changes: Readonly<Record<string, string | undefined>>) => void;
  readonly onClear: (() => void) | undefined;
}

/** Filters of the register; their choices come from what it holds. */
export function SiteFilters({ values, sort, onChange, onClear }: SiteFiltersProps) {
  const t = useT();
  const choices = useRoute(siteRoutes.choices, {}).data;
  const plain = (texts: readonly string[] | undefined) => (texts ?? []).map((text) => ({ value: text, label: text }));
  return (
    <Filters label={t('sites.filters')} onClear={onClear}>
      <FilterText label={t('sites.search')} value={values['search'] ?? ''} onChange={(search) => onChange({ search })} />
      <FilterSelect label={t('sites.client')} value={values['clientId'] ?? ''} options={(choices?.clients ?? []).map((client) => ({ value: client.id, label: client.name }))} onChange={(clientId) => onChange({ clientId })} />
      <FilterSelect label={t('sites.cms')} value={values['cms'] ?? ''} options={plain(choices?.cms)} onChange={(cms) => onChange({ cms })} />
      <FilterSelect label={t('sites.server')} value={values['server'] ?? ''} options={plain(choices?.servers)} onChange={(server) => onChange({ server })} />
      <FilterSelect label={t('sites.state')} value={values['state'] ?? ''} options={siteStateNames.map((state) => ({ value: state, label: t(`sites.state.${state}`) }))} onChange={(state) => onChange({ state })} />
      <FilterSelect label={t('sites.sort')} value={sort === 'name' ? '' : sort} allLabel={t('sites.name')} options={sortColumns.filter((column) => column !== 'name').map((column) => ({ value: column, label: t(`sites.${column}`) }))} onChange={(column) => onChange({ sort: column, order: undefined })} />
    </Filters>
  );
}
