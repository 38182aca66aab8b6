import type { auditRoutes, ResponseOf } from '@hoshu/api-schema';
import { textLanguage, useT } from '../i18n/translate.js';
import { instantText } from '../jp/dates.js';
import { AppLink } from '../router/links.js';

export type AuditItem = ResponseOf<typeof auditRoutes.list>['items'][number];

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function Facts({ item }: { readonly item: AuditItem }) {
  const t = useT();
  const data = Object.entries(item.data).filter(([, value]) => value !== null && value !== '');
  return (
    <>
      <dl className="h-audit-facts">
        <dt>{t('audit.kind')}</dt><dd><code>{item.type}</code></dd>
        <dt>{t('audit.number')}</dt><dd>{item.seq}</dd>
        <dt>{t('audit.recordedAt')}</dt><dd>{instantText(item.recordedAt)}</dd>
        <dt>{t('audit.hash')}</dt><dd><code>{item.leaf}</code></dd>
        <dt>{t('audit.previous')}</dt><dd><code>{item.prev || t('audit.first')}</code></dd>
        <dt>{t('audit.data')}</dt><dd>{data.length === 0 ? t('audit.noData') : data.map(([key, value]) => <div key={key}><code>{key}: {plain(value)}</code></div>)}</dd>
      </dl>
      <p className="h-note-small">{t('audit.hashText')}</p>
    </>
  );
}

/** One fact: when, what, who in which role, which article; its hash and what it chains to on request. */
export function AuditEntry({ item, contractPath }: { readonly item: AuditItem; readonly contractPath?: ((contractId: string) => string) | undefined }) {
  const t = useT();
  const language = textLanguage();
  const { actor } = item;
  return (
    <li>
      <time className="h-audit-time" dateTime={item.at}>{instantText(item.at).slice(11)}</time>
      <div>
        <p className="h-audit-what">{item.sentence[language]}</p>
        <p className="h-audit-who">
          <span>{actor.name ? `${actor.name}（${actor.role[language]}）` : actor.role[language]}</span>
          {item.article && <span className="h-article">{item.article}</span>}
          {item.contractId && contractPath && <AppLink small to={contractPath(item.contractId)}>{t('audit.contract')}</AppLink>}
        </p>
        <details><summary>{t('audit.details')}</summary><Facts item={item} /></details>
      </div>
    </li>
  );
}
