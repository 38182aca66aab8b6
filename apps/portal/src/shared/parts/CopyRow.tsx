import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useT } from '../i18n/translate.js';
import { notify } from './notify.js';
import { Button } from './Button.js';

function useCopied(text: string) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2_500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      notify({ tone: 'good', text: t('shell.copied') });
    } catch {
      notify({ tone: 'bad', text: t('shell.copyFailed') });
    }
  };
  return { copied, copy };
}

/** A value with its copy button. `copyText` when what is copied differs from what is shown. */
export function CopyRow({ label, value, copyText }: { readonly label: string; readonly value: string; readonly copyText?: string }) {
  const t = useT();
  const { copied, copy } = useCopied(copyText ?? value);
  return (
    <div className="h-copy-row">
      <div><span className="h-label">{label}</span><strong>{value}</strong></div>
      <button type="button" className="h-icon-button" aria-label={t('shell.copyOf', { label })} onClick={() => void copy()}>{copied ? <IconCheck size={20} aria-hidden /> : <IconCopy size={20} aria-hidden />}</button>
    </div>
  );
}

/** Copies several lines at once. */
export function CopyButton({ text, children }: { readonly text: string; readonly children: string }) {
  const { copied, copy } = useCopied(text);
  return <Button icon={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />} onClick={() => void copy()}>{children}</Button>;
}
