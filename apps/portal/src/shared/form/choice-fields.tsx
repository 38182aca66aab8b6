import { Checkbox, NativeSelect, Radio } from '@mantine/core';
import { useController } from 'react-hook-form';
import { useT } from '../i18n/translate.js';
import { useField, type FieldProps } from './useField.js';

export interface Option { readonly value: string; readonly label: string; readonly hint?: string; readonly disabled?: boolean }
interface OptionsProps extends FieldProps { readonly options: readonly Option[] }

/** One of many; the browser's own list, which works with every keyboard and phone. */
export function SelectField({ options, numeric, ...field }: OptionsProps & { /** The form's value is a number; null while nothing is chosen. */ readonly numeric?: boolean }) {
  const t = useT();
  const { register, common } = useField(field);
  const registered = numeric ? register(field.name, { setValueAs: (value: unknown) => (value === '' || value === null ? null : Number(value)) }) : register(field.name);
  return (
    <NativeSelect {...common} {...registered} maw={400}>
      <option value="">{t('form.choose')}</option>
      {options.map((option) => <option key={option.value} value={option.value} disabled={option.disabled}>{option.label}</option>)}
    </NativeSelect>
  );
}

/** One of a few, all visible. `numeric`: the form's value is the number that the option stands for. */
export function RadioField({ options, numeric, ...props }: OptionsProps & { readonly numeric?: boolean }) {
  const { control, common } = useField(props);
  const { field } = useController({ name: props.name, control });
  const { id, 'aria-required': _required, ...shown } = common;
  return (
    <Radio.Group {...shown} name={field.name} value={typeof field.value === 'string' || typeof field.value === 'number' ? String(field.value) : ''} onChange={(value) => field.onChange(numeric ? Number(value) : value)}>
      <div className="h-stack">{options.map((option, index) => <Radio key={option.value} id={index === 0 ? id : `${id}-${option.value}`} ref={index === 0 ? field.ref : null} value={option.value} label={option.label} description={option.hint} disabled={option.disabled ?? false} />)}</div>
    </Radio.Group>
  );
}

/** Any of several; the form's value is the list of chosen values. Nothing is ticked beforehand. */
export function CheckboxGroup({ options, ...props }: OptionsProps) {
  const { control, common } = useField(props);
  const { field } = useController({ name: props.name, control });
  const { id, 'aria-required': _required, ...shown } = common;
  const value = Array.isArray(field.value) ? field.value.map(String) : [];
  return (
    <Checkbox.Group {...shown} value={value} onChange={field.onChange}>
      <div className="h-stack">{options.map((option, index) => <Checkbox key={option.value} id={index === 0 ? id : `${id}-${option.value}`} ref={index === 0 ? field.ref : null} value={option.value} label={option.label} description={option.hint} disabled={option.disabled ?? false} />)}</div>
    </Checkbox.Group>
  );
}

/** Yes or no, e.g. the consent to the terms. */
export function CheckboxField({ text, ...props }: FieldProps & { readonly text: React.ReactNode }) {
  const { register, common, error } = useField(props);
  return <Checkbox id={common.id} {...register(props.name)} label={text} disabled={props.disabled ?? false} {...(error?.message ? { error: error.message } : {})} {...(props.hint ? { description: props.hint } : {})} />;
}
