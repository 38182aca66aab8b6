import { useWatch } from 'react-hook-form';
import { TextField } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { useSession } from '../../shared/session/session.js';

/** The pattern of invoice numbers and the number it would make next month's first invoice from. */
export function InvoicePatternField() {
  const t = useT();
  const { today } = useSession();
  const pattern = (useWatch({ name: 'invoicePattern' }) as string | undefined) ?? '';
  const example = pattern.replaceAll('{YYYY}', today.slice(0, 4)).replaceAll('{MM}', today.slice(5, 7)).replaceAll('{client}', '8F3A2C').replaceAll('{seq}', '0001');
  return (
    <div className="h-settings-checked">
      <TextField name="invoicePattern" label={t('settings.pattern')} hint={t('settings.patternHint', { seq: '{seq}', year: '{YYYY}', month: '{MM}', client: '{client}' })} maxWidth={460} />
      <p>{t('settings.patternPreview')}<strong className="h-num">{example}</strong></p>
    </div>
  );
}
