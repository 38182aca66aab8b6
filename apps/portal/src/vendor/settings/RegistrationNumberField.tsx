import { registrationNumber } from '@hoshu/domain';
import { useWatch } from 'react-hook-form';
import { TextField } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Status } from '../../shared/parts/Status.js';

/** 登録番号 with its check digit looked at while it is typed (F167): wrong for a company, only doubtful for a sole proprietor. */
export function RegistrationNumberField() {
  const t = useT();
  const [value = '', individual] = useWatch({ name: ['registrationNumber', 'isIndividual'] }) as [string | undefined, boolean];
  const typed = value.trim();
  const check = typed ? registrationNumber({ value: typed, soleProprietor: individual }) : null;
  // Half a number is no mistake yet.
  const unfinished = check?.reason === 'format' && typed.length < 14;
  return (
    <div className="h-settings-checked">
      <TextField name="registrationNumber" label={t('settings.registrationNumber')} hint={t('settings.registrationNumberHint')} optional maxWidth={460} />
      <p role="status">
        {!check && <Status tone="muted" label={t('settings.number.none')} />}
        {check && unfinished && <Status tone="muted" label={t('settings.number.unfinished')} />}
        {check && !unfinished && !check.ok && <Status tone="bad" label={t(check.reason === 'format' ? 'settings.number.format' : 'settings.number.wrong')} />}
        {check?.ok && !check.warning && <Status tone="good" label={t('settings.number.right')} />}
        {check?.ok && check.warning && <Status tone="warn" label={t('settings.number.doubtful')} />}
      </p>
    </div>
  );
}
