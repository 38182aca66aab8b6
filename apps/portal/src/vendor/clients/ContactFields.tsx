import { CheckboxField, TextField } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import './clients.css';

/** Fields of one contact; `prefix` where it stands inside a larger form. */
export function ContactFields({ prefix = '' }: { readonly prefix?: string }) {
  const t = useT();
  return (
    <>
      <TextField name={`${prefix}personName`} label={t('clients.contactName')} />
      <TextField name={`${prefix}email`} label={t('clients.contactEmail')} kind="email" />
      <CheckboxField name={`${prefix}isSharedMailbox`} label={t('clients.contactShared')} text={t('clients.contactShared')} hint={t('clients.contactSharedHint')} />
      <div className="h-field-row">
        <TextField name={`${prefix}department`} label={t('clients.department')} optional />
        <TextField name={`${prefix}title`} label={t('clients.contactTitle')} optional />
      </div>
      <TextField name={`${prefix}telephone`} label={t('clients.telephone')} kind="telephone" maxWidth={320} optional />
    </>
  );
}

export const emptyContact = { personName: '', email: '', department: '', title: '', telephone: '', isSharedMailbox: false };
