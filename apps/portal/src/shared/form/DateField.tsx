import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useController } from 'react-hook-form';
import { useT } from '../i18n/translate.js';
import { eraDate, longDate, parseDate } from '../jp/dates.js';
import { Loading } from '../parts/Loading.js';
import { useField, type FieldProps } from './useField.js';

const Calendar = lazy(() => import('./Calendar.js'));

interface DateFieldProps extends FieldProps {
  /** The business day, for `11/22` and the calendar's first month. */
  readonly today: string;
  readonly minOn?: string;
  readonly maxOn?: string;
  /** The form's value is null instead of '' while the field is empty. */
  readonly nullable?: boolean;
}

/** A calendar day: 令和8年11月22日, R8.11.22, ２０２６／１１／２２, 20261122, 11/22, or picked. The form's value is `YYYY-MM-DD` or ''. */
export function DateField({ today, minOn, maxOn, nullable, ...props }: DateFieldProps) {
  const t = useT();
  const { control, common } = useField(props);
  const { field } = useController({ name: props.name, control });
  const value = typeof field.value === 'string' ? field.value : '';
  const known = parseDate(value, today) === value && value !== '';
  const [typing, setTyping] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  return (
    <div>
      <TextInput {...common} ref={field.ref} name={field.name} autoComplete="off" maw={320} description={common.description ?? t('form.date.hint')}
        value={typing ?? (known ? longDate(value) : value)}
        onChange={(event) => {
          setTyping(event.currentTarget.value);
          const typed = event.currentTarget.value.trim();
          field.onChange(typed === '' && nullable ? null : parseDate(typed, today) ?? typed);
        }}
        onBlur={() => { setTyping(null); field.onBlur(); }}
        rightSection={(
          <Popover opened={open} onChange={setOpen} position="bottom-end" shadow="md" trapFocus returnFocus>
            <Popover.Target><ActionIcon aria-label={t('form.date.open', { label: props.label })} aria-expanded={open} disabled={props.disabled ?? false} onClick={() => setOpen(!open)}><IconCalendar size={20} aria-hidden /></ActionIcon></Popover.Target>
            <Popover.Dropdown><Suspense fallback={<Loading />}><Calendar value={known ? value : null} today={today} minOn={minOn} maxOn={maxOn} onPick={(on) => { field.onChange(on); setTyping(null); setOpen(false); }} /></Suspense></Popover.Dropdown>
          </Popover>
        )} rightSectionWidth={48} />
      {known && <p className="h-note-small" aria-live="polite">{eraDate(value)}</p>}
    </div>
  );
}
