import { DateField, LinesField, SelectField, TextAreaField, TextField } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { prefectures } from '../../shared/jp/prefectures.js';
import { Section } from '../../shared/parts/Section.js';
import './clients.css';

/** A group of fields in a card of its own. */
const Group = Section;

function CompanyFields() {
  const t = useT();
  return (
    <Group title={t('clients.part.company')}>
      <TextField name="companyName" label={t('clients.name')} autoComplete="organization" />
      <TextField name="companyKana" label={t('clients.kana')} kind="kana" hint={t('clients.kanaHint')} optional />
      <div className="h-field-row">
        <TextField name="postalCode" label={t('clients.postalCode')} kind="postalCode" hint={t('clients.postalHint')} autoComplete="postal-code" optional />
        <SelectField name="prefecture" label={t('clients.prefecture')} options={prefectures.map((name) => ({ value: name, label: name }))} optional />
      </div>
      <div className="h-field-row">
        <TextField name="city" label={t('clients.city')} autoComplete="address-level2" optional />
        <TextField name="street" label={t('clients.street')} optional />
      </div>
      <TextField name="building" label={t('clients.building')} optional />
      <div className="h-field-row">
        <TextField name="representativeTitle" label={t('clients.representativeTitle')} hint={t('clients.representativeTitleHint')} optional />
        <TextField name="representativeName" label={t('clients.representativeName')} optional />
      </div>
      <TextField name="telephone" label={t('clients.telephone')} kind="telephone" autoComplete="tel" maxWidth={320} optional />
    </Group>
  );
}

/** All fields of a client but its contacts. `today` for the days. */
export function ClientFields({ today }: { readonly today: string }) {
  const t = useT();
  return (
    <>
      <CompanyFields />
      <Group title={t('clients.part.notice')}>
        <TextField name="noticeEmail" label={t('clients.noticeEmail')} kind="email" hint={t('clients.noticeEmailHint')} optional />
        <TextField name="noticePostal" label={t('clients.noticePostal')} hint={t('clients.noticePostalHint')} optional />
      </Group>
      <Group title={t('clients.part.invoice')}>
        <div className="h-field-row">
          <TextField name="department" label={t('clients.department')} hint={t('clients.departmentHint')} optional />
          <SelectField name="honorific" label={t('clients.honorific')} options={['御中', '様'].map((word) => ({ value: word, label: word }))} />
        </div>
        <TextField name="purchaseOrder" label={t('clients.purchaseOrder')} hint={t('clients.purchaseOrderHint')} maxWidth={320} optional />
        <LinesField name="invoiceRecipients" label={t('clients.invoiceRecipients')} hint={t('clients.invoiceRecipientsHint')} rows={2} optional />
        <LinesField name="payerNames" label={t('clients.payerNames')} hint={t('clients.payerNamesHint')} rows={2} optional />
      </Group>
      <Group title={t('clients.part.start')}>
        <DateField name="billingStartsOn" label={t('clients.billingStartsOn')} hint={t('clients.billingStartsHint')} today={today} nullable optional />
        <DateField name="goesLiveOn" label={t('clients.goesLiveOn')} hint={t('clients.goesLiveHint')} today={today} nullable optional />
        <TextAreaField name="internalNote" label={t('clients.internalNote')} hint={t('clients.internalNoteHint')} rows={3} optional />
      </Group>
    </>
  );
}
