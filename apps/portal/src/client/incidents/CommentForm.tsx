import { incidentRoutes } from '@hoshu/api-schema';
import { CheckboxField, Form, TextAreaField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import type { Incident } from '../../shared/incidents/incident-words.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';

/** 甲's own words in the timeline; with a cause on record they can dispute it (第21条). */
export function CommentForm({ incident }: { readonly incident: Incident }) {
  const t = useT();
  const form = useRouteForm(incidentRoutes.comment, { text: '', disputesCause: false });
  const { onSubmit, isPending } = useFormAct(form, incidentRoutes.comment, {
    input: (values) => ({ params: { incidentId: incident.id }, body: values }), refreshes: [incidentRoutes.get, incidentRoutes.list],
    onDone: () => { form.reset({ text: '', disputesCause: false }); notify({ tone: 'good', text: t('incidents.commented') }); },
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <TextAreaField name="text" label={t('incidents.commentText')} />
      {incident.cause ? <CheckboxField name="disputesCause" label={t('incidents.dispute')} text={t('incidents.dispute')} hint={t('incidents.disputeHint')} /> : <p className="h-note-small">{t('incidents.disputeNone')}</p>}
      <Button type="submit" loading={isPending}>{t('incidents.send')}</Button>
    </Form>
  );
}
