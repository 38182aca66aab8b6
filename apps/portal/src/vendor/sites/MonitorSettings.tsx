import { monitoringRoutes } from '@hoshu/api-schema';
import { CheckboxField, Form, NumberField, SelectField, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import type { MonitorWhole } from '../../shared/sites/monitor-words.js';

const intervals = [1, 5, 15] as const;

/** Interval, expected answer and pause of one monitor. */
export function MonitorSettings({ monitor, onDone }: { readonly monitor: MonitorWhole; readonly onDone: () => void }) {
  const t = useT();
  const interval = intervals.find((minutes) => minutes === monitor.intervalMinutes) ?? 5;
  const form = useRouteForm(monitoringRoutes.update, { keyword: monitor.keyword, expectedStatus: monitor.expectedStatus, intervalMinutes: interval, paused: monitor.paused });
  const { onSubmit, isPending } = useFormAct(form, monitoringRoutes.update, {
    input: (values) => ({ params: { monitorId: monitor.id }, ifMatch: monitor.version, body: values }), refreshes: [monitoringRoutes.get, monitoringRoutes.list],
    onDone: () => { notify({ tone: 'good', text: t('sites.settingsSaved') }); onDone(); },
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <SelectField name="intervalMinutes" label={t('sites.interval')} numeric options={intervals.map((minutes) => ({ value: String(minutes), label: t('sites.every', { count: minutes }) }))} />
      <TextField name="keyword" label={t('sites.keyword')} hint={t('sites.keywordHint')} optional />
      <NumberField name="expectedStatus" label={t('sites.expected')} hint={t('sites.expectedHint')} optional />
      <CheckboxField name="paused" label={t('sites.pausing')} text={t('sites.pausing')} hint={t('sites.pausingHint')} />
      <Button type="submit" loading={isPending}>{t('form.save')}</Button>
    </Form>
  );
}
