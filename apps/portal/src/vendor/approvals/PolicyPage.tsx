import { approvalRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { CheckboxGroup, Form, RadioField, TextField, useFormAct, useRouteForm, YenField } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { useWhoCan } from '../../shared/session/who-can.js';

type Policy = ResponseOf<typeof approvalRoutes.policy>;
const conditions = ['always', 'amount', 'deviation', 'either'] as const;
const mostSteps = 3;

/** The steps, none to three, in order. */
function StepsForm({ policy }: { readonly policy: Policy }) {
  const t = useT();
  const form = useRouteForm(approvalRoutes.savePolicy, { steps: policy.steps });
  const [count, setCount] = useState(policy.steps.length);
  const { onSubmit, isPending } = useFormAct(form, approvalRoutes.savePolicy, { input: (body) => ({ ifMatch: policy.version, body }), refreshes: [approvalRoutes.policy, approvalRoutes.get], onDone: () => notify({ tone: 'good', text: t('approvals.policy.saved') }) });
  const people = policy.people.map(({ userId, name }) => ({ value: userId, label: name }));
  const resize = (steps: Policy['steps']) => { form.setValue('steps', steps); setCount(steps.length); };
  return (
    <Form form={form} onSubmit={onSubmit}>
      {count === 0 && <p>{t('approvals.policy.none')}</p>}
      {Array.from({ length: count }, (_, index) => (
        <fieldset key={index} className="h-card h-stack">
          <legend>{t('approvals.policy.step', { number: index + 1 })}</legend>
          <TextField name={`steps.${index}.name`} label={t('approvals.policy.name')} hint={t('approvals.policy.nameHint')} maxWidth={400} />
          <RadioField name={`steps.${index}.condition`} label={t('approvals.policy.condition')} options={conditions.map((value) => ({ value, label: t(`approvals.condition.${value}`) }))} />
          <YenField name={`steps.${index}.fromYen`} label={t('approvals.policy.fromYen')} hint={t('approvals.policy.fromYenHint')} optional />
          <CheckboxGroup name={`steps.${index}.approverIds`} label={t('approvals.policy.approvers')} hint={t('approvals.policy.approversHint')} options={people} />
        </fieldset>
      ))}
      <div className="h-page-actions">
        {count < mostSteps && <Button variant="default" onClick={() => resize([...form.getValues('steps'), { name: '', condition: 'always', fromYen: null, approverIds: [] }])}>{t('approvals.policy.add')}</Button>}
        {count > 0 && <Button variant="default" onClick={() => resize(form.getValues('steps').slice(0, -1))}>{t('approvals.policy.remove')}</Button>}
        <Button type="submit" loading={isPending}>{t('approvals.policy.save')}</Button>
      </div>
    </Form>
  );
}

/** Who approves a contract before it is sent. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'settings.write');
  const query = useRoute(approvalRoutes.policy, {});
  return (
    <Frame title={t('approvals.policy')} lead={t('approvals.policyLead')} crumbs={[{ label: t('approvals.title'), to: pathTo('vendor.approvals') }]}>
      <PermissionGate permission="settings.write" whoCan={whoCan}><QueryView query={query} what={t('approvals.policy')}>{(policy) => <StepsForm key={policy.version} policy={policy} />}</QueryView></PermissionGate>
    </Frame>
  );
}
