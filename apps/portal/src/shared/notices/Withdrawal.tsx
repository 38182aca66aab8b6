import { noticeRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { RadioField, TextAreaField, TextField, useFormAct, useRouteForm } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { usePersonName } from '../form/person-name.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { notify } from '../parts/notify.js';
import { Section } from '../parts/Section.js';
import { Timeline } from '../parts/Timeline.js';
import { useCan } from '../session/session.js';
import { noticeReads, type NoticeData } from './types.js';

function RequestForm({ notice, onClose }: { readonly notice: NoticeData; readonly onClose: () => void }) {
  const t = useT();
  const person = usePersonName();
  const form = useRouteForm(noticeRoutes.requestWithdrawal, { text: '', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, noticeRoutes.requestWithdrawal, { input: (body) => ({ params: { noticeId: notice.id }, body }), refreshes: noticeReads, onProblem: person.onProblem, onDone: () => { notify({ tone: 'good', text: t('notices.withdrawal.requested') }); onClose(); } });
  return (
    <FormDialog title={t('notices.withdrawal.request')} confirmLabel={t('notices.withdrawal.request')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t('notices.withdrawal.requestText')}</p>
      <TextAreaField name="text" optional rows={3} label={t('notices.wish.text')} />
      {person.isAsked && <TextField name="personName" label={t('notices.withdrawal.person')} />}
    </FormDialog>
  );
}

function AnswerForm({ notice, requestId, onClose }: { readonly notice: NoticeData; readonly requestId: string; readonly onClose: () => void }) {
  const t = useT();
  const person = usePersonName();
  const form = useRouteForm(noticeRoutes.answerWithdrawal, { text: '', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, noticeRoutes.answerWithdrawal, { input: (body) => ({ params: { noticeId: notice.id, requestId }, body }), refreshes: noticeReads, onProblem: person.onProblem, onDone: () => { notify({ tone: 'good', text: t('notices.withdrawal.answered') }); onClose(); } });
  return (
    <FormDialog title={t('notices.withdrawal.answer')} confirmLabel={t('notices.withdrawal.answer')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <p>{t('notices.withdrawal.answerText')}</p>
      <RadioField name="answer" label={t('notices.withdrawal.question')} options={(['consent', 'refusal'] as const).map((value) => ({ value, label: t(`notices.withdrawal.${value}`) }))} />
      <TextAreaField name="text" optional rows={3} label={t('notices.wish.text')} />
      {person.isAsked && <TextField name="personName" label={t('notices.withdrawal.person')} />}
    </FormDialog>
  );
}

/** An arrived notice goes only with the other side's consent; who asked and who answered stays on record. */
export function Withdrawal({ notice }: { readonly notice: NoticeData }) {
  const t = useT();
  const can = useCan();
  const [open, setOpen] = useState(false);
  const { withdrawal: steps } = notice;
  const request = steps.find(({ id, kind }) => kind === 'request' && !steps.some(({ refersToId }) => refersToId === id));
  const isGone = steps.some(({ kind }) => kind === 'consent');
  if (notice.status !== 'arrived') return null;
  const mayAct = can('notice.give') && !isGone && (request ? !notice.isOwn : notice.isOwn);
  if (steps.length === 0 && !mayAct) return null;
  return (
    <Section title={t('notices.withdrawal.title')} lead={t('notices.withdrawal.lead')}>
      {steps.length > 0 && <Timeline label={t('notices.withdrawal.title')} entries={steps.map((step) => ({ id: step.id, title: t(`notices.withdrawal.step.${step.kind}`), at: step.at, by: `${t(`notices.party.${step.side}`)}　${step.personName}（${step.role[textLanguage()]}）`, ...(step.text ? { body: <p className="h-pre">{step.text}</p> } : {}) }))} />}
      {request && notice.isOwn && <p className="h-note-small">{t('notices.withdrawal.waiting')}</p>}
      {mayAct && <div><Button variant="default" onClick={() => setOpen(true)}>{t(request ? 'notices.withdrawal.answer' : 'notices.withdrawal.request')}</Button></div>}
      {open && (request ? <AnswerForm notice={notice} requestId={request.id} onClose={() => setOpen(false)} /> : <RequestForm notice={notice} onClose={() => setOpen(false)} />)}
    </Section>
  );
}
