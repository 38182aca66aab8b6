import { representationRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api/hooks.js';
import { textLanguage } from '../../shared/i18n/translate.js';
import { AppLink } from '../../shared/router/links.js';
import { Status } from '../../shared/parts/Status.js';

/** The yearly representation (第20条1項) that waits, one line per contract; nothing while none does. The API words it. */
export function Attestations() {
  const language = textLanguage();
  const items = useRoute(representationRoutes.waiting, {}).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <ul className="h-todos">
      {items.map(({ contractId, title, own }) => (
        <li key={contractId} className="h-card"><Status tone={own.state === 'refused' ? 'bad' : 'warn'} label={own.text[language]} /> <AppLink to={pathTo('client.representations', { contractId })}>{title[language]}</AppLink></li>
      ))}
    </ul>
  );
}
