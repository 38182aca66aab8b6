import { reportRoutes } from '@hoshu/api-schema';
import { Form, TextAreaField, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { usePersonName } from '../../shared/form/person-name.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import { Section } from '../../shared/parts/Section.js';
import type { Report } from '../../shared/reports/report-words.js';

/** A question about the report; it stays with it and reaches the vendor by mail. */
export function AskForm({ report }: { readonly report: Report }) {
  const t = useT();
  const person = usePersonName();
  const form = useRouteForm(reportRoutes.ask, { text: '', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, reportRoutes.ask, {
    input: (body) => ({ params: { reportId: report.id }, body }), refreshes: [reportRoutes.clientGet],
    onDone: () => {
      form.reset({ text: '', personName: form.getValues('personName') ?? '' });
      notify({ tone: 'good', text: t('reports.askDone') });
    },
    onProblem: person.onProblem,
  });
  return (
    <Section title={t('reports.ask')} lead={t('reports.askLead')}>
      <Form form={form} onSubmit={onSubmit}>
        <TextAreaField name="text" label={t('reports.askText')} rows={3} />
        {person.isAsked && <TextField name="personName" label={t('reports.askPerson')} hint={t('reports.personNameHint')} maxWidth={400} />}
        <Button type="submit" variant="default" loading={isPending}>{t('reports.askSend')}</Button>
      </Form>
    </Section>
  );
}
