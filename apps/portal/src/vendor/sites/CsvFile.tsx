import { CloseButton } from '@mantine/core';
import { useId, useRef } from 'react';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import '../../shared/form/form.css';

interface CsvFileProps { readonly file: File | null; readonly onFile: (file: File | null) => void; readonly label: string; readonly hint: string; /** Endings besides those of tables, e.g. `.zip`. */ readonly alsoAccepts?: string }

/** Chooses the table to send. */
export function CsvFile({ file, onFile, label, hint, alsoAccepts }: CsvFileProps) {
  const t = useT();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="h-file">
      <label htmlFor={id} className="h-file-label">{label}</label>
      <p className="h-note-small">{hint}</p>
      <input ref={input} id={id} type="file" accept={`.csv,.txt,.tsv,text/csv${alsoAccepts ? `,${alsoAccepts}` : ''}`} className="h-visually-hidden" onChange={(event) => { onFile(event.currentTarget.files?.[0] ?? null); event.currentTarget.value = ''; }} />
      {file
        ? <p className="h-file-chosen"><span>{file.name}</span><CloseButton size="lg" aria-label={t('form.file.remove', { name: file.name })} onClick={() => onFile(null)} /></p>
        : <Button variant="default" tabIndex={-1} onClick={() => input.current?.click()}>{t('form.file.choose')}</Button>}
    </div>
  );
}
