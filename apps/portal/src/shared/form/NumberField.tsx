import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useController } from 'react-hook-form';
import { useField, type FieldProps } from './useField.js';

/** A whole number, in any width of digits; the form's value is a number, or null while it is empty. What cannot be read stays as typed. */
export function NumberField({ unit, ...props }: FieldProps & { readonly unit?: string }) {
  const { control, common } = useField(props);
  const { field } = useController({ name: props.name, control });
  const [typing, setTyping] = useState<string | null>(null);
  return (
    <TextInput {...common} ref={field.ref} name={field.name} inputMode="numeric" autoComplete="off" maw={200} {...(unit ? { rightSection: <span aria-hidden>{unit}</span>, rightSectionWidth: 56 } : {})}
      value={typing ?? (field.value === null || field.value === undefined ? '' : String(field.value))}
      onChange={(event) => {
        const text = event.currentTarget.value.normalize('NFKC').trim();
        setTyping(event.currentTarget.value);
        field.onChange(text === '' ? null : /^\d{1,9}$/.test(text) ? Number(text) : text);
      }}
      onBlur={() => { setTyping(null); field.onBlur(); }} />
  );
}
