import { claimRoutes, incidentRoutes } from '@hoshu/api-schema';
import { NativeSelect } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useController, useFieldArray } from 'react-hook-form';
import { useRoute } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { CheckboxField, DateField, Form, TextAreaField, TextField, useFormAct, useRouteForm, YenField } from '../form.js';
import { useField } from '../form/useField.js';
import { useT } from '../i18n/translate.js';
import { slashDate } from '../jp/dates.js';
import { Button } from '../parts/Button.js';
import { notify } from '../parts/notify.js';
import { useCan, useSession } from '../session/session.js';

// A new line has no amount yet; the schema asks for it when the form is sent.
const emptyItem = { description: '', amountYen: undefined as unknown as number, direct: false, ordinary: false };
const mostItems = 20;

/** The incident the claim comes from, if it is on record. */
function IncidentField({ contractId }: { readonly contractId: string }) {
  const t = useT();
  const can = useCan();
  const incidents = useRoute(incidentRoutes.list, { query: { contractId, limit: '50' } }, { enabled: can('incident.read') });
  const { control, common } = useField({ name: 'incidentId', label: t('claims.incident'), optional: true });
  const { field } = useController({ name: 'incidentId', control });
  return (
    <NativeSelect {...common} ref={field.ref} name={field.name} maw={400} value={typeof field.value === 'string' ? field.value : ''} onBlur={field.onBlur} onChange={(event) => field.onChange(event.currentTarget.value || null)}>
      <option value="">{t('claims.incidentNone')}</option>
      {(incidents.data?.items ?? []).map((incident) => <option key={incident.id} value={incident.id}>{`${incident.number} ${incident.title}（${slashDate(incident.clock.detectedAt.slice(0, 10))}）`}</option>)}
    </NativeSelect>
  );
}

/** 提起: what happened, when, and each damage with the two questions of 第16条1項. */
export function RaiseForm({ contractId, side, onDone }: { readonly contractId: string; readonly side: Side; readonly onDone: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const { today } = useSession();
  const form = useRouteForm(claimRoutes.raise, { title: '', reason: '', incidentOn: '', incidentId: null, willful: false, items: [emptyItem] });
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'items' });
  const { onSubmit, isPending } = useFormAct(form, claimRoutes.raise, {
    input: (body) => ({ params: { contractId }, body }), refreshes: [claimRoutes.list],
    onDone: async ({ id }) => { notify({ tone: 'good', text: t('claims.raised') }); onDone(); await navigate({ to: contractPaths(side, contractId).claim(id) }); },
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <p>{t(side === 'client' ? 'claims.raiseTextClient' : 'claims.raiseTextVendor')}</p>
      <TextField name="title" label={t('claims.name')} hint={t('claims.nameHint')} />
      <DateField name="incidentOn" label={t('claims.incidentOn')} today={today} maxOn={today} />
      <IncidentField contractId={contractId} />
      <TextAreaField name="reason" label={t('claims.reason')} hint={t('claims.reasonHint')} />
      {fields.map((field, index) => (
        <fieldset key={field.id} className="h-damage">
          <legend>{t('claims.item', { number: index + 1 })}</legend>
          <TextField name={`items.${index}.description`} label={t('claims.itemText')} hint={index === 0 ? t('claims.itemHint') : undefined} />
          <YenField name={`items.${index}.amountYen`} label={t('claims.itemYen')} />
          <CheckboxField name={`items.${index}.direct`} label={t('claims.direct')} text={t('claims.direct')} hint={t('claims.directHint')} />
          <CheckboxField name={`items.${index}.ordinary`} label={t('claims.ordinary')} text={t('claims.ordinary')} hint={t('claims.ordinaryHint')} />
          {fields.length > 1 && <Button variant="subtle" size="sm" onClick={() => remove(index)}>{t('claims.itemRemove', { number: index + 1 })}</Button>}
        </fieldset>
      ))}
      {fields.length < mostItems && <Button variant="default" size="sm" onClick={() => append(emptyItem)}>{t('claims.itemAdd')}</Button>}
      <CheckboxField name="willful" label={t('claims.willful')} text={t('claims.willful')} hint={t('claims.willfulHint')} />
      <div className="h-page-actions"><Button type="submit" loading={isPending}>{t('claims.raiseSend')}</Button><Button variant="default" onClick={onDone}>{t('shell.cancel')}</Button></div>
    </Form>
  );
}
