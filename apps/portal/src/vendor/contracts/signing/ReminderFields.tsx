import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { NumberField } from '../../../shared/form.js';
import { useT } from '../../../shared/i18n/translate.js';
import { Button } from '../../../shared/parts/Button.js';

const most = 3;

/** On which days after being asked a person is reminded: none to three (F132). */
export function ReminderFields({ initial }: { readonly initial: readonly number[] }) {
  const t = useT();
  const { getValues, setValue } = useFormContext<{ reminderDays: number[] }>();
  const [count, setCount] = useState(initial.length);
  const resize = (days: number[]) => { setValue('reminderDays', days); setCount(days.length); };
  return (
    <div className="h-stack">
      {count === 0 && <p>{t('vendorSigning.reminders.none')}</p>}
      {Array.from({ length: count }, (_, index) => <NumberField key={index} name={`reminderDays.${index}`} label={t('vendorSigning.reminders.nth', { number: index + 1 })} unit={t('vendorSigning.reminders.unit')} />)}
      <div className="h-page-actions">
        {count < most && <Button variant="default" onClick={() => resize([...getValues('reminderDays'), (getValues('reminderDays').at(-1) ?? 0) + 3])}>{t('vendorSigning.reminders.add')}</Button>}
        {count > 0 && <Button variant="default" onClick={() => resize(getValues('reminderDays').slice(0, -1))}>{t('vendorSigning.reminders.remove')}</Button>}
      </div>
    </div>
  );
}
