import { useState } from 'react';
import { useT } from '../../shared/i18n/translate.js';
import { NoticeDetail } from '../../shared/notices/NoticeDetail.js';
import { RegisterPaperForm } from '../../shared/notices/RegisterPaperForm.js';
import { Dialog } from '../../shared/parts/Dialog.js';
import { notify } from '../../shared/parts/notify.js';
import { GatedButton } from '../../shared/parts/PermissionGate.js';
import { usePathParameters } from '../../shared/router/links.js';

/** A notice as 乙 sees it; the post's way of a letter is registered here. */
export function Page() {
  const t = useT();
  const { contractId, noticeId } = usePathParameters('vendor.noticeView');
  const [open, setOpen] = useState(false);
  return (
    <NoticeDetail contractId={contractId} noticeId={noticeId} side="vendor">
      {(notice) => (notice.channel === 'paper' && notice.status !== 'arrived' ? (
        <div>
          <GatedButton permission="notice.register" whoCan={t('notices.whoRegister')} obtainable variant="default" onClick={() => setOpen(true)}>{t('notices.register.delivery')}</GatedButton>
          <Dialog opened={open} onClose={() => setOpen(false)} title={t('notices.register.delivery')}>
            <RegisterPaperForm contractId={contractId} notice={notice} onDone={() => { setOpen(false); notify({ tone: 'good', text: t('notices.register.done') }); }} />
          </Dialog>
        </div>
      ) : null)}
    </NoticeDetail>
  );
}
