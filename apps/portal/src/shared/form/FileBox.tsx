import { CloseButton } from '@mantine/core';
import { IconFile, IconUpload } from '@tabler/icons-react';
import { useRef, useState, type DragEvent, type ReactNode, type RefCallback } from 'react';
import { useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { Req } from './useField.js';

const limitBytes = 20 * 1024 * 1024;
const sizeText = (bytes: number) => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);

interface FileBoxProps {
  readonly id: string;
  readonly label: string;
  readonly accept: string;
  readonly file: File | null;
  readonly onFile: (file: File | null) => void;
  readonly optional?: boolean;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
  readonly busy?: boolean;
  readonly message?: string | undefined;
  readonly inputRef?: RefCallback<HTMLInputElement>;
}

/** The place to choose or drop one file of at most 20 MB (D22). */
export function FileBox({ id, label, accept, file, onFile, optional, hint, disabled = false, busy = false, message, inputRef }: FileBoxProps) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const take = (chosen: File | undefined) => {
    if (!chosen) return;
    setTooLarge(chosen.size > limitBytes);
    if (chosen.size <= limitBytes) onFile(chosen);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  const shown = tooLarge ? t('form.file.tooLarge') : message;
  return (
    <div className="h-file" data-over={over || undefined} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
      <label htmlFor={id} className="h-file-label"><Req label={label} optional={optional} /></label>
      <p className="h-note-small" id={`${id}-hint`}>{hint ?? t('form.file.hint')}</p>
      <input ref={(element) => { input.current = element; inputRef?.(element); }} id={id} type="file" accept={accept} className="h-visually-hidden" disabled={disabled || busy} aria-describedby={`${id}-hint`} aria-invalid={shown ? true : undefined} onChange={(event) => { take(event.currentTarget.files?.[0]); event.currentTarget.value = ''; }} />
      {file
        ? <p className="h-file-chosen"><IconFile size={20} aria-hidden /><span>{file.name}（{sizeText(file.size)}）</span>{!busy && <CloseButton size="lg" aria-label={t('form.file.remove', { name: file.name })} onClick={() => onFile(null)} />}</p>
        : <Button variant="default" icon={<IconUpload size={18} aria-hidden />} tabIndex={-1} disabled={disabled} onClick={() => input.current?.click()}>{t('form.file.choose')}</Button>}
      {busy && <p className="h-note-small" role="status">{t('form.file.sending')}</p>}
      {shown && <p className="h-field-error" role="alert">{shown}</p>}
    </div>
  );
}
