import { IconX } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useT } from '../i18n/translate.js';
import { dismiss, noticeStore } from './notify.js';

/** Where `notify` speaks; once per tree. */
export function Notices() {
  const t = useT();
  const notices = useSyncExternalStore(noticeStore.subscribe, noticeStore.read);
  return (
    <div className="h-notices" role="status" aria-live="polite">
      {notices.map((notice) => (
        <div key={notice.id} className="h-notice" data-tone={notice.tone}>
          <span>{notice.text}</span>
          <button type="button" className="h-icon-button" aria-label={t('shell.close')} onClick={() => dismiss(notice.id)}><IconX size={20} aria-hidden /></button>
        </div>
      ))}
    </div>
  );
}
