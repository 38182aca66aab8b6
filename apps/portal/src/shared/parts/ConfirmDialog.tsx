import { TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { asProblem, type ApiProblem } from '../api/problem.js';
import { useT } from '../i18n/translate.js';
import { Dialog } from './Dialog.js';
import { ProblemNote } from './ErrorState.js';
import { Button } from './Button.js';

interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What will happen, in plain words. */
  readonly children: ReactNode;
  readonly confirmLabel: string;
  /** A refusal (ApiProblem) is shown in the dialog, which then stays open; success closes it. */
  readonly onConfirm: () => Promise<unknown>;
  readonly danger?: boolean;
  /** The person must type this text first, e.g. the client's company name. */
  readonly typeToConfirm?: string;
}

/** Asks once more before an act that others will see or that cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const close = () => {
    setTyped('');
    setProblem(null);
    props.onClose();
  };
  const confirm = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await props.onConfirm();
      close();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const matches = props.typeToConfirm === undefined || typed.trim() === props.typeToConfirm;
  return (
    <Dialog opened={props.opened} onClose={close} title={props.title}>
      <div className="h-stack">
        <div>{props.children}</div>
        {props.typeToConfirm !== undefined && <TextInput label={t('shell.typeToConfirm', { text: props.typeToConfirm })} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" />}
        {problem && <ProblemNote problem={problem} />}
        <div className="h-dialog-actions">
          <Button variant="default" onClick={close} disabled={busy}>{t('shell.cancel')}</Button>
          <Button danger={props.danger === true} loading={busy} disabled={!matches} onClick={() => void confirm()}>{props.confirmLabel}</Button>
        </div>
      </div>
    </Dialog>
  );
}
