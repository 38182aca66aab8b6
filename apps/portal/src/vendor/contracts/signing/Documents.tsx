import { signingRoutes } from '@hoshu/api-schema';
import { IconDownload } from '@tabler/icons-react';
import { addressOf } from '../../../shared/api.js';
import { textLanguage, useT } from '../../../shared/i18n/translate.js';
import { ButtonAnchor } from '../../../shared/parts/Button.js';
import { Section } from '../../../shared/parts/Section.js';
import type { SigningView } from './parts.js';

/** Both originals, the certificate, or the scan, with the hash each file can be checked against (D42). */
export function Documents({ view }: { readonly view: SigningView }) {
  const t = useT();
  const language = textLanguage();
  if (view.documents.length === 0) return view.conclusion?.method === 'electronic' ? <Section title={t('vendorSigning.documents.title')}><p role="status">{t('vendorSigning.documents.making')}</p></Section> : null;
  return (
    <Section title={t('vendorSigning.documents.title')} lead={t('vendorSigning.documents.lead')}>
      <ul className="h-documents">
        {view.documents.map((document) => (
          <li key={document.kind}>
            <div><strong>{document.label[language]}</strong><br /><small className="h-note-small">{document.fileName}（{Math.max(1, Math.round(document.byteCount / 1024))} KB）<br />SHA-256 {document.sha256}</small></div>
            <ButtonAnchor variant="default" size="sm" icon={<IconDownload size={18} aria-hidden />} href={addressOf(signingRoutes.document, { params: { contractId: view.contractId, kind: document.kind } })} download={document.fileName}>{t('vendorSigning.documents.download')}</ButtonAnchor>
          </li>
        ))}
      </ul>
    </Section>
  );
}
