import { identityRoutes } from '@hoshu/api-schema';
import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { useAct, useRoute } from '../api/hooks.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { Kit } from '../Kit.js';
import { ProblemNote } from '../parts/ErrorState.js';
import { QueryView } from '../parts/QueryView.js';
import { useSignOut } from './session.js';
import { Button } from '../parts/Button.js';

const pages = { terms: 'public.terms', privacy: 'public.privacy', processing: 'public.processing' } as const;

/** Shown before anything else until the person accepted the current version of the terms (D13). */
export default function TermsGate() {
  const t = useT();
  const [agreed, setAgreed] = useState(false);
  const query = useRoute(identityRoutes.terms, {});
  const accepting = useAct(identityRoutes.acceptTerms, { refreshes: [identityRoutes.session] });
  const leaving = useSignOut();
  return (
    <Kit><main className="h-center">
      <div className="h-card h-terms">
        <QueryView query={query}>
          {(terms) => (
            <div className="h-stack">
              <h1>{t('shell.terms.title')}</h1>
              <p>{t('shell.terms.text', { version: terms.version })}</p>
              <ul className="h-plain-list">
                {terms.documents.map((document) => (
                  <li key={document.kind}><a className="h-link" href={pathTo(pages[document.kind])} target="_blank" rel="noreferrer">{document.title[textLanguage()]}</a></li>
                ))}
              </ul>
              <Checkbox label={t('shell.terms.agree')} checked={agreed} onChange={(event) => setAgreed(event.currentTarget.checked)} />
              {accepting.problem && <ProblemNote problem={accepting.problem} />}
              <div className="h-page-actions">
                <Button disabled={!agreed} loading={accepting.isPending} onClick={() => void accepting.act({ body: { version: terms.version } }).catch(() => undefined)}>{t('shell.terms.accept')}</Button>
                <Button variant="subtle" onClick={() => void leaving.act({}).catch(() => undefined)}>{t('shell.signOut')}</Button>
              </div>
            </div>
          )}
        </QueryView>
      </div>
    </main></Kit>
  );
}
