import { contractRoutes, signingRoutes, type ResponseOf, type signingSettingRoutes } from '@hoshu/api-schema';
import { addDays, parseLocalDate } from '@hoshu/domain';
import { useEffect, useId, useState } from 'react';
import { useAct } from '../../../shared/api.js';
import { DateField, Form, RadioField, TextAreaField, TextField, useRouteForm } from '../../../shared/form.js';
import { useT } from '../../../shared/i18n/translate.js';
import { eraDate, longDate } from '../../../shared/jp/dates.js';
import { Button } from '../../../shared/parts/Button.js';
import { ConfirmDialog } from '../../../shared/parts/ConfirmDialog.js';
import { Facts } from '../../../shared/parts/Facts.js';
import { Section } from '../../../shared/parts/Section.js';
import { useSession } from '../../../shared/session/session.js';
import { OverlapNotice } from '../OverlapNotice.js';
import { ReminderFields } from '../signing/ReminderFields.js';
import type { Client } from './ClientForm.js';
import { MoreRecipients, noOthers, type SendBody } from './MoreRecipients.js';
import type { Draft } from './useDraft.js';

const longestDays = 90;
const later = (on: string, days: number): string => { const day = parseLocalDate(on); return day ? addDays(day, days) : on; };

interface SendProps { readonly contractId: string; readonly client: Client; readonly draft: Draft; /** The vendor's own period and reminder days. */ readonly defaults: ResponseOf<typeof signingSettingRoutes.settings>; /** Why it cannot go out yet; undefined when it can. */ readonly blocked: string | undefined; readonly onSent: () => void }

function SendFields({ today, electronic, reminderDays }: { readonly today: string; readonly electronic: boolean; readonly reminderDays: readonly number[] }) {
  const t = useT();
  return (
    <>
      <RadioField name="form" label={t('wizard.send.form')} options={[{ value: 'electronic', label: t('wizard.send.electronic'), hint: t('wizard.send.electronicHint') }, { value: 'paper', label: t('wizard.send.paper'), hint: t('wizard.send.paperHint') }]} />
      <div className="h-field-row">
        <TextField name="recipient.personName" label={t('wizard.send.person')} />
        <TextField optional name="recipient.title" label={t('wizard.send.title')} />
      </div>
      <TextField name="recipient.email" kind="email" label={t('wizard.send.email')} hint={t('wizard.send.emailHint')} />
      <DateField name="contractDate" label={t('wizard.term.contractDate')} hint={t('wizard.send.dateHint')} today={today} minOn={today} />
      <DateField name="expiresOn" label={t('wizard.send.expires')} hint={t('wizard.send.expiresHint')} today={today} minOn={today} maxOn={later(today, longestDays)} />
      <TextAreaField optional name="message" label={t('wizard.send.message')} hint={t('wizard.send.messageHint')} rows={3} />
      {electronic && (
        <details className="h-fold h-more">
          <summary>{t('vendorSigning.reminders.title')}</summary>
          <div className="h-form"><p className="h-note-small">{t('vendorSigning.reminders.lead')}</p><ReminderFields initial={reminderDays} /></div>
        </details>
      )}
      {electronic && <MoreRecipients />}
    </>
  );
}

const Names = ({ people }: { readonly people: readonly SendBody['recipient'][] }) => people.map(({ personName, email }) => <span key={email} className="h-recap-person">{personName}（{email}）</span>);

function Recap({ body }: { readonly body: SendBody }) {
  const t = useT();
  const { approvers = [], cc = [], order = 'parallel' } = body;
  return (
    <Facts items={[
      { label: t('wizard.send.person'), value: `${body.recipient.personName}（${body.recipient.email}）` }, { label: t('wizard.term.contractDate'), value: `${longDate(body.contractDate)} ${eraDate(body.contractDate)}` },
      { label: t('wizard.send.form'), value: t(`wizard.send.${body.form}`) }, ...(body.expiresOn ? [{ label: t('wizard.send.expires'), value: longDate(body.expiresOn) }] : []),
      ...(approvers.length > 0 ? [{ label: t('vendorSigning.more.approvers'), value: <Names people={approvers} /> }] : []), ...(cc.length > 0 ? [{ label: t('vendorSigning.more.copies'), value: <Names people={cc} /> }] : []),
      ...(body.accessCode ? [{ label: t('vendorSigning.code.label'), value: t('vendorSigning.code.recap') }] : []),
      ...(order === 'parallel' ? [] : [{ label: t('vendorSigning.more.order'), value: t(`vendorSigning.more.order.${order}`) }]),
    ]} />
  );
}

/** Who gets it, with which date and until when; then 「契約を送信」. */
export function SendForm({ contractId, client, draft, defaults, blocked, onSent }: SendProps) {
  const t = useT();
  const { today } = useSession();
  const reasonId = useId();
  const [contact] = client.contacts;
  const [asked, setAsked] = useState<SendBody | null>(null);
  const { terms } = draft.form.getValues();
  const contractDate = terms.contractDate && terms.contractDate >= today ? terms.contractDate : today;
  const form = useRouteForm(signingRoutes.send, { form: terms.signingForm, contractDate, expiresOn: later(today, defaults.openDays), reminderDays: defaults.reminderDays, recipient: { personName: contact?.personName ?? '', email: contact?.email ?? '', title: contact?.title ?? '' }, message: '', ...noOthers });
  const { act } = useAct(signingRoutes.send, { refreshes: [contractRoutes.list, signingRoutes.get], onDone: onSent });
  const [date, signingForm] = form.watch(['contractDate', 'form']);
  // The draft, its text and its dates follow what is chosen here.
  useEffect(() => {
    if (draft.form.getValues('terms.contractDate') !== date) draft.form.setValue('terms.contractDate', date);
    if (draft.form.getValues('terms.signingForm') !== signingForm) draft.form.setValue('terms.signingForm', signingForm);
  }, [date, signingForm, draft.form]);
  // On paper nobody is asked by link: what was begun for others must not hold the form up unseen.
  useEffect(() => { if (signingForm === 'paper') { form.setValue('approvers', []); form.setValue('cc', []); form.setValue('order', 'parallel'); form.setValue('accessCode', undefined); } }, [signingForm, form]);
  return (
    <Section title={t('wizard.send.heading')} lead={t('wizard.send.lead')}>
      <Form form={form} onSubmit={form.handleSubmit((body) => { if (!blocked) setAsked(body); })}>
        <SendFields today={today} electronic={signingForm !== 'paper'} reminderDays={defaults.reminderDays} />
        <OverlapNotice contractId={contractId} startOn={date} onAlign={(on) => form.setValue('contractDate', on)} />
        <div className="h-gated">
          <Button type="submit" size="lg" aria-disabled={blocked !== undefined} {...(blocked ? { 'aria-describedby': reasonId } : {})}>{t(signingForm === 'paper' ? 'wizard.send.fix' : 'wizard.send.submit')}</Button>
          {blocked && <span id={reasonId} className="h-note-small">{blocked}</span>}
        </div>
      </Form>
      <ConfirmDialog opened={asked !== null} onClose={() => setAsked(null)} title={t('wizard.send.confirmTitle')} confirmLabel={t(signingForm === 'paper' ? 'wizard.send.fix' : 'wizard.send.submit')}
        onConfirm={async () => { if (asked) { await draft.flush(); await act({ params: { contractId }, body: asked }); } }}>
        <div className="h-stack"><p>{t(signingForm === 'paper' ? 'wizard.send.confirmPaper' : 'wizard.send.confirmText')}</p>{asked && <Recap body={asked} />}</div>
      </ConfirmDialog>
    </Section>
  );
}
