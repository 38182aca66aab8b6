import { identityRoutes } from '@hoshu/api-schema';
import { IconMailCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { Form, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { AppLink } from '../../shared/router/links.js';
import { AgreementField } from './AgreementField.js';
import { EntryCard } from './EntryCard.js';
import { Button } from '../../shared/parts/Button.js';

/** A maintenance company signs up; the company is made when the mailed link is confirmed. */
export function Page() {
  const t = useT();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useRouteForm(identityRoutes.signUp, { email: '', companyName: '', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, identityRoutes.signUp, {
    input: (values) => ({ body: { ...values, locale: textLanguage() } }),
    onDone: () => setSentTo(form.getValues('email')),
  });
  if (sentTo) {
    return <EntryCard title={t('entry.signUp.sent')} lead={t('entry.signUp.sentText', { email: sentTo })}><div className="h-entry-picture" aria-hidden><IconMailCheck size={56} stroke={1.3} /></div><p className="h-note-small">{t('entry.code.missing')}</p></EntryCard>;
  }
  return (
    <EntryCard title={t('entry.signUp.title')} lead={t('entry.signUp.lead')} below={<>{t('entry.signUp.known')}　<AppLink to={pathTo('public.signIn')}>{t('shell.signIn')}</AppLink></>}>
      <Form form={form} onSubmit={onSubmit}>
        <TextField name="companyName" label={t('entry.signUp.company')} hint={t('entry.signUp.companyHint')} autoComplete="organization" />
        <TextField name="personName" label={t('entry.signUp.person')} hint={t('entry.signUp.personHint')} autoComplete="name" />
        <TextField name="email" kind="email" label={t('entry.email')} hint={t('entry.signUp.emailHint')} autoComplete="email" />
        <AgreementField />
        <Button type="submit" fullWidth loading={isPending}>{t('entry.signUp.submit')}</Button>
      </Form>
    </EntryCard>
  );
}
