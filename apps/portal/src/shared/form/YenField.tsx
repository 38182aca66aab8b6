import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useController } from 'react-hook-form';
import { parseYen, yenDigits } from '../jp/money.js';
import { useField, type FieldProps } from './useField.js';

/** Whole yen: `６１，６００円`, `5万` and `61600` are read; the form's value is a number, or null while it is none. */
export function YenField(props: FieldProps) {
  const { control, common } = useField(props);
  const { field } = useController({ name: props.name, control });
  const shown = typeof field.value === 'number' ? yenDigits(field.value) : '';
  const [typing, setTyping] = useState<string | null>(null);
  return (
    <TextInput {...common} ref={field.ref} name={field.name} inputMode="numeric" autoComplete="off" maw={240} rightSection={<span aria-hidden>円</span>} classNames={{ input: 'h-amount' }}
      value={typing ?? shown}
      onChange={(event) => {
        setTyping(event.currentTarget.value);
        field.onChange(event.currentTarget.value.trim() === '' ? null : parseYen(event.currentTarget.value));
      }}
      onBlur={() => {
        // What could not be read stays as typed, so that the person sees what to correct.
        if (typing === null || typing.trim() === '' || parseYen(typing) !== null) setTyping(null);
        field.onBlur();
      }} />
  );
}
