import { TextInput } from '@mantine/core';
import { useController } from 'react-hook-form';
import { useT } from '../i18n/translate.js';
import { useField, type FieldProps } from './useField.js';

const offsetMs = 9 * 3_600_000;
/** Instant → what the browser's date-and-time input shows, in Japanese time. */
const localOf = (at: string): string => (at && !Number.isNaN(Date.parse(at)) ? new Date(Date.parse(at) + offsetMs).toISOString().slice(0, 16) : '');

/** A day and time in Japan; the form's value is an instant with offset, or undefined while it is empty. */
export function InstantField(props: FieldProps) {
  const t = useT();
  const { control, common } = useField(props);
  const { field } = useController({ name: props.name, control });
  return (
    <TextInput {...common} ref={field.ref} name={field.name} type="datetime-local" maw={320} description={common.description ?? t('form.instant.hint')} value={localOf(typeof field.value === 'string' ? field.value : '')} onBlur={field.onBlur}
      onChange={(event) => field.onChange(event.currentTarget.value ? `${event.currentTarget.value.slice(0, 16)}:00+09:00` : undefined)} />
  );
}
