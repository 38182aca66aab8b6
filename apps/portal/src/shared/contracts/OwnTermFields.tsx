import { variablesIn } from '@hoshu/domain';
import { useEffect, type ReactNode } from 'react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { TextAreaField, TextField } from '../form.js';
import { useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import './offer.css';

/** A 特約 in own words as a form holds it. */
export interface OwnTermValue { readonly title: string; readonly text: string; readonly variables: readonly { readonly name: string; readonly hint: string; readonly example: string; readonly value: string }[] }
/** How a blank is written in the text of a term. */
const mark = '{{返還の期間}}';

/** The variables of a text follow its `{{…}}`: what is new gets a field, what is gone loses it. */
function useVariables(at: string): void {
  const { getValues, setValue } = useFormContext();
  const text: unknown = useWatch({ name: `${at}.text` });
  useEffect(() => {
    const now = (getValues(`${at}.variables`) ?? []) as OwnTermValue['variables'];
    const names = variablesIn(typeof text === 'string' ? text : '');
    if (names.join('\n') !== now.map(({ name }) => name).join('\n')) setValue(`${at}.variables`, names.map((name) => now.find((variable) => variable.name === name) ?? { name, hint: '', example: '', value: '' }), { shouldDirty: true });
  }, [text, at, getValues, setValue]);
}

function OwnTerm({ list, index, isTemplate, onRemove }: { readonly list: string; readonly index: number; readonly isTemplate: boolean; readonly onRemove: () => void }) {
  const t = useT();
  const at = `${list}.${index}`;
  useVariables(at);
  const term = useWatch({ name: at }) as OwnTermValue | undefined;
  const title = term?.title || t('templates.own.untitled', { number: index + 1 });
  return (
    <div className="h-offer" data-on>
      <TextField name={`${at}.title`} label={t('templates.own.title')} maxWidth={400} />
      <TextAreaField name={`${at}.text`} label={t('templates.own.text')} hint={t('templates.own.textHint', { mark })} rows={4} />
      {(term?.variables ?? []).map((variable, place) => (
        <div key={variable.name} className="h-field-row">
          {isTemplate && <TextField optional name={`${at}.variables.${place}.hint`} label={t('templates.own.hintOf', { name: variable.name })} />}
          {isTemplate && <TextField optional name={`${at}.variables.${place}.example`} label={t('templates.own.exampleOf', { name: variable.name })} />}
          <TextField optional name={`${at}.variables.${place}.value`} label={t('templates.own.valueOf', { name: variable.name })} {...(variable.hint || variable.example ? { hint: [variable.hint, variable.example && t('templates.own.example', { example: variable.example })].filter(Boolean).join(' ') } : {})} />
        </div>
      ))}
      <div><Button variant="default" size="sm" aria-label={t('templates.own.removeOf', { name: title })} onClick={onRemove}>{t('templates.own.remove')}</Button></div>
    </div>
  );
}

/** The 特約 in own words of a form's list, each to be changed or removed, and a new one to be written. `between` stands before the last: what else may be added. */
export function OwnTermFields({ list, isTemplate = false, between }: { readonly list: string; readonly isTemplate?: boolean; readonly between?: (chosen: readonly OwnTermValue[], add: (term: OwnTermValue) => void) => ReactNode }) {
  const t = useT();
  const { control } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control, name: list });
  const chosen = (useWatch({ name: list }) ?? []) as OwnTermValue[];
  return (
    <>
      {fields.map((field, index) => <OwnTerm key={field.id} list={list} index={index} isTemplate={isTemplate} onRemove={() => remove(index)} />)}
      {between?.(chosen, append)}
      <div><Button variant="default" onClick={() => append({ title: '', text: '', variables: [] })}>{t('templates.own.write')}</Button></div>
    </>
  );
}
