import { mailroomRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { useAct } from '../api.js';
import { asProblem } from '../api/problem.js';
import { FileBox } from '../form/FileBox.js';
import { useT } from '../i18n/translate.js';
import { notify } from '../parts/notify.js';
import { mailroomReads } from './types.js';

/** A mail from somebody's own mailbox: kept byte by byte as soon as it is chosen, registered in the list below. */
export function UploadMail({ contractId }: { readonly contractId: string }) {
  const t = useT();
  const [message, setMessage] = useState<string | undefined>(undefined);
  const { act, isPending } = useAct(mailroomRoutes.upload, { refreshes: mailroomReads, onDone: () => notify({ tone: 'good', text: t('mailroom.uploaded') }) });
  const take = async (file: File | null) => {
    setMessage(undefined);
    if (!file) return;
    try {
      await act({ params: { contractId }, file });
    } catch (caught) {
      setMessage(asProblem(caught).detail);
    }
  };
  return <FileBox optional id="mailroom-upload" label={t('mailroom.upload')} hint={t('mailroom.uploadHint')} accept=".eml,.msg,message/rfc822" file={null} busy={isPending} message={message} onFile={(file) => void take(file)} />;
}
