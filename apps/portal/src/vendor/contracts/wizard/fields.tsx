import { Checkbox, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useController } from 'react-hook-form';
import { fieldId } from '../../../shared/form/id-scope.js';
import { useField, type FieldProps } from '../../../shared/form/useField.js';
import { useT } from '../../../shared/i18n/translate.js';
import '../../../shared/contracts/offer.css';

interface ChoiceProps extends FieldProps { readonly options: readonly { readonly value: number; readonly label: string }[] }

/** One of many numbers; the form's value is a number or null. */
export function NumberSelect({ options, ...props }: ChoiceProps) {
  const t = useT();
  const { control, common } = useField(props);
  const { field } = useController({ name: props.name, control });
  return (
    <NativeSelect {...common} ref={field.ref} name={field.name} maw={400} value={typeof field.value === 'number' ? String(field.value) : ''} onBlur={field.onBlur} onChange={(event) => field.onChange(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}>
      <option value="">{t('form.choose')}</option>
      {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </NativeSelect>
  );
}

interface OfferProps { readonly name: string; readonly label: string; readonly text: string; /** Value of the field once it is chosen; absent, it is left out of the contract. */ readonly chosen: unknown; readonly children?: ReactNode }

/** Something offered and never ticked beforehand: chosen it has a value, else it is absent from the contract. */
export function Offer({ name, label, text, chosen, children }: OfferProps) {
  const { control } = useField({ name, label, optional: true });
  const { field } = useController({ name, control });
  const on = field.value !== undefined && field.value !== false;
  return (
    <div className="h-offer" data-on={on || undefined}>
      <Checkbox id={`offer-${fieldId(name)}`} ref={children ? undefined : field.ref} checked={on} label={<strong>{label}</strong>} description={text} onChange={(event) => field.onChange(event.currentTarget.checked ? chosen : undefined)} />
      {on && children && <div className="h-offer-more">{children}</div>}
    </div>
  );
}
