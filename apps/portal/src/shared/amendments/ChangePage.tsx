import { amendmentRoutes, contractRoutes } from '@hoshu/api-schema';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { PersonNameField } from '../agreements/PersonName.js';
import { useRoute } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { DateField, Form, TextAreaField, useFormAct, useRouteForm } from '../form.js';
import { usePersonName } from '../form/person-name.js';
import { useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { notify } from '../parts/notify.js';
import { Page as Frame } from '../parts/Page.js';
import { PermissionGate } from '../parts/PermissionGate.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { useAddressQuery } from '../router/links.js';
import { useSession } from '../session/session.js';
import { useWhoCan } from '../session/who-can.js';
import { amendmentPath } from './amendment-words.js';
import { AuthorityField } from './AnswerForms.js';
import { ChangeForm, type Draft } from './ChangeForm.js';
import { ClauseDiff } from './ClauseDiff.js';

interface StepProps { readonly contractId: string; readonly side: Side; /** The proposal of the other side that this one answers. */ readonly counters: string | null }
interface SendProps extends StepProps { readonly draft: Draft; readonly onBack: () => void }
/** The newest agreed terms: a change is laid over them. */
const newest = '2199-12-31';

/** Old and new text of what is about to be sent or printed. */
function Comparison({ seen }: Pick<Draft, 'seen'>) {
  const t = useT();
  return (
    <>
      <Section title={t('amendments.changes')} lead={t('amendments.changesLead')}><ClauseDiff changes={seen.model.changes} /></Section>
      <Section title={t('amendments.clauses')}><ol>{seen.model.clauses.map((clause) => <li key={clause}>{clause}</li>)}</ol></Section>
    </>
  );
}

function useSent(side: Side, text: 'amendments.proposed' | 'amendments.prepared') {
  const t = useT();
  const navigate = useNavigate();
  return ({ id }: { readonly id: string }) => { notify({ tone: 'good', text: t(text) }); void navigate({ href: amendmentPath(side, id) }); };
}

/** The comparison as the other side will read it; sending it is the signature of the own side. */
function SendForm({ contractId, side, counters, draft, onBack }: SendProps) {
  const t = useT();
  const { today } = useSession();
  const person = usePersonName();
  const onDone = useSent(side, 'amendments.proposed');
  const { change: { effectiveOn, changes }, seen } = draft;
  const form = useRouteForm(amendmentRoutes.propose, { effectiveOn, changes, bodyHash: seen.bodyHash, message: '', answerBy: null, authority: '' as 'representative', personName: '', counters });
  const { onSubmit, isPending } = useFormAct(form, amendmentRoutes.propose, { input: (body) => ({ params: { contractId }, body }), refreshes: [amendmentRoutes.ofContract, amendmentRoutes.get], onProblem: person.onProblem, onDone });
  return (
    <>
      <Comparison seen={seen} />
      <Form form={form} onSubmit={onSubmit}>
        <Section title={t('amendments.send')} lead={t(`amendments.sendLead.${side}`)}>
          <TextAreaField name="message" label={t('amendments.message')} hint={t('amendments.messageHint')} rows={4} optional />
          <DateField name="answerBy" label={t('amendments.answerBy')} today={today} minOn={today} maxOn={effectiveOn} nullable optional />
          <AuthorityField />
          <PersonNameField person={person} />
        </Section>
        <div className="h-page-actions"><Button type="submit" size="lg" loading={isPending}>{t('amendments.signAndSend')}</Button><Button variant="default" size="lg" onClick={onBack}>{t('amendments.back')}</Button></div>
      </Form>
    </>
  );
}

/** The comparison of what both will sign on paper or elsewhere; nobody signs here. */
function PrepareForm({ contractId, side, draft, onBack }: SendProps) {
  const t = useT();
  const person = usePersonName();
  const onDone = useSent(side, 'amendments.prepared');
  const { change: { effectiveOn, changes, method }, seen } = draft;
  const form = useRouteForm(amendmentRoutes.prepare, { effectiveOn, changes, bodyHash: seen.bodyHash, method: method === 'external' ? 'external' : 'paper', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, amendmentRoutes.prepare, { input: (body) => ({ params: { contractId }, body }), refreshes: [amendmentRoutes.ofContract], onProblem: person.onProblem, onDone });
  return (
    <>
      <Comparison seen={seen} />
      <Form form={form} onSubmit={onSubmit}>
        <Section title={t('amendments.prepare')} lead={t('amendments.prepareLead')}><PersonNameField person={person} /></Section>
        <div className="h-page-actions"><Button type="submit" size="lg" loading={isPending}>{t('amendments.prepareThis')}</Button><Button variant="default" size="lg" onClick={onBack}>{t('amendments.back')}</Button></div>
      </Form>
    </>
  );
}

function Steps({ contractId, side, counters }: StepProps) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [isBack, setBack] = useState(false);
  const terms = useRoute(amendmentRoutes.terms, { params: { contractId }, query: counters ? { amendmentId: counters } : { on: newest } });
  if (draft && !isBack) {
    const Send = draft.change.method === 'paper' || draft.change.method === 'external' ? PrepareForm : SendForm;
    return <Send contractId={contractId} side={side} counters={counters} draft={draft} onBack={() => setBack(true)} />;
  }
  return <QueryView query={terms}>{(now) => <ChangeForm contractId={contractId} side={side} now={now} answers={counters !== null} before={draft} onSeen={(seen) => { setDraft(seen); setBack(false); }} />}</QueryView>;
}

/** One side prepares a change of a running contract, compares, signs and sends it; 乙 may prepare one for paper instead. */
export function ChangePage({ contractId, side }: { readonly contractId: string; readonly side: Side }) {
  const t = useT();
  const [{ counters = null }] = useAddressQuery();
  const whoCan = useWhoCan(side, 'agreement.settle');
  const contract = useRoute(contractRoutes.get, { params: { contractId } });
  const paths = contractPaths(side, contractId);
  return (
    <QueryView whole query={contract}>
      {(view) => (
        <Frame title={t(counters ? 'amendments.counter' : 'amendments.new')} lead={`${view.number}　${view.clientName}`} crumbs={[{ label: t('amendments.contracts'), to: paths.list }, { label: view.number, to: paths.contract }]}>
          <PermissionGate permission="agreement.settle" whoCan={whoCan}><Steps contractId={contractId} side={side} counters={counters} /></PermissionGate>
        </Frame>
      )}
    </QueryView>
  );
}
