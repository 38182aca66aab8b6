import { Trans } from '@lingui/react';
import { pathTo } from '../../paths.js';
import { CheckboxField } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';

const link = (to: string) => <a className="h-link" href={to} target="_blank" rel="noreferrer" />;

/** Consent to the three documents; never ticked beforehand (D13). */
export function AgreementField() {
  const t = useT();
  return <CheckboxField name="acceptedTerms" label={t('entry.agreement')} text={<Trans id="entry.signUp.agree" components={{ 0: link(pathTo('public.terms')), 1: link(pathTo('public.privacy')), 2: link(pathTo('public.processing')) }} />} />;
}
