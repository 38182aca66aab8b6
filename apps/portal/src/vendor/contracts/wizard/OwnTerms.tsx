import { templateRoutes, type ResponseOf } from '@hoshu/api-schema';
import { variablesIn } from '@hoshu/domain';
import { useEffect } from 'react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { useRoute } from '../../../shared/api.js';
import { TextAreaField, TextField } from '../../../shared/form.js';
import { textLanguage, useT } from '../../../shared/i18n/translate.js';
import { Button } from '../../../shared/parts/Button.js';
import { Section } from '../../../shared/parts/Section.js';
import type { WizardValues } from './values.js';

const list = 'terms.annex.ownTerms';
/** How a blank is written in the text of a term. */
const mark = '{{返還の期間}}';
type Library = ResponseOf<typeof templateRoutes.form>['library'];

/** The variables of a text follow its `{{…}}`: what is new gets a field, what is gone loses it. */
function useVariables(index: number): void {
  const { getValues, setValue } = useFormContext<WizardValues>();
  const text = useWatch<WizardValues, `terms.annex.ownTerms.${number}.text`>({ name: `${list}.${index}.text` });
  useEffect(() => {
    const now = getValues(`${list}.${index}.variables`) ?? [];
    const names = variablesIn(text ?? '');
    if (names.join('\n') !== now.map(({ name }) => name).join('\n')) setValue(`${list}.${index}.variables`, names.map((name) => now.find((variable) => variable.name === name) ?? { name, hint: '', example: '', value: '' }), { shouldDirty: true });
  }, [text, index, getValues, setValue]);
}

function OwnTerm({ index, isTemplate, onRemove }: { readonly index: number; readonly isTemplate: boolean; readonly onRemove: () => void }) {
  const t = useT();
  useVariables(index);
  const term = useWatch<WizardValues, `terms.annex.ownTerms.${number}`>({ name: `${list}.${index}` });
  const title = term?.title || t('templates.own.untitled', { number: index + 1 });
  return (
    <div className="h-offer" data-on>
      <TextField name={`${list}.${index}.title`} label={t('templates.own.title')} maxWidth={400} />
      <TextAreaField name={`${list}.${index}.text`} label={t('templates.own.text')} hint={t('templates.own.textHint', { mark })} rows={4} />
      {(term?.variables ?? []).map((variable, at) => (
        <div key={variable.name} className="h-field-row">
          {isTemplate && <TextField optional name={`${list}.${index}.variables.${at}.hint`} label={t('templates.own.hintOf', { name: variable.name })} />}
          {isTemplate && <TextField optional name={`${list}.${index}.variables.${at}.example`} label={t('templates.own.exampleOf', { name: variable.name })} />}
          <TextField optional name={`${list}.${index}.variables.${at}.value`} label={t('templates.own.valueOf', { name: variable.name })} {...(variable.hint || variable.example ? { hint: [variable.hint, variable.example && t('templates.own.example', { example: variable.example })].filter(Boolean).join(' ') } : {})} />
        </div>
      ))}
      <div><Button variant="default" size="sm" aria-label={t('templates.own.removeOf', { name: title })} onClick={onRemove}>{t('templates.own.remove')}</Button></div>
    </div>
  );
}

/** 特約 beyond the choices of 別紙1: picked from the library with their law, or written in own words with variables. */
export function OwnTerms({ isTemplate = false }: { readonly isTemplate?: boolean }) {
  const t = useT();
  const language = textLanguage();
  const { control } = useFormContext<WizardValues>();
  const { fields, append, remove } = useFieldArray({ control, name: list });
  const chosen = useWatch<WizardValues, 'terms.annex.ownTerms'>({ name: list }) ?? [];
  const form = useRoute(templateRoutes.form, {});
  const library: Library = form.data?.library ?? [];
  const offered = library.flatMap((term) => (term.clause && !chosen.some(({ title }) => title === term.clause?.title) ? [{ ...term, clause: term.clause }] : []));
  return (
    <Section title={t('templates.own.heading')} lead={t('templates.own.lead', { mark: '{{…}}' })}>
      {fields.map((field, index) => <OwnTerm key={field.id} index={index} isTemplate={isTemplate} onRemove={() => remove(index)} />)}
      {offered.map((term) => (
        <div key={term.key} className="h-offer">
          <p><strong>{term.title}</strong><br />{term.plain[language]}<br /><small className="h-note-small">{t('templates.own.law', { law: term.law })}</small></p>
          <div><Button variant="default" size="sm" aria-label={t('templates.own.addOf', { name: term.title })} onClick={() => append(term.clause)}>{t('templates.own.add')}</Button></div>
        </div>
      ))}
      <div><Button variant="default" onClick={() => append({ title: '', text: '', variables: [] })}>{t('templates.own.write')}</Button></div>
    </Section>
  );
}
