import type { FormEventHandler, ReactNode } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { Form } from './Form.js';
import { useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { Dialog } from '../parts/Dialog.js';

interface FormDialogProps<V extends FieldValues, O> {
  readonly title: string;
  readonly confirmLabel: string;
  readonly danger?: boolean;
  readonly isPending: boolean;
  readonly form: UseFormReturn<V, unknown, O>;
  readonly onSubmit: FormEventHandler<HTMLFormElement>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog around a short form: what will happen, its fields, and the act. */
export function FormDialog<V extends FieldValues, O>({ title, confirmLabel, danger, isPending, form, onSubmit, onClose, children }: FormDialogProps<V, O>) {
  const t = useT();
  return (
    <Dialog opened onClose={onClose} title={title}>
      <Form form={form} onSubmit={onSubmit}>
        {children}
        <div className="h-dialog-actions">
          <Button variant="default" onClick={onClose} disabled={isPending}>{t('shell.cancel')}</Button>
          <Button type="submit" danger={danger === true} loading={isPending}>{confirmLabel}</Button>
        </div>
      </Form>
    </Dialog>
  );
}
