import { createContext, useContext, useEffect } from 'react';

export type Labels = Map<string, string>;
export const LabelsContext = createContext<Labels | null>(null);

/** Labels of the fields on this form by name, for the summary of errors. */
export const useLabels = (): Labels | null => useContext(LabelsContext);

/** Tells the form a field's label while the field is shown. */
export function useLabel(name: string, label: string): void {
  const labels = useLabels();
  useEffect(() => {
    labels?.set(name, label);
    return () => { labels?.delete(name); };
  }, [labels, name, label]);
}
