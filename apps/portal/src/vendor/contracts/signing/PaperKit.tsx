import { signingRoutes } from '@hoshu/api-schema';
import { IconPrinter } from '@tabler/icons-react';
import { addressOf } from '../../../shared/api.js';
import { useT } from '../../../shared/i18n/translate.js';
import { ButtonAnchor } from '../../../shared/parts/Button.js';
import { Section } from '../../../shared/parts/Section.js';

const list = ['print', 'bind', 'seam', 'across', 'stamp', 'send', 'register'] as const;

/** F136: the two copies to print, and what to do with them until both sides hold one. */
export function PaperKit({ contractId }: { readonly contractId: string }) {
  const t = useT();
  return (
    <Section title={t('vendorSigning.paper.title')} lead={t('vendorSigning.paper.lead')}>
      <div className="h-page-actions">
        {(['client', 'vendor'] as const).map((copy) => <ButtonAnchor key={copy} variant="default" icon={<IconPrinter size={18} aria-hidden />} href={addressOf(signingRoutes.print, { params: { contractId, copy } })} download>{t(`vendorSigning.paper.${copy}`)}</ButtonAnchor>)}
      </div>
      <ol className="h-plain-list">{list.map((name) => <li key={name}>{t(`vendorSigning.paper.step.${name}`)}</li>)}</ol>
    </Section>
  );
}
