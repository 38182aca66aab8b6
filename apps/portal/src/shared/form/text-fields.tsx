import { PasswordInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useController } from 'react-hook-form';
import { useT } from '../i18n/translate.js';
import { digits, katakana, mailAddress, postalCode, telephone } from '../jp/text.js';
import { useField, type FieldProps } from './useField.js';

const normalisers = { kana: katakana, postalCode, telephone, email: mailAddress, digits } as const;
const inputTypes = { kana: 'text', postalCode: 'text', telephone: 'tel', email: 'email', digits: 'text' } as const;
const inputModes = { kana: 'text', postalCode: 'numeric', telephone: 'tel', email: 'email', digits: 'numeric' } as const;

export interface TextFieldProps extends FieldProps {
  /** Full-width, hiragana and hyphen variants are accepted and put right when the field is left. */
  readonly kind?: keyof typeof normalisers;
  readonly autoComplete?: string;
  readonly maxWidth?: number;
}

/** One line of text. */
export function TextField({ kind, autoComplete, maxWidth, ...field }: TextFieldProps) {
  const { register, setValue, common } = useField(field);
  const { onBlur, ...registered } = register(field.name);
  return (
    <TextInput {...common} {...registered} type={kind ? inputTypes[kind] : 'text'} inputMode={kind ? inputModes[kind] : 'text'} autoComplete={autoComplete ?? 'off'} {...(maxWidth ? { maw: maxWidth } : {})}
      onBlur={(event) => {
        const typed = event.currentTarget.value;
        const put = kind ? normalisers[kind](typed) : typed;
        if (put !== typed) setValue(field.name, put, { shouldDirty: true });
        void onBlur(event);
      }} />
  );
}

/** Several lines of text. */
export function TextAreaField({ rows = 4, ...field }: FieldProps & { readonly rows?: number }) {
  const { register, common } = useField(field);
  return <Textarea {...common} {...register(field.name)} minRows={rows} rows={rows} />;
}

/** A list of short texts, one on each line; the form's value is the list without empty lines. */
export function LinesField({ rows = 3, ...field }: FieldProps & { readonly rows?: number }) {
  const { control, common, error } = useField(field);
  const { field: bound } = useController({ name: field.name, control });
  const [text, setText] = useState(() => (Array.isArray(bound.value) ? bound.value.join('\n') : ''));
  const inside = Object.values(error ?? {}).find((entry): entry is { message: string } => typeof entry === 'object' && entry !== null && 'message' in entry)?.message;
  return (
    <Textarea {...common} {...(inside && !error?.message ? { error: inside } : {})} ref={bound.ref} name={bound.name} autosize minRows={rows} value={text} onBlur={bound.onBlur}
      onChange={(event) => {
        setText(event.currentTarget.value);
        bound.onChange(event.currentTarget.value.split('\n').map((line) => line.trim()).filter(Boolean));
      }} />
  );
}

/** A password with a button that shows it; `fresh` for choosing a new one. */
export function PasswordField({ fresh, ...field }: FieldProps & { readonly fresh?: boolean }) {
  const t = useT();
  const { register, common } = useField(field);
  return <PasswordInput {...common} {...register(field.name)} autoComplete={fresh ? 'new-password' : 'current-password'} visibilityToggleButtonProps={{ 'aria-label': t('form.password.show') }} />;
}
