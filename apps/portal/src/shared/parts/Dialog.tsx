import { CloseButton, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { IdScope } from '../form/id-scope.js';
import { useT } from '../i18n/translate.js';
import './parts.css';

interface DialogProps { readonly opened: boolean; readonly onClose: () => void; readonly title: string; readonly children: ReactNode }

/** A dialog with its title and close button; Escape and a click beside it close it. */
export function Dialog({ opened, onClose, title, children }: DialogProps) {
  const t = useT();
  return (
    <Modal.Root opened={opened} onClose={onClose} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <div className="h-dialog-head"><Modal.Title>{title}</Modal.Title><CloseButton size="lg" aria-label={t('shell.close')} onClick={onClose} /></div>
          <IdScope value="dialog-">{children}</IdScope>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
