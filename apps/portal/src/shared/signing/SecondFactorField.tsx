import { CheckboxField } from '../form.js';
import { useT } from '../i18n/translate.js';
import type { Signer } from './types.js';

/** Offers the second factor to people who have one; others read how they could (D35). A signing link alone cannot carry it. */
export function SecondFactorField({ state }: { readonly state: Signer['secondFactor'] }) {
  const t = useT();
  if (state === 'ready') return <CheckboxField name="requireTwoFactor" label={t('signing.twoFactor.label')} text={t('signing.twoFactor.label')} hint={t('signing.twoFactor.hint')} />;
  return state === 'can_enrol' ? <p className="h-note-small">{t('signing.twoFactor.enrol')}</p> : null;
}
