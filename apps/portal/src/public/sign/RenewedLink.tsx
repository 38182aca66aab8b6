import { signingRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useEffect, useRef, useState } from 'react';
import { asProblem, useAct, type ApiProblem } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { ProblemNote } from '../../shared/parts/ErrorState.js';
import { Loading } from '../../shared/parts/Loading.js';
import { AskContact } from '../../shared/parts/AskContact.js';
import { EntryCard } from '../entry/EntryCard.js';

type State = 'sending' | 'sent' | ApiProblem;

/** An expired link sends a new one to the same address by itself and says so (D18). */
export function RenewedLink({ token, opened }: { readonly token: string; readonly opened: ResponseOf<typeof signingRoutes.open> }) {
  const t = useT();
  const { act } = useAct(signingRoutes.enter);
  const [state, setState] = useState<State>('sending');
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    // Entering by an expired link opens nothing: the API answers with a refusal and mails the new link.
    act({ body: { token } }).then(() => setState('sent'), (error: unknown) => {
      const problem = asProblem(error);
      setState(problem.code === 'link_expired' ? 'sent' : problem);
    });
  }, [act, token]);
  if (state === 'sending') return <Loading label={t('signing.renewed.sending')} />;
  return (
    <EntryCard title={t('signing.renewed.title')} {...(state === 'sent' ? { lead: t('signing.renewed.text', { name: opened.personName }) } : {})}>
      {state === 'sent' ? <p className="h-note-small">{t('signing.renewed.note')}</p> : <ProblemNote problem={state} />}
      <AskContact contact={opened.contact} />
    </EntryCard>
  );
}
