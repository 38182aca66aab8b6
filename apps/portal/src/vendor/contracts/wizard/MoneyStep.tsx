import { useWatch } from 'react-hook-form';
import { RadioField, SelectField, YenField } from '../../../shared/form.js';
import { useT } from '../../../shared/i18n/translate.js';
import { Section } from '../../../shared/parts/Section.js';
import { NumberSelect } from './fields.js';
import { DueDates, Invoices } from './Schedule.js';
import type { Preview, WizardValues } from './values.js';

const lastDay = 31;
const days = Array.from({ length: lastDay }, (_, index) => index + 1);

/** 第11条: how much, when, and who bears the fee of the transfer. */
export function MoneyStep({ preview }: { readonly preview: Preview | undefined }) {
  const t = useT();
  const method = useWatch<WizardValues, 'terms.proration.method'>({ name: 'terms.proration.method' });
  const option = (value: string, label: string, hint?: string) => ({ value, label, ...(hint ? { hint } : {}) });
  return (
    <>
      <Section title={t('wizard.money.fee')} lead={t('wizard.money.feeLead')}>
        <YenField name="terms.feeYen" label={t('wizard.money.monthly')} hint={t('wizard.money.monthlyHint')} />
        <RadioField name="terms.taxMode" label={t('wizard.money.tax')} options={[option('inclusive', t('wizard.money.taxIn')), option('exclusive', t('wizard.money.taxEx'))]} />
      </Section>
      <Section title={t('wizard.money.due')} lead={t('wizard.money.dueLead')}>
        <NumberSelect name="terms.dueDay" label={t('wizard.money.dueDay')} options={days.map((day) => ({ value: day, label: day === lastDay ? t('wizard.money.dayLast') : t('wizard.money.day', { day }) }))} />
        <RadioField name="terms.timing" label={t('wizard.money.timing')} options={[option('arrears', t('wizard.money.arrears'), t('wizard.money.arrearsHint')), option('sameMonth', t('wizard.money.sameMonth')), option('advance', t('wizard.money.advance'))]} />
        <RadioField name="terms.dueConvention" label={t('wizard.money.holiday')} options={[option('next', t('wizard.money.next')), option('previous', t('wizard.money.previous')), option('none', t('wizard.money.none'))]} />
        <RadioField name="terms.transferFeeBearer" label={t('wizard.money.bearer')} options={[option('client', t('wizard.money.bearerClient')), option('vendor', t('wizard.money.bearerVendor'))]} />
      </Section>
      <Section title={t('wizard.money.part')} lead={t('wizard.money.partLead')}>
        <RadioField name="terms.proration.method" label={t('wizard.money.partMethod')} options={[option('daily', t('wizard.money.daily')), option('full', t('wizard.money.full')), option('none', t('wizard.money.notBilled'))]} />
        {method === 'daily' && (
          <div className="h-field-row">
            <SelectField name="terms.proration.basis" label={t('wizard.money.basis')} options={[option('actual', t('wizard.money.basisActual')), option('30', t('wizard.money.basis30'))]} />
            <SelectField name="terms.proration.rounding" label={t('wizard.money.rounding')} options={[option('floor', t('wizard.money.floor')), option('round', t('wizard.money.round')), option('ceil', t('wizard.money.ceil'))]} />
          </div>
        )}
      </Section>
      <Invoices preview={preview} />
      <DueDates preview={preview} />
    </>
  );
}
