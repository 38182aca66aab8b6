import { createContext, useContext } from 'react';

/** What the ids of fields begin with: a dialog's form may have a field of the same name as the page behind it, and a label must find its own. */
export const IdScope = createContext('');

/** Id of a field's input by its name, the target of its label and of the summary's links. */
export function useFieldId(): (name: string) => string {
  const scope = useContext(IdScope);
  return (name) => `${scope}${fieldId(name)}`;
}

/** The id outside dialogs. */
export const fieldId = (name: string): string => `field-${name.replaceAll('.', '-')}`;
