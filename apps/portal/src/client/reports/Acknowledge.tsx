import { reportRoutes } from '@hoshu/api-schema';
import { Form, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { usePersonName } from '../../shared/form/person-name.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { InstantText } from '../../shared/parts/values.js';
import type { Report } from '../../shared/reports/report-words.js';

/** 「確認しました」. The name is asked behind a shared mailbox (D19), which the API knows best. */
export function Acknowledge({ report }: { readonly report: Report }) {
  const t = useT();
  const person = usePersonName();
  const form = useRouteForm(reportRoutes.acknowledge, { personName: '' });
  const { onSubmit, isPending } = useFormAct(form, reportRoutes.acknowledge, {
    input: (body) => ({ params: { reportId: report.id }, body }), refreshes: [reportRoutes.clientGet, reportRoutes.clientList],
    onDone: () => notify({ tone: 'good', text: t('reports.confirmDone') }),
    onProblem: person.onProblem,
  });
  if (report.acknowledgedAt) {
    return (
      <Section title={t('reports.confirm')}>
        <p><Status tone="good" label={t('reports.clientState.acknowledged')} /></p>
        <p><InstantText at={report.acknowledgedAt} />　{t('reports.confirmedBy', { name: report.acknowledgedBy ?? '' })}</p>
      </Section>
    );
  }
  return (
    <Section title={t('reports.confirm')} lead={t('reports.confirmText')}>
      <Form form={form} onSubmit={onSubmit}>
        {person.isAsked && <TextField name="personName" label={t('reports.personName')} hint={t('reports.personNameHint')} maxWidth={400} />}
        <Button type="submit" size="lg" loading={isPending}>{t('reports.confirmButton')}</Button>
      </Form>
    </Section>
  );
}
