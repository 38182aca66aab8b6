import { SpecialTermFields } from '../../../shared/contracts/AnnexFields.js';
import { useT } from '../../../shared/i18n/translate.js';
import { Section } from '../../../shared/parts/Section.js';
import { OwnTerms } from './OwnTerms.js';

/** 別紙1 の特約, and those in the vendor's own words. */
export function SpecialStep({ isTemplate = false }: { readonly isTemplate?: boolean }) {
  const t = useT();
  return (
    <>
      <Section title={t('annex.special.title')} lead={t('annex.special.lead')}><SpecialTermFields at="terms.annex.specialTerms" /></Section>
      <OwnTerms isTemplate={isTemplate} />
    </>
  );
}
