import { companyRoutes } from '@hoshu/api-schema';
import { Form, RadioField, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';

/** A new account from today on; invoices that are out keep the account they named. */
export function BankForm({ first }: { readonly first: boolean }) {
  const t = useT();
  const form = useRouteForm(companyRoutes.saveBankAccount, { bankCode: '', bankName: '', branchCode: '', branchName: '', accountType: 'futsu', accountNumber: '', holderKana: '' });
  const { onSubmit, isPending } = useFormAct(form, companyRoutes.saveBankAccount, {
    input: (values) => ({ body: values }), refreshes: [companyRoutes.bankAccounts, companyRoutes.onboarding], onDone: () => notify({ tone: 'good', text: t('settings.bankSaved') }),
  });
  const types = (['futsu', 'toza'] as const).map((value) => ({ value, label: t(`settings.accountType.${value}`) }));
  return (
    <Form form={form} onSubmit={onSubmit}>
      <div className="h-settings-pair"><TextField name="bankName" label={t('settings.bankName')} hint={t('settings.bankNameHint')} /><TextField name="bankCode" kind="digits" label={t('settings.bankCode')} hint={t('settings.bankCodeHint')} maxWidth={160} /></div>
      <div className="h-settings-pair"><TextField name="branchName" label={t('settings.branchName')} hint={t('settings.branchNameHint')} /><TextField name="branchCode" kind="digits" label={t('settings.branchCode')} hint={t('settings.branchCodeHint')} maxWidth={160} /></div>
      <RadioField name="accountType" label={t('settings.accountType')} options={types} />
      <TextField name="accountNumber" kind="digits" label={t('settings.accountNumber')} hint={t('settings.accountNumberHint')} maxWidth={400} />
      <TextField name="holderKana" kind="kana" label={t('settings.holder')} hint={t('settings.holderHint')} />
      <div className="h-page-actions"><Button type="submit" loading={isPending}>{t(first ? 'settings.bankSave' : 'settings.bankSaveChange')}</Button></div>
    </Form>
  );
}
