import { reportRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useAct } from '../../shared/api.js';
import { Form, TextAreaField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { ConfirmDialog } from '../../shared/parts/ConfirmDialog.js';
import { notify } from '../../shared/parts/notify.js';
import { GatedButton } from '../../shared/parts/PermissionGate.js';
import { Section } from '../../shared/parts/Section.js';
import type { Report } from '../../shared/reports/report-words.js';

const refreshes = [reportRoutes.get, reportRoutes.list];

/** The two fields a person writes, and the sending. What is on the screen is saved before it is sent. */
export function DraftForm({ report }: { readonly report: Report }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const params = { reportId: report.id };
  const form = useRouteForm(reportRoutes.comment, { comment: report.comment, decisions: report.decisions });
  // Read while drawing: the form only keeps what somebody watches.
  const { isDirty } = form.formState;
  const comment = useWatch({ control: form.control, name: 'comment' });
  const { onSubmit, isPending } = useFormAct(form, reportRoutes.comment, {
    input: (body) => ({ params, body, ifMatch: report.version }), refreshes,
    onDone: (saved) => {
      form.reset({ comment: saved.comment, decisions: saved.decisions });
      notify({ tone: 'good', text: t('form.saved') });
    },
  });
  const save = useAct(reportRoutes.comment);
  const send = useAct(reportRoutes.send, { refreshes, onDone: () => notify({ tone: 'good', text: t('reports.sentDone') }) });
  const sendNow = async () => {
    const { version } = isDirty ? await save.act({ params, body: form.getValues(), ifMatch: report.version }) : report;
    await send.act({ params, ifMatch: version });
  };
  const ask = async () => { if (await form.trigger()) setAsking(true); };
  return (
    <Section title={t('reports.edit')} lead={t('reports.editLead')}>
      <Form form={form} onSubmit={onSubmit}>
        <TextAreaField name="comment" label={t('reports.comment')} hint={t('reports.commentHint')} rows={5} />
        <TextAreaField name="decisions" label={t('reports.decisions')} hint={t('reports.decisionsHint')} optional rows={2} />
        <div className="h-page-actions">
          <GatedButton permission="report.write" whoCan={t('reports.whoWrites')} obtainable blockedBecause={comment?.trim() ? undefined : t('reports.sendBlocked')} onClick={() => void ask()}>{t('reports.send')}</GatedButton>
          <Button type="submit" variant="default" loading={isPending}>{t('reports.saveDraft')}</Button>
        </div>
      </Form>
      <ConfirmDialog opened={asking} onClose={() => setAsking(false)} title={t('reports.send')} confirmLabel={t('reports.sendNow')} onConfirm={sendNow}><p>{t('reports.sendText', { client: report.clientName })}</p></ConfirmDialog>
    </Section>
  );
}
