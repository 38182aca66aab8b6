import { checkRoutes, type ResponseOf } from '@hoshu/api-schema';
import { CheckboxField, Form, NumberField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { Section } from '../../shared/parts/Section.js';
import { useWhoCan } from '../../shared/session/who-can.js';

/** Whether a valid check stands before sending, whom it covers, and how long it counts. */
export function PolicyForm({ policy }: { readonly policy: ResponseOf<typeof checkRoutes.standing>['policy'] }) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'settings.write');
  const { version, ...values } = policy;
  const form = useRouteForm(checkRoutes.savePolicy, values);
  const { onSubmit, isPending } = useFormAct(form, checkRoutes.savePolicy, { input: (body) => ({ ifMatch: version, body }), refreshes: [checkRoutes.standing], onDone: () => notify({ tone: 'good', text: t('checks.policy.saved') }) });
  return (
    <Section title={t('checks.policy')} lead={t('checks.policyLead')}>
      <PermissionGate permission="settings.write" whoCan={whoCan}>
        <Form form={form} onSubmit={onSubmit}>
          <CheckboxField name="isRequired" label={t('checks.policy.required')} text={t('checks.policy.required')} />
          <CheckboxField name="coversOfficers" label={t('checks.policy.officers')} text={t('checks.policy.officers')} />
          <NumberField name="validityMonths" label={t('checks.policy.months')} hint={t('checks.policy.monthsHint')} />
          <div className="h-page-actions"><Button type="submit" loading={isPending}>{t('checks.policy.save')}</Button></div>
        </Form>
      </PermissionGate>
    </Section>
  );
}
