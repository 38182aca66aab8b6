import { mailroomRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useAct } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { DateField, RadioField, TextAreaField, TextField, useFormAct, useRouteForm } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { ConfirmDialog } from '../parts/ConfirmDialog.js';
import { Facts } from '../parts/Facts.js';
import { notify } from '../parts/notify.js';
import { GatedButton } from '../parts/PermissionGate.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { DateText, InstantText } from '../parts/values.js';
import { AppLink } from '../router/links.js';
import { useCan, useSession } from '../session/session.js';
import { callTones, mailroomReads, type NoticeCall } from './types.js';

function CallForm({ contractId, side, onClose }: { readonly contractId: string; readonly side: Side; readonly onClose: () => void }) {
  const t = useT();
  const { today } = useSession();
  const form = useRouteForm(mailroomRoutes.enterCall, { giverParty: side === 'vendor' ? 'client' : 'vendor', giverName: '', article: 18, requestedEnd: null, calledOn: today, note: '' });
  const { onSubmit, isPending } = useFormAct(form, mailroomRoutes.enterCall, { input: (body) => ({ params: { contractId }, body }), refreshes: mailroomReads, onDone: () => { notify({ tone: 'good', text: t('mailroom.call.entered') }); onClose(); } });
  const article = useWatch({ control: form.control, name: 'article' });
  return (
    <FormDialog title={t('mailroom.call.enter')} confirmLabel={t('mailroom.call.submit')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t('mailroom.call.text')}</p>
      <RadioField name="giverParty" label={t('notices.register.giver')} options={(['client', 'vendor'] as const).map((value) => ({ value, label: t(`notices.party.${value}`) }))} />
      <TextField name="giverName" label={t('mailroom.call.giverName')} />
      <DateField name="calledOn" today={today} maxOn={today} label={t('mailroom.call.calledOn')} />
      <RadioField name="article" numeric label={t('notices.kind')} options={[{ value: '17', label: t('notices.article.17') }, { value: '18', label: t('notices.article.18') }]} />
      {Number(article) === 18 && <DateField name="requestedEnd" nullable optional today={today} label={t('notices.wish.day')} />}
      <TextAreaField name="note" optional rows={3} label={t('mailroom.call.note')} />
    </FormDialog>
  );
}

function CallCard({ call, side }: { readonly call: NoticeCall; readonly side: Side }) {
  const t = useT();
  const can = useCan();
  const [asking, setAsking] = useState(false);
  const { act } = useAct(mailroomRoutes.withdrawCall, { refreshes: mailroomReads, onDone: () => notify({ tone: 'good', text: t('mailroom.call.withdrawn') }) });
  return (
    <li className="h-card h-mail-card">
      <div className="h-section-head"><h3>{t(`notices.article.${call.article}`)}</h3><Status tone={callTones[call.state]} label={t(`mailroom.call.state.${call.state}`)} /></div>
      <p><Status tone="info" label={t('mailroom.proxy')} />　{t(`mailroom.call.by.${call.enteredSide}`)} {call.enteredBy}　<InstantText at={call.enteredAt} /></p>
      <Facts items={[
        { label: t('mailroom.call.giverName'), value: `${t(`notices.party.${call.giverParty}`)}　${call.giverName}` },
        { label: t('mailroom.call.calledOn'), value: <DateText on={call.calledOn} form="deadline" /> },
        ...(call.requestedEndOn ? [{ label: t('notices.wish.day'), value: <DateText on={call.requestedEndOn} form="deadline" /> }] : []),
        ...(call.note ? [{ label: t('mailroom.call.note'), value: <span className="h-pre">{call.note}</span> }] : []),
        { label: t('mailroom.call.sentTo'), value: call.sentTo },
        ...(call.confirmed ? [{ label: t('mailroom.call.confirmedBy'), value: <>{call.confirmed.personName}　<InstantText at={call.confirmed.at} />　{call.confirmed.ip}</> }] : []),
        { label: t('notices.hash'), value: <code className="h-server-answer">{call.contentHash}</code> },
      ]} />
      <div className="h-page-actions">
        {call.confirmed && <AppLink to={contractPaths(side, call.contractId).noticeView(call.confirmed.noticeId)}>{t('mailroom.toNotice')}</AppLink>}
        {call.state === 'waiting' && call.enteredSide === side && can('notice.register') && <Button size="sm" variant="default" onClick={() => setAsking(true)}>{t('mailroom.call.withdraw')}</Button>}
      </div>
      <ConfirmDialog opened={asking} onClose={() => setAsking(false)} title={t('mailroom.call.withdraw')} confirmLabel={t('mailroom.call.withdraw')} onConfirm={() => act({ params: { callId: call.id }, body: {} })}><p>{t('mailroom.call.withdrawText')}</p></ConfirmDialog>
    </li>
  );
}

/** Notices by telephone: entered by somebody else, confirmed by their giver, and no notice before. */
export function CallSection({ contractId, side, calls }: { readonly contractId: string; readonly side: Side; readonly calls: readonly NoticeCall[] }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <Section title={t('mailroom.call.title')} lead={t('mailroom.call.lead')}>
      {calls.length > 0 && <ul className="h-bare-list h-stack">{calls.map((call) => <CallCard key={call.id} call={call} side={side} />)}</ul>}
      <div><GatedButton permission="notice.register" whoCan={t(side === 'client' ? 'notices.whoClient' : 'notices.whoRegister')} obtainable variant="default" onClick={() => setOpen(true)}>{t('mailroom.call.enter')}</GatedButton></div>
      {open && <CallForm contractId={contractId} side={side} onClose={() => setOpen(false)} />}
    </Section>
  );
}
