import { causeClasses, incidentRoutes } from '@hoshu/api-schema';
import { CheckboxField, Form, SelectField, TextAreaField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import type { Incident } from '../../shared/incidents/incident-words.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';

/** The class of the cause with its evidence (R28: the closed list of 第9条2項・第15条). */
export function CauseForm({ incident, onDone }: { readonly incident: Incident; readonly onDone: () => void }) {
  const t = useT();
  const { cause } = incident;
  const form = useRouteForm(incidentRoutes.decideCause, { ...(cause ? { causeClass: cause.causeClass } : {}), text: '', evidence: cause?.evidence ?? '', vendorNegligent: cause?.vendorNegligent ?? false, grossNegligence: cause?.grossNegligence ?? false });
  const { onSubmit, isPending } = useFormAct(form, incidentRoutes.decideCause, {
    input: (values) => ({ params: { incidentId: incident.id }, body: values }), refreshes: [incidentRoutes.get, incidentRoutes.list], onDone: () => { notify({ tone: 'good', text: t('incidents.causeSaved') }); onDone(); },
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <SelectField name="causeClass" label={t('incidents.causeClass')} options={causeClasses.map((name) => ({ value: name, label: t(`incidents.causeClass.${name}`) }))} />
      <TextAreaField name="evidence" label={t('incidents.evidence')} hint={t('incidents.evidenceHint')} rows={3} />
      <TextAreaField name="text" label={t('incidents.causeText')} rows={2} optional />
      <CheckboxField name="vendorNegligent" label={t('incidents.negligent')} text={t('incidents.negligent')} hint={t('incidents.negligentHint')} />
      <CheckboxField name="grossNegligence" label={t('incidents.gross')} text={t('incidents.gross')} hint={t('incidents.grossHint')} />
      <Button type="submit" loading={isPending}>{t('incidents.record')}</Button>
    </Form>
  );
}
