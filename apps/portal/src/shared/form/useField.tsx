import { useFormContext, type FieldError } from 'react-hook-form';
import type { ReactNode } from 'react';
import { useT } from '../i18n/translate.js';
import { useFieldId } from './id-scope.js';
import { useLabel } from './labels.js';

/** Properties that every field of a form shares. */
export interface FieldProps {
  /** Name in the schema, dotted for nested values: `address.postalCode`. */
  readonly name: string;
  readonly label: string;
  /** Fields are required unless told; optional ones say （任意）. */
  readonly optional?: boolean;
  /** Hint under the label; examples start with 「例：」. Never a placeholder. */
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
}

/** Label with ※必須 or （任意） in words. */
export function Req({ label, optional }: { readonly label: string; readonly optional?: boolean | undefined }) {
  const t = useT();
  return <>{label}<span className={optional ? 'h-optional' : 'h-required'}>{t(optional ? 'form.optional' : 'form.required')}</span></>;
}

/** Binds one field: common Mantine properties and the field's error. */
export function useField({ name, label, optional, hint, disabled }: FieldProps) {
  const { control, register, getFieldState, formState, setValue } = useFormContext();
  const idOf = useFieldId();
  useLabel(name, label);
  const error: FieldError | undefined = getFieldState(name, formState).error;
  const common = {
    id: idOf(name),
    label: <Req label={label} optional={optional} />,
    'aria-required': !optional,
    ...(hint ? { description: hint } : {}),
    ...(error?.message ? { error: error.message } : {}),
    ...(disabled ? { disabled } : {}),
  };
  return { control, register, setValue, common, error };
}
