import { monitoringRoutes } from '@hoshu/api-schema';
import { Form, InstantField, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';

/** Announces maintenance before it begins. */
export function PlanWindow({ monitorId, onDone }: { readonly monitorId: string; readonly onDone: () => void }) {
  const t = useT();
  const form = useRouteForm(monitoringRoutes.planWindow, { startsAt: '', endsAt: '', reason: '' });
  const { onSubmit, isPending } = useFormAct(form, monitoringRoutes.planWindow, {
    input: (values) => ({ params: { monitorId }, body: values }), refreshes: [monitoringRoutes.get], onDone: () => { notify({ tone: 'good', text: t('sites.windowSaved') }); onDone(); },
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <InstantField name="startsAt" label={t('sites.windowStarts')} />
      <InstantField name="endsAt" label={t('sites.windowEnds')} />
      <TextField name="reason" label={t('sites.windowReason')} hint={t('sites.windowReasonHint')} />
      <Button type="submit" loading={isPending}>{t('sites.windowPlan')}</Button>
    </Form>
  );
}
