import { signingRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../../paths.js';
import { useRoute } from '../../../shared/api.js';
import { textLanguage, useT } from '../../../shared/i18n/translate.js';
import { Section } from '../../../shared/parts/Section.js';
import { AppLink } from '../../../shared/router/links.js';

/** The blanks that the product computes with: they must be filled before a signed contract is registered. */
export function RegisterGates({ contractId }: { readonly contractId: string }) {
  const t = useT();
  const { data } = useRoute(signingRoutes.gates, { params: { contractId } });
  const blanks = data?.gates.find((gate) => gate.key === 'blanks');
  if (!blanks || blanks.ok) return null;
  return (
    <Section title={t('vendorSigning.register.blanks')} lead={t('vendorSigning.register.blanksLead')}>
      <ul className="h-plain-list">{blanks.items.map((item) => <li key={item.path}>{item[textLanguage()]}</li>)}</ul>
      <AppLink to={pathTo('vendor.contractEdit', { contractId })}>{t('vendorSigning.draft.continue')}</AppLink>
    </Section>
  );
}
