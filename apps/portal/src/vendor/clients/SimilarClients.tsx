import { clientRoutes } from '@hoshu/api-schema';
import { useEffect, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { AppLink } from '../../shared/router/links.js';
import './clients.css';

const restMs = 500;

function useRested(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/** Says while typing that the organisation may be there already; it never stops anybody. */
export function SimilarClients() {
  const t = useT();
  const [companyName, email]: unknown[] = useWatch({ name: ['companyName', 'contact.email'] });
  const name = useRested(typeof companyName === 'string' ? companyName.trim() : '');
  const address = useRested(typeof email === 'string' ? email.trim() : '');
  const query = useRoute(clientRoutes.similar, { query: { name, ...(address.includes('@') ? { email: address } : {}) } }, { enabled: name.length > 1 });
  const items = name.length > 1 ? (query.data?.items ?? []) : [];
  return (
    <div role="status">
      {items.length > 0 && (
        <div className="h-similar">
          <strong>{t('clients.similar')}</strong>
          <ul className="h-hint-list">{items.map((item) => <li key={item.id}><AppLink to={pathTo('vendor.client', { clientId: item.id })}>{item.companyName}</AppLink>{item.prefecture && `（${item.prefecture}）`} <span className="h-note-small">{t(`clients.similar.${item.because}`)}</span></li>)}</ul>
        </div>
      )}
    </div>
  );
}
