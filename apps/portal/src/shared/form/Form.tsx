import './form.css';
import { createContext, useContext, useEffect, useMemo, useRef, type FormEventHandler, type ReactNode } from 'react';
import { FormProvider, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { ErrorSummary } from './ErrorSummary.js';

type Labels = Map<string, string>;
const LabelsContext = createContext<Labels | null>(null);

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

interface FormProps<V extends FieldValues, O> {
  readonly form: UseFormReturn<V, unknown, O>;
  readonly onSubmit: FormEventHandler<HTMLFormElement>;
  readonly children: ReactNode;
}

/** A form: summary of errors on top, own checks instead of the browser's. */
export function Form<V extends FieldValues, O>({ form, onSubmit, children }: FormProps<V, O>) {
  const labels = useMemo<Labels>(() => new Map(), []);
  const element = useRef<HTMLFormElement>(null);
  return (
    <FormProvider {...form}>
      <LabelsContext value={labels}>
        <form ref={element} noValidate onSubmit={onSubmit} className="h-form">
          <ErrorSummary />
          {children}
        </form>
      </LabelsContext>
    </FormProvider>
  );
}
