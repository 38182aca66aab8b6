import { useT } from '../i18n/translate.js';
import { FilterDate, Filters, FilterSelect } from '../parts/Filters.js';
import { useAddressQuery } from '../router/links.js';

const types = ['contract', 'signing', 'notice', 'billing', 'incident', 'monitor', 'report', 'support', 'client', 'site', 'company', 'member'] as const;
/** Kinds that a contract's own stream can hold. */
const contractTypes = types.slice(0, 8);
const articleNumbers = Array.from({ length: 22 }, (_, index) => index + 1);
// As the trail and the address hold them, whatever the language on the screen.
const articleOf = (number: number) => `第${number}条`;
const articles = articleNumbers.map(articleOf);
// A year half typed (0020) is no filter yet.
const dayForm = /^(?:199\d|2[01]\d{2})-\d{2}-\d{2}$/;

export interface AuditFilter { readonly article?: string; readonly type?: string; readonly from?: string; readonly to?: string }

/** The filters as they stand in the address; what no one could have chosen there is left out. */
export function useAuditFilter(): AuditFilter {
  const [{ article, type, from, to }] = useAddressQuery();
  return {
    ...(article && articles.includes(article) ? { article } : {}), ...(types.some((entry) => entry === type) ? { type: `${type}.` } : {}),
    ...(from && dayForm.test(from) ? { from } : {}), ...(to && dayForm.test(to) ? { to } : {}),
  };
}

/** Article, kind and period of the trail; they live in the address. */
export function AuditFilters({ ofContract, onChange }: { readonly ofContract: boolean; readonly onChange: () => void }) {
  const t = useT();
  const [{ article = '', type = '', from = '', to = '' }, change] = useAddressQuery();
  const set = (name: string) => (value: string) => { onChange(); change({ [name]: value }); };
  const clear = () => { onChange(); change({ article: undefined, type: undefined, from: undefined, to: undefined }); };
  return (
    <Filters label={t('audit.filters')} onClear={article || type || from || to ? clear : undefined}>
      <FilterSelect label={t('audit.article')} value={article} options={articleNumbers.map((number) => ({ value: articleOf(number), label: t('audit.articleNumber', { number }) }))} onChange={set('article')} />
      <FilterSelect label={t('audit.type')} value={type} options={(ofContract ? contractTypes : types).map((name) => ({ value: name, label: t(`audit.type.${name}`) }))} onChange={set('type')} />
      <FilterDate label={t('audit.from')} value={from} max={to || undefined} onChange={set('from')} />
      <FilterDate label={t('audit.to')} value={to} min={from || undefined} onChange={set('to')} />
    </Filters>
  );
}
