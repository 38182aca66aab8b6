import { movingInRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { useRoute } from '../../shared/api.js';
import { DateField, Form, NumberField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { FilterSelect } from '../../shared/parts/Filters.js';
import { Section } from '../../shared/parts/Section.js';
import { useSession } from '../../shared/session/session.js';
import type { Run } from './run-state.js';

type Mapping = Readonly<Record<string, string>>;

function Columns({ run, mapping, onChange }: { readonly run: Run; readonly mapping: Mapping; readonly onChange: (mapping: Mapping) => void }) {
  const t = useT();
  const columns = useRoute(movingInRoutes.format, {}).data?.columns ?? [];
  const set = (key: string, heading: string) => {
    const { [key]: _before, ...rest } = mapping;
    onChange(heading ? { ...rest, [key]: heading } : rest);
  };
  return (
    <details>
      <summary>{t('moving.column')}</summary>
      <div className="h-filters">
        {columns.map(({ key, heading, required }) => <FilterSelect key={key} label={required ? `${heading}（${t('moving.required')}）` : heading} value={mapping[key] ?? ''} allLabel={t('moving.none')} options={run.headings.filter(Boolean).map((value) => ({ value, label: value }))} onChange={(value) => set(key, value)} />)}
      </div>
    </details>
  );
}

/** Which heading is which field, and the two days of D11; saving reads the file again. */
export function Settings({ run }: { readonly run: Run }) {
  const t = useT();
  const { today } = useSession();
  const [mapping, setMapping] = useState<Mapping>(run.mapping);
  const form = useRouteForm(movingInRoutes.settings, { mapping: run.mapping, ...run.settings });
  const { onSubmit, isPending } = useFormAct(form, movingInRoutes.settings, { input: (values) => ({ params: { moveRunId: run.id }, ifMatch: run.version, body: { ...values, mapping } }), refreshes: [movingInRoutes.run, movingInRoutes.rows] });
  return (
    <Section title={t('moving.settings')} lead={t('moving.settingsLead')}>
      <Form form={form} onSubmit={onSubmit}>
        <DateField name="goesLiveOn" label={t('moving.goesLiveOn')} hint={t('moving.goesLiveHint')} today={today} />
        <DateField name="billingStartsOn" label={t('moving.billingStartsOn')} hint={t('moving.billingHint')} today={today} />
        <NumberField optional name="nextInvoiceNumber" label={t('moving.nextNumber')} hint={t('moving.nextNumberHint')} />
        {run.headings.length > 0 && <Columns run={run} mapping={mapping} onChange={setMapping} />}
        <Button type="submit" variant="default" loading={isPending}>{t('moving.check')}</Button>
      </Form>
    </Section>
  );
}
