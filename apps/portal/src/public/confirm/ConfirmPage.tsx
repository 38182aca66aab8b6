import { mailroomRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { asProblem, useRoute } from '../../shared/api.js';
import { CheckboxField, Form, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { longDate } from '../../shared/jp/dates.js';
import { Button, ButtonLink } from '../../shared/parts/Button.js';
import { ErrorState } from '../../shared/parts/ErrorState.js';
import { Facts } from '../../shared/parts/Facts.js';
import { Loading } from '../../shared/parts/Loading.js';
import { MessagePage } from '../../shared/parts/MessagePage.js';
import { Status } from '../../shared/parts/Status.js';
import { usePathParameters } from '../../shared/router/links.js';
import { EntryCard } from '../entry/EntryCard.js';
import '../../shared/parts/parts.css';

type Opened = ResponseOf<typeof mailroomRoutes.openCall>;

/** What was said, in full, with one thing to press: looking changes nothing (D18). */
function Confirmation({ token, opened, onDone }: { readonly token: string; readonly opened: Opened; readonly onDone: (opened: Opened) => void }) {
  const t = useT();
  const form = useRouteForm(mailroomRoutes.confirmCall, { personName: '', contentHash: opened.contentHash });
  const { onSubmit, isPending } = useFormAct(form, mailroomRoutes.confirmCall, { input: (body) => ({ params: { token }, body }), onDone });
  return (
    <EntryCard title={t('mailroom.confirm.title')} lead={t('mailroom.confirm.lead', { by: opened.enteredBy })}>
      <p><Status tone="info" label={t('mailroom.proxy')} /></p>
      <Facts items={[
        { label: t('mailroom.confirm.company'), value: <>{opened.giverCompany}<br /><small>{opened.contractNumber}</small></> },
        { label: t('mailroom.call.giverName'), value: opened.giverName }, { label: t('mailroom.call.calledOn'), value: longDate(opened.calledOn) },
        { label: t('notices.kind'), value: t(`notices.article.${opened.article}`) },
        ...(opened.requestedEndOn ? [{ label: t('notices.wish.day'), value: longDate(opened.requestedEndOn) }] : []),
        { label: t('mailroom.confirm.recipient'), value: opened.recipientCompany },
        ...(opened.note ? [{ label: t('mailroom.call.note'), value: <span className="h-pre">{opened.note}</span> }] : []),
      ]} />
      <p className="h-callout" data-tone="warn">{t('mailroom.confirm.notYet')}<br />{t(opened.needsLetter ? 'mailroom.confirm.letter' : 'mailroom.confirm.mail')}</p>
      <Form form={form} onSubmit={onSubmit}>
        <TextField name="personName" label={t('mailroom.confirm.name')} autoComplete="name" />
        <CheckboxField name="agreed" label={t('mailroom.confirm.agree')} text={t('mailroom.confirm.agree')} />
        <Button type="submit" size="lg" fullWidth loading={isPending}>{t('mailroom.confirm.submit')}</Button>
      </Form>
    </EntryCard>
  );
}

/** Where the link of a telephone entry arrives. */
export function Page() {
  const t = useT();
  const { token } = usePathParameters('public.confirm');
  const query = useRoute(mailroomRoutes.openCall, { params: { token } });
  const [done, setDone] = useState<Opened | null>(null);
  const opened = done ?? query.data;
  if (opened?.state === 'waiting') return <Confirmation token={token} opened={opened} onDone={setDone} />;
  if (opened?.state === 'confirmed') return <MessagePage title={t('mailroom.confirm.done')} text={t(opened.needsLetter ? 'mailroom.confirm.doneLetter' : 'mailroom.confirm.doneMail')}><ButtonLink to={pathTo('public.signIn')} variant="default">{t('shell.signIn')}</ButtonLink></MessagePage>;
  if (opened) return <MessagePage title={t('mailroom.confirm.title')} text={t('mailroom.confirm.closed')} />;
  if (!query.error) return <Loading label={t('entry.link.checking')} />;
  const problem = asProblem(query.error);
  if (problem.status < 400 || problem.status >= 500 || problem.status === 429) return <ErrorState problem={problem} onRetry={() => void query.refetch()} />;
  return <MessagePage title={t('mailroom.confirm.title')} text={problem.detail} />;
}
