import { signingAccessRoutes, signingRoutes, type ResponseOf } from '@hoshu/api-schema';
import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { asProblem, useAct, useRoute } from '../../shared/api.js';
import { useT, type MessageId } from '../../shared/i18n/translate.js';
import { longDate } from '../../shared/jp/dates.js';
import { Button, ButtonLink } from '../../shared/parts/Button.js';
import { ErrorState, ProblemNote } from '../../shared/parts/ErrorState.js';
import { Facts } from '../../shared/parts/Facts.js';
import { Loading } from '../../shared/parts/Loading.js';
import { MessagePage } from '../../shared/parts/MessagePage.js';
import { usePathParameters } from '../../shared/router/links.js';
import { AskContact } from '../../shared/parts/AskContact.js';
import { SigningDesk } from '../../shared/signing/SigningDesk.js';
import { EntryCard } from '../entry/EntryCard.js';
import { RenewedLink } from './RenewedLink.js';

type Opened = ResponseOf<typeof signingRoutes.open>;
type Entered = ResponseOf<typeof signingRoutes.enter>;

const covers: Readonly<Record<Opened['role'], { title: MessageId; note: MessageId }>> = {
  signer: { title: 'signing.cover.title', note: 'signing.cover.note' }, approver: { title: 'signing.cover.approver', note: 'signing.cover.approverNote' }, cc: { title: 'signing.cover.copy', note: 'signing.cover.copyNote' },
};

/** F132: the period for signing is over; one press asks the vendor to send it again. */
function AskAgain({ token }: { readonly token: string }) {
  const t = useT();
  const [asked, setAsked] = useState(false);
  const { act, isPending, problem } = useAct(signingAccessRoutes.askAgain, { onDone: () => setAsked(true) });
  if (asked) return <p role="status">{t('signing.again.done')}</p>;
  return (
    <div className="h-stack">
      <p>{t('signing.again.text')}</p>
      {problem && <ProblemNote problem={problem} />}
      <Button variant="default" fullWidth loading={isPending} onClick={() => void act({ body: { token } }).catch(() => undefined)}>{t('signing.again.ask')}</Button>
    </div>
  );
}

/** What is behind the link, before anything is opened: mail scanners see this much and no more (D18). */
function Cover({ token, opened, onEntered }: { readonly token: string; readonly opened: Opened; readonly onEntered: (entered: Entered) => void }) {
  const t = useT();
  const client = useQueryClient();
  const [renewed, setRenewed] = useState(false);
  const [code, setCode] = useState('');
  const needsCode = opened.accessCode === 'needed';
  // Another person's link in the same browser must not show what was read before.
  const { act, isPending, problem } = useAct(signingRoutes.enter, { onDone: (entered) => { client.removeQueries({ queryKey: [signingRoutes.read.id] }); client.removeQueries({ queryKey: [signingRoutes.get.id] }); onEntered(entered); } });
  const isLocked = opened.accessCode === 'locked' || problem?.code === 'access_code_locked';
  if (renewed) return <RenewedLink token={token} opened={opened} />;
  const enter = async () => {
    try {
      await act({ body: { token, ...(needsCode ? { accessCode: code } : {}) } });
    } catch (error) {
      setRenewed(asProblem(error).code === 'link_expired');
    }
  };
  const open = opened.state === 'open';
  const title = open ? covers[opened.role].title : 'signing.cover.closedTitle';
  return (
    <EntryCard title={t(title)} lead={t('signing.cover.lead', { name: opened.personName, company: opened.vendorName })}>
      <Facts items={[
        { label: t('signing.cover.number'), value: opened.contractNumber }, { label: t('signing.cover.client'), value: opened.clientName },
        ...(open ? [{ label: t('signing.cover.expires'), value: longDate(opened.expiresOn) }] : []),
      ]} />
      {needsCode && !isLocked && <TextInput label={t('signing.code.label')} description={t('signing.code.hint')} value={code} autoComplete="one-time-code" maxLength={60} onChange={(event) => setCode(event.currentTarget.value)} />}
      {isLocked && <div role="alert" className="h-callout" data-tone="warn"><p>{t('signing.code.locked')}</p></div>}
      {problem && !isLocked && <ProblemNote problem={problem} />}
      {!isLocked && <Button size="lg" fullWidth loading={isPending} disabled={needsCode && code.trim() === ''} onClick={() => void enter()}>{t(open ? 'signing.cover.open' : 'signing.cover.look')}</Button>}
      {open && !isLocked && <p className="h-note-small">{t(covers[opened.role].note)}</p>}
      {opened.state === 'expired' && <AskAgain token={token} />}
      <AskContact contact={opened.contact} />
    </EntryCard>
  );
}

/** Where the link of a signing mail arrives. */
export function Page() {
  const t = useT();
  const { token } = usePathParameters('public.sign');
  const query = useRoute(signingRoutes.open, { params: { token } });
  const [entered, setEntered] = useState<Entered | null>(null);
  if (entered) return <div className="h-signing-public"><SigningDesk contractId={entered.contractId} signer={{ name: entered.personName, secondFactor: 'none' }} /></div>;
  if (query.data) return query.data.status === 'expired' ? <RenewedLink token={token} opened={query.data} /> : <Cover token={token} opened={query.data} onEntered={setEntered} />;
  if (!query.error) return <Loading label={t('entry.link.checking')} />;
  const problem = asProblem(query.error);
  const broken = problem.status >= 400 && problem.status < 500 && problem.status !== 429;
  if (!broken) return <ErrorState problem={problem} onRetry={() => void query.refetch()} />;
  return <MessagePage title={t('signing.link.missing')} text={t('signing.link.missingText')}><ButtonLink to={pathTo('public.signIn')}>{t('shell.signIn')}</ButtonLink></MessagePage>;
}
