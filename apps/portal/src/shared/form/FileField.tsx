import { CloseButton } from '@mantine/core';
import { IconFile, IconUpload } from '@tabler/icons-react';
import { useRef, useState, type DragEvent } from 'react';
import { useController } from 'react-hook-form';
import { useT } from '../i18n/translate.js';
import { Req, useField, type FieldProps } from './useField.js';
import { Button } from '../parts/Button.js';

const limitBytes = 20 * 1024 * 1024;
const sizeText = (bytes: number) => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);

interface FileFieldProps extends FieldProps {
  /** As in `<input accept>`: `.pdf,image/*`. */
  readonly accept: string;
}

/** One file of at most 20 MB (D22), chosen or dropped; the form's value is a File or null. */
export function FileField({ accept, ...props }: FileFieldProps) {
  const t = useT();
  const { control, common, error } = useField(props);
  const { field } = useController({ name: props.name, control });
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const file = field.value instanceof File ? field.value : null;
  const take = (chosen: File | undefined) => {
    if (!chosen) return;
    setTooLarge(chosen.size > limitBytes);
    if (chosen.size <= limitBytes) field.onChange(chosen);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  const message = tooLarge ? t('form.file.tooLarge') : error?.message;
  return (
    <div className="h-file" data-over={over || undefined} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
      <label htmlFor={common.id} className="h-file-label"><Req label={props.label} optional={props.optional} /></label>
      <p className="h-note-small" id={`${common.id}-hint`}>{props.hint ?? t('form.file.hint')}</p>
      <input ref={(element) => { input.current = element; field.ref(element); }} id={common.id} type="file" accept={accept} className="h-visually-hidden" disabled={props.disabled} aria-describedby={`${common.id}-hint`} aria-invalid={message ? true : undefined} onChange={(event) => { take(event.currentTarget.files?.[0]); event.currentTarget.value = ''; }} />
      {file
        ? <p className="h-file-chosen"><IconFile size={20} aria-hidden /><span>{file.name}（{sizeText(file.size)}）</span><CloseButton aria-label={t('form.file.remove', { name: file.name })} onClick={() => field.onChange(null)} /></p>
        : <Button variant="default" icon={<IconUpload size={18} aria-hidden />} tabIndex={-1} disabled={props.disabled ?? false} onClick={() => input.current?.click()}>{t('form.file.choose')}</Button>}
      {message && <p className="h-field-error">{message}</p>}
    </div>
  );
}
