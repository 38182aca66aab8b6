import { NativeSelect } from '@mantine/core';
import { useController } from 'react-hook-form';
import { useField, type FieldProps } from '../../../shared/form/useField.js';
import { useT } from '../../../shared/i18n/translate.js';

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
