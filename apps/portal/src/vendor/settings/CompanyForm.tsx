import { companyRoutes, type ResponseOf } from '@hoshu/api-schema';
import { CheckboxField, Form, RadioField, SelectField, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { prefectures } from '../../shared/jp/prefectures.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import { Section } from '../../shared/parts/Section.js';
import { useCan } from '../../shared/session/session.js';
import { InvoicePatternField } from './InvoicePatternField.js';
import { RegistrationNumberField } from './RegistrationNumberField.js';

type Company = ResponseOf<typeof companyRoutes.get>;

/** The values of the form: what is saved, without what the API tells beside it. */
function valuesOf(company: Company) {
  const { effectiveOn: _on, sealFileId: _seal, missing: _missing, warnings: _warnings, ...values } = company;
  return values;
}

function AddressFields() {
  const t = useT();
  return (
    <>
      <TextField name="postalCode" kind="postalCode" label={t('settings.postalCode')} hint={t('settings.postalCodeHint')} optional autoComplete="postal-code" maxWidth={200} />
      <SelectField name="prefecture" label={t('settings.prefecture')} optional options={prefectures.map((name) => ({ value: name, label: name }))} />
      <TextField name="city" label={t('settings.city')} hint={t('settings.cityHint')} optional autoComplete="address-level2" />
      <TextField name="street" label={t('settings.street')} hint={t('settings.streetHint')} optional autoComplete="address-line1" />
      <TextField name="building" label={t('settings.building')} optional autoComplete="address-line2" />
    </>
  );
}

function InvoiceFields() {
  const t = useT();
  const roundings = (['floor', 'round', 'ceil'] as const).map((value) => ({ value, label: t(`settings.rounding.${value}`) }));
  return (
    <>
      <CheckboxField name="isIndividual" label={t('settings.individual')} text={t('settings.individual')} hint={t('settings.individualHint')} />
      <RegistrationNumberField />
      <RadioField name="taxRounding" label={t('settings.rounding')} hint={t('settings.roundingHint')} options={roundings} />
      <InvoicePatternField />
    </>
  );
}

/** Company data; every save is a new version, issued documents keep the one of their day. */
export function CompanyForm({ company }: { readonly company: Company }) {
  const t = useT();
  const writes = useCan()('company.write');
  const form = useRouteForm(companyRoutes.save, valuesOf(company));
  const { onSubmit, isPending } = useFormAct(form, companyRoutes.save, {
    input: (values) => ({ body: values }), refreshes: [companyRoutes.get, companyRoutes.onboarding],
    onDone: (saved) => {
      form.reset(valuesOf(saved));
      notify({ tone: 'good', text: t('settings.companySaved') });
    },
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <fieldset className="h-settings-form" disabled={!writes}>
        <legend className="h-visually-hidden">{t('settings.company')}</legend>
        <Section title={t('settings.identity')}>
          <TextField name="companyName" label={t('settings.companyName')} hint={t('settings.companyNameHint')} autoComplete="organization" />
          <TextField name="companyKana" kind="kana" label={t('settings.companyKana')} optional />
          <AddressFields />
          <TextField name="telephone" kind="telephone" label={t('settings.telephone')} hint={t('settings.telephoneHint')} optional autoComplete="tel" maxWidth={260} />
        </Section>
        <Section title={t('settings.representative')} lead={t('settings.representativeText')}>
          <TextField name="representativeTitle" label={t('settings.representativeTitle')} hint={t('settings.representativeTitleHint')} optional />
          <TextField name="representativeName" label={t('settings.representativeName')} optional />
        </Section>
        <Section title={t('settings.notice')} lead={t('settings.noticeText')}>
          <TextField name="noticeEmail" kind="email" label={t('settings.noticeEmail')} optional />
          <TextField name="noticePostal" label={t('settings.noticePostal')} hint={t('settings.noticePostalHint')} optional />
        </Section>
        <Section title={t('settings.invoices')}><InvoiceFields /></Section>
      </fieldset>
      {writes ? <div className="h-page-actions"><Button type="submit" loading={isPending}>{t('form.save')}</Button></div> : <p className="h-gate">{t('shell.gate.who', { who: t('settings.role.owner') })}</p>}
    </Form>
  );
}
