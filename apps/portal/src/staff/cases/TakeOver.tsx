import { supportRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { useAct } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { ConfirmDialog } from '../../shared/parts/ConfirmDialog.js';
import { ProblemNote } from '../../shared/parts/ErrorState.js';
import { notify } from '../../shared/parts/notify.js';
import { Status } from '../../shared/parts/Status.js';
import type { CaseView } from './case-words.js';

/** Taking a case over; from a colleague only after asking once more. */
export function TakeOver({ view }: { readonly view: CaseView }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const { act, isPending, problem } = useAct(supportRoutes.takeOver, { refreshes: [supportRoutes.notice, supportRoutes.notices], onDone: () => notify({ tone: 'good', text: t('desk.tookOver') }) });
  if (view.handledByMe) return <Status tone="good" label={t('desk.yours')} />;
  const take = () => act({ params: { caseId: view.id }, body: {} });
  if (!view.handlerName) {
    // The refusal is shown below; the button stays for another try.
    return <><Button loading={isPending} onClick={() => void take().catch(() => undefined)}>{t('desk.takeOver')}</Button>{problem && <ProblemNote problem={problem} />}</>;
  }
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>{t('desk.takeOverFrom')}</Button>
      <ConfirmDialog opened={asking} onClose={() => setAsking(false)} title={t('desk.takeOverFrom')} confirmLabel={t('desk.takeOver')} onConfirm={take}><p>{t('desk.takeOverText', { name: view.handlerName })}</p></ConfirmDialog>
    </>
  );
}
