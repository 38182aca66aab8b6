import { identityRoutes } from '@hoshu/api-schema';
import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { QueryView } from '../../shared/parts/QueryView.js';

/** One line an article; its number (第n条, `n.`) stands apart. */
function Document({ title, version, body }: { readonly title: string; readonly version: string; readonly body: string }) {
  const t = useT();
  useEffect(() => { document.title = `${title}｜Hoshu`; }, [title]);
  const articles = body.split('\n').filter(Boolean).map((line) => /^(第\d+条|\d+\.)?\s*(.*)$/.exec(line));
  return (
    <article className="h-card h-document">
      <h1>{title}</h1>
      <p className="h-note-small">{t('entry.version', { version })}</p>
      <ul>{articles.map((article, index) => <li key={index}>{article?.[1] && <strong>{article[1]}</strong>}<p>{article?.[2]}</p></li>)}</ul>
    </article>
  );
}

/** 利用規約, privacy policy and processing terms in the version now in force. */
export function Page() {
  const { pathname } = useLocation();
  const query = useRoute(identityRoutes.terms, {});
  const kind = pathname === pathTo('public.privacy') ? 'privacy' : pathname === pathTo('public.processing') ? 'processing' : 'terms';
  return (
    <QueryView whole query={query}>
      {({ version, documents }) => documents.filter((document) => document.kind === kind).map((document) => (
        <Document key={document.kind} version={version} title={document.title[textLanguage()]} body={document.body[textLanguage()]} />
      ))}
    </QueryView>
  );
}
