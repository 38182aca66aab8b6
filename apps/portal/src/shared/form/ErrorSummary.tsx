import { useEffect, useRef } from 'react';
import { useFormState } from 'react-hook-form';
import { useT } from '../i18n/translate.js';
import { useFieldId } from './id-scope.js';
import { useLabels } from './labels.js';

interface Found { readonly name: string; readonly message: string }

/** All messages in a tree of errors, by the field's full name; `root` is the form itself. */
export function flattenErrors(errors: unknown, prefix = ''): Found[] {
  if (typeof errors !== 'object' || errors === null) return [];
  if ('message' in errors && typeof errors.message === 'string' && 'type' in errors) return [{ name: prefix, message: errors.message }];
  return Object.entries(errors).flatMap(([key, value]) => (key === 'ref' ? [] : flattenErrors(value, prefix ? `${prefix}.${key}` : key)));
}

/** What is wrong with the form: takes the focus after a refused submit, each line leads to its field. */
export function ErrorSummary() {
  const t = useT();
  const labels = useLabels();
  const idOf = useFieldId();
  const { errors, submitCount, isSubmitting } = useFormState();
  const box = useRef<HTMLDivElement>(null);
  const found = flattenErrors(errors);
  const shown = submitCount > 0 && found.length > 0;
  const answeredAttempt = useRef(0);
  useEffect(() => {
    // Only a new attempt moves the focus; correcting a field must not.
    if (!shown || isSubmitting || answeredAttempt.current === submitCount) return;
    answeredAttempt.current = submitCount;
    box.current?.focus();
  }, [shown, submitCount, isSubmitting]);
  if (!shown) return null;
  const whole = found.filter((item) => item.name.startsWith('root'));
  const fields = found.filter((item) => !item.name.startsWith('root'));
  return (
    <div ref={box} className="h-error-summary" role="alert" tabIndex={-1}>
      <p className="h-error-title">{fields.length > 0 ? t('form.summary', { count: fields.length }) : t('form.refused')}</p>
      {whole.map((item) => <p key={item.name}>{item.message}</p>)}
      {fields.length > 0 && (
        <ul>
          {fields.map((item) => {
            // A problem inside a list (`officers.2`) belongs to the one field that shows the list.
            const name = labels?.has(item.name) ? item.name : item.name.replace(/\.\d+$/, '');
            return <li key={item.name}><a href={`#${idOf(name)}`} onClick={(event) => { event.preventDefault(); document.getElementById(idOf(name))?.focus(); }}>{labels?.get(name) ?? item.name}：{item.message}</a></li>;
          })}
        </ul>
      )}
    </div>
  );
}
