import './form.css';
import { useMemo, useRef, type FormEventHandler, type ReactNode } from 'react';
import { FormProvider, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { ErrorSummary } from './ErrorSummary.js';
import { LabelsContext, type Labels } from './labels.js';

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
