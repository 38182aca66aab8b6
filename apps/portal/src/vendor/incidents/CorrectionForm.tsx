import { incidentRoutes } from '@hoshu/api-schema';
import { Form, InstantField, TextAreaField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import type { IncidentEvent } from '../../shared/incidents/incident-words.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';

const kinds = ['acknowledged', 'investigating', 'restored', 'note'] as const;
const kindOf = (event: IncidentEvent) => kinds.find((kind) => kind === event.kind);

/** 第5条3項: discovery and report never move; causes are classified anew; 甲's words are 甲's. */
export const isCorrectable = (event: IncidentEvent): boolean => kindOf(event) !== undefined && event.side !== 'client' && event.correctedById === null;

/** A newer record in the place of an earlier one; both stay. */
export function CorrectionForm({ incidentId, event, onDone }: { readonly incidentId: string; readonly event: IncidentEvent; readonly onDone: () => void }) {
  const t = useT();
  const form = useRouteForm(incidentRoutes.addEvent, { kind: kindOf(event) ?? 'note', text: event.text, at: event.at, correctsId: event.id });
  const { onSubmit, isPending } = useFormAct(form, incidentRoutes.addEvent, {
    input: (values) => ({ params: { incidentId }, body: values }), refreshes: [incidentRoutes.get, incidentRoutes.list], onDone: () => { notify({ tone: 'good', text: t('incidents.recorded') }); onDone(); },
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <p className="h-note-small">{t('incidents.timelineLead')}</p>
      <InstantField name="at" label={t('incidents.at')} />
      <TextAreaField name="text" label={t('incidents.text')} optional />
      <Button type="submit" loading={isPending}>{t('incidents.correct')}</Button>
    </Form>
  );
}
