import { signingSettingRoutes, type ResponseOf } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { Form, NumberField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { ReminderFields } from '../contracts/signing/ReminderFields.js';

function DefaultsForm({ defaults }: { readonly defaults: ResponseOf<typeof signingSettingRoutes.settings> }) {
  const t = useT();
  const form = useRouteForm(signingSettingRoutes.saveSettings, { openDays: defaults.openDays, reminderDays: defaults.reminderDays });
  const { onSubmit, isPending } = useFormAct(form, signingSettingRoutes.saveSettings, { input: (body) => ({ ifMatch: defaults.version, body }), refreshes: [signingSettingRoutes.settings], onDone: () => notify({ tone: 'good', text: t('vendorSigning.defaults.saved') }) });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <Section title={t('vendorSigning.defaults.period')}>
        <NumberField name="openDays" label={t('vendorSigning.defaults.openDays')} hint={t('vendorSigning.defaults.openDaysHint')} unit={t('vendorSigning.defaults.days')} />
      </Section>
      <Section title={t('vendorSigning.reminders.title')} lead={t('vendorSigning.reminders.lead')}><ReminderFields initial={defaults.reminderDays} /></Section>
      <div className="h-page-actions"><Button type="submit" loading={isPending}>{t('vendorSigning.defaults.save')}</Button></div>
    </Form>
  );
}

/** F132: the vendor's defaults; each sending may say otherwise. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'settings.write');
  const query = useRoute(signingSettingRoutes.settings, {});
  return (
    <Frame title={t('vendorSigning.defaults.title')} lead={t('vendorSigning.defaults.lead')} crumbs={[{ label: t('nav.settings'), to: pathTo('vendor.settings') }]}>
      <PermissionGate permission="settings.write" whoCan={whoCan}><QueryView query={query} what={t('vendorSigning.defaults.title')}>{(defaults) => <DefaultsForm key={defaults.version} defaults={defaults} />}</QueryView></PermissionGate>
    </Frame>
  );
}
