import { mailroomRoutes } from '@hoshu/api-schema';
import { useWatch } from 'react-hook-form';
import type { Side } from '../contracts/side.js';
import { DateField, RadioField, TextField, useFormAct, useRouteForm } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { useT } from '../i18n/translate.js';
import { notify } from '../parts/notify.js';
import { useSession } from '../session/session.js';
import { mailroomReads, type ReceivedMail } from './types.js';

/** Says which notice a mail is. A mail that the receiving side brought and that carries no time asks for its day. */
export function RegisterMailForm({ mail, side, onClose }: { readonly mail: ReceivedMail; readonly side: Side; readonly onClose: () => void }) {
  const t = useT();
  const { today } = useSession();
  const form = useRouteForm(mailroomRoutes.registerMail, { giverParty: mail.senderSide ?? 'client', ...(mail.articleSeen ? { article: mail.articleSeen } : {}), requestedEnd: mail.requestedEndOn, arrivedOn: null, note: '' });
  const { onSubmit, isPending } = useFormAct(form, mailroomRoutes.registerMail, { input: (body) => ({ params: { mailId: mail.id }, body }), refreshes: mailroomReads, onDone: () => { notify({ tone: 'good', text: t('mailroom.registered') }); onClose(); } });
  const [article, giver] = useWatch({ control: form.control, name: ['article', 'giverParty'] });
  const asksDay = mail.broughtSide === side && giver !== side && mail.statedAt === null;
  return (
    <FormDialog title={t('mailroom.register')} confirmLabel={t('mailroom.register')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t('mailroom.registerText')}</p>
      <RadioField name="giverParty" label={t('notices.register.giver')} options={(['client', 'vendor'] as const).map((value) => ({ value, label: t(`notices.party.${value}`) }))} />
      <RadioField name="article" numeric label={t('notices.kind')} options={[{ value: '17', label: t('notices.article.17'), hint: t('mailroom.by17') }, { value: '18', label: t('notices.article.18') }]} />
      {Number(article) === 18 && <DateField name="requestedEnd" nullable optional today={today} label={t('notices.wish.day')} />}
      {asksDay && <DateField name="arrivedOn" nullable optional today={today} maxOn={today} label={t('mailroom.arrivedOn')} hint={t('mailroom.arrivedOnHint')} />}
      <TextField name="note" optional label={t('mailroom.note')} />
    </FormDialog>
  );
}
