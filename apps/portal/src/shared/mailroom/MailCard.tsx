import { mailroomRoutes } from '@hoshu/api-schema';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { addressOf } from '../api/call.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { TextField, useFormAct, useRouteForm } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { useT } from '../i18n/translate.js';
import { Button, ButtonAnchor } from '../parts/Button.js';
import { notify } from '../parts/notify.js';
import { Status } from '../parts/Status.js';
import { DateText, InstantText } from '../parts/values.js';
import { AppLink } from '../router/links.js';
import { useCan } from '../session/session.js';
import { MailFacts } from './MailFacts.js';
import { RegisterMailForm } from './RegisterMailForm.js';
import { mailroomReads, outcomeTones, type ReceivedMail } from './types.js';

function DismissDialog({ mail, onClose }: { readonly mail: ReceivedMail; readonly onClose: () => void }) {
  const t = useT();
  const form = useRouteForm(mailroomRoutes.dismiss, { note: '' });
  const { onSubmit, isPending } = useFormAct(form, mailroomRoutes.dismiss, { input: (body) => ({ params: { mailId: mail.id }, body }), refreshes: mailroomReads, onDone: () => { notify({ tone: 'good', text: t('mailroom.dismissed') }); onClose(); } });
  return <FormDialog title={t('mailroom.dismiss')} confirmLabel={t('mailroom.dismiss')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}><p>{t('mailroom.dismissText')}</p><TextField name="note" label={t('mailroom.reason')} /></FormDialog>;
}

/** One mail: who, what, what became of it; while nothing has, either side says which notice it is. */
export function MailCard({ mail, side }: { readonly mail: ReceivedMail; readonly side: Side }) {
  const t = useT();
  const can = useCan();
  const [open, setOpen] = useState<'register' | 'dismiss' | null>(null);
  const { outcome } = mail;
  return (
    <li className="h-card h-mail-card">
      <div className="h-section-head">
        <h3>{mail.subject || t('mailroom.noSubject')}</h3>
        {outcome ? <Status tone={outcomeTones[outcome.kind]} label={t(`mailroom.outcome.${outcome.kind}`)} /> : <Status tone="warn" label={t('mailroom.outcome.waiting')} />}
      </div>
      <p className="h-note-small">
        {mail.senderSide ? `${t(`notices.party.${mail.senderSide}`)}　${mail.senderName}` : t('mailroom.senderUnknown')}　{mail.fromAddress}<br />
        {mail.broughtSide ? t('mailroom.brought', { side: t(`notices.party.${mail.broughtSide}`), name: mail.broughtBy }) : t('mailroom.cameHere')}　<InstantText at={mail.receivedAt} />
        {mail.statedAt && <><br />{t('mailroom.statedAt')}：<InstantText at={mail.statedAt} /></>}
      </p>
      <MailFacts mail={mail} />
      {outcome && outcome.kind !== 'registered' && <p className="h-note-small">{t(`mailroom.outcomeText.${outcome.kind}`)}{outcome.note && `（${outcome.note}）`}</p>}
      {!outcome && mail.articleSeen && <p>{t('mailroom.seen', { kind: t(`notices.article.${mail.articleSeen}`) })}{mail.requestedEndOn && <>　<DateText on={mail.requestedEndOn} form="deadline" /></>}</p>}
      <div className="h-page-actions">
        <ButtonAnchor href={addressOf(mailroomRoutes.original, { params: { mailId: mail.id } })} variant="default" size="sm" icon={<IconDownload size={18} aria-hidden />} download>{t('mailroom.original')}</ButtonAnchor>
        {outcome?.noticeId && <AppLink to={contractPaths(side, mail.contractId).noticeView(outcome.noticeId)}>{t('mailroom.toNotice')}</AppLink>}
        {!outcome && can('notice.register') && mail.canDismiss && <Button size="sm" variant="default" onClick={() => setOpen('dismiss')}>{t('mailroom.dismiss')}</Button>}
        {!outcome && can('notice.register') && <Button size="sm" onClick={() => setOpen('register')}>{t('mailroom.register')}</Button>}
      </div>
      {open === 'register' && <RegisterMailForm mail={mail} side={side} onClose={() => setOpen(null)} />}
      {open === 'dismiss' && <DismissDialog mail={mail} onClose={() => setOpen(null)} />}
    </li>
  );
}
