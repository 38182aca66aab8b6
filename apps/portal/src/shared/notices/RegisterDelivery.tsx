import { useState } from 'react';
import type { Side } from '../contracts/side.js';
import { useT } from '../i18n/translate.js';
import { Dialog } from '../parts/Dialog.js';
import { notify } from '../parts/notify.js';
import { GatedButton } from '../parts/PermissionGate.js';
import { RegisterPaperForm } from './RegisterPaperForm.js';
import type { NoticeData } from './types.js';

/** What the post did with a letter that was made here: either side registers it with its slip and tracking number. */
export function RegisterDelivery({ contractId, notice, side }: { readonly contractId: string; readonly notice: NoticeData; readonly side: Side }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const isPaper = notice.channel === 'paper' || notice.status === 'bounced';
  if (!isPaper || notice.status === 'arrived') return null;
  return (
    <div>
      <GatedButton permission="notice.register" whoCan={t(side === 'client' ? 'notices.whoClient' : 'notices.whoRegister')} obtainable variant="default" onClick={() => setOpen(true)}>{t('notices.register.delivery')}</GatedButton>
      <Dialog opened={open} onClose={() => setOpen(false)} title={t('notices.register.delivery')}>
        <RegisterPaperForm contractId={contractId} side={side} notice={notice} onDone={() => { setOpen(false); notify({ tone: 'good', text: t('notices.register.done') }); }} />
      </Dialog>
    </div>
  );
}
