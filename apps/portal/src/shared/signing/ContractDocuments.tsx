import { signingRoutes } from '@hoshu/api-schema';
import { IconDownload } from '@tabler/icons-react';
import { addressOf } from '../api/call.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { ButtonAnchor } from '../parts/Button.js';
import { Loading } from '../parts/Loading.js';
import type { SigningView } from './types.js';
import '../parts/parts.css';
import './signing.css';

const sizeText = (bytes: number) => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);

/** Both originals, the certificate or the scan, to download; said to be on their way while the worker still makes them. */
export function ContractDocuments({ view }: { readonly view: SigningView }) {
  const t = useT();
  const { contractId, documents, conclusion } = view;
  if (documents.length === 0) return conclusion?.method === 'electronic' ? <Loading label={t('signing.documents.making')} /> : <p className="h-note-small">{t('signing.documents.none')}</p>;
  return (
    <div className="h-stack">
      <ul className="h-documents">
        {documents.map((document) => (
          <li key={document.kind}>
            <span><strong>{document.label[textLanguage()]}</strong><small>{document.fileName}（{sizeText(document.byteCount)}）</small></span>
            <ButtonAnchor href={addressOf(signingRoutes.document, { params: { contractId, kind: document.kind } })} download variant="default" icon={<IconDownload size={18} aria-hidden />}>{t('signing.documents.download')}<span className="h-visually-hidden">：{document.label[textLanguage()]}</span></ButtonAnchor>
          </li>
        ))}
      </ul>
      <details className="h-fold h-fingerprints">
        <summary>{t('signing.documents.fingerprints')}</summary>
        <dl>{documents.map((document) => <div key={document.kind}><dt>{document.label[textLanguage()]}</dt><dd><code>{document.sha256}</code></dd></div>)}</dl>
        {view.request && <p className="h-note-small">{t('signing.documents.bodyHash')}<br /><code>{view.request.bodyHash}</code></p>}
      </details>
    </div>
  );
}
