import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useController } from 'react-hook-form';
import { useField, type FieldProps } from './useField.js';

interface NumberFieldProps extends FieldProps {
  /** Stands right of the number: 「日」「か月」. */
  readonly unit?: string;
  /** Digits after the point that are accepted. */
  readonly decimals?: 1;
}

/** A number, in any width of digits; the form's value is a number, or null while it is empty. What cannot be read stays as typed. */
export function NumberField({ unit, decimals, ...props }: NumberFieldProps) {
  const { control, common } = useField(props);
  const { field } = useController({ name: props.name, control });
  const [typing, setTyping] = useState<string | null>(null);
  const isNumber = (text: string) => (decimals ? /^\d{1,9}(\.\d)?$/ : /^\d{1,9}$/).test(text);
  return (
    <TextInput {...common} ref={field.ref} name={field.name} inputMode={decimals ? 'decimal' : 'numeric'} autoComplete="off" classNames={{ wrapper: 'h-number' }} {...(unit ? { rightSection: <span aria-hidden>{unit}</span>, rightSectionWidth: 56 } : {})}
      value={typing ?? (field.value === null || field.value === undefined ? '' : String(field.value))}
      onChange={(event) => {
        const text = event.currentTarget.value.normalize('NFKC').trim();
        setTyping(event.currentTarget.value);
        field.onChange(text === '' ? null : isNumber(text) ? Number(text) : text);
      }}
      onBlur={() => { setTyping(null); field.onBlur(); }} />
  );
}
