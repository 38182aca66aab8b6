import { supportRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { FormDialog } from '../../shared/form/FormDialog.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import { Status } from '../../shared/parts/Status.js';
import type { CaseView } from './case-words.js';

function EscalateForm({ view, onClose }: { readonly view: CaseView; readonly onClose: () => void }) {
  const t = useT();
  const form = useRouteForm(supportRoutes.escalate, { note: '' });
  const { onSubmit, isPending } = useFormAct(form, supportRoutes.escalate, { input: (body) => ({ params: { caseId: view.id }, body }), refreshes: [supportRoutes.notice, supportRoutes.notices], onDone: () => { notify({ tone: 'good', text: t('desk.escalated') }); onClose(); } });
  return <FormDialog title={t('desk.escalate')} confirmLabel={t('desk.escalate')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}><p>{t('desk.escalateText')}</p><TextField name="note" label={t('desk.escalateReason')} /></FormDialog>;
}

/** A case that the desk cannot solve alone (F120). */
export function Escalation({ view }: { readonly view: CaseView }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      {view.escalatedAt ? <Status tone="warn" label={t('desk.escalated')} /> : <Button variant="default" onClick={() => setOpen(true)}>{t('desk.escalate')}</Button>}
      {open && <EscalateForm view={view} onClose={() => setOpen(false)} />}
    </>
  );
}
