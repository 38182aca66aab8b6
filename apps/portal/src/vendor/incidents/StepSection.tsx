import { incidentRoutes } from '@hoshu/api-schema';
import { Form, InstantField, RadioField, TextAreaField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import type { Incident } from '../../shared/incidents/incident-words.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { Section } from '../../shared/parts/Section.js';
import { useWhoCan } from '../../shared/session/who-can.js';

const steps = ['acknowledged', 'investigating', 'restored', 'closed'] as const;
type Kind = (typeof steps)[number] | 'note';

/** The steps that come after the furthest one; a note is always possible. */
const openSteps = (incident: Incident): Kind[] => [...steps.slice(steps.findIndex((step) => step === incident.state) + 1), 'note'];

function StepForm({ incident, kinds }: { readonly incident: Incident; readonly kinds: readonly Kind[] }) {
  const t = useT();
  const form = useRouteForm(incidentRoutes.addEvent, { kind: kinds[0] ?? 'note', text: '' });
  const { onSubmit, isPending } = useFormAct(form, incidentRoutes.addEvent, {
    input: (values) => ({ params: { incidentId: incident.id }, body: values }), refreshes: [incidentRoutes.get, incidentRoutes.list], onDone: () => notify({ tone: 'good', text: t('incidents.recorded') }),
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <RadioField name="kind" label={t('incidents.stepKind')} options={kinds.map((kind) => ({ value: kind, label: t(`incidents.step.${kind}`), ...(kind === 'closed' ? { hint: t('incidents.step.closedHint') } : {}) }))} />
      <TextAreaField name="text" label={t('incidents.text')} rows={3} optional />
      <InstantField name="at" label={t('incidents.at')} hint={t('incidents.atHint')} optional />
      <Button type="submit" loading={isPending}>{t('incidents.record')}</Button>
    </Form>
  );
}

/** Adds the next step to the timeline. */
export function StepSection({ incident }: { readonly incident: Incident }) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'incident.write');
  const kinds = openSteps(incident);
  return (
    <Section title={t('incidents.step')}>
      {/* After a step the form begins anew with what is left. */}
      <PermissionGate permission="incident.write" whoCan={whoCan}><StepForm key={incident.events.length} incident={incident} kinds={kinds} /></PermissionGate>
    </Section>
  );
}
