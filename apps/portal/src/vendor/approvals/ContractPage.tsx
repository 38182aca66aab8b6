import { approvalRoutes, contractRoutes, signingRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { addressOf, useRoute } from '../../shared/api.js';
import { Form, TextAreaField, useFormAct, useRouteForm } from '../../shared/form.js';
import { FormDialog } from '../../shared/form/FormDialog.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { Button, ButtonAnchor, ButtonLink } from '../../shared/parts/Button.js';
import { Facts } from '../../shared/parts/Facts.js';
import { notify } from '../../shared/parts/notify.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { readable } from '../../shared/parts/readable.js';
import { Section } from '../../shared/parts/Section.js';
import { Status, type Tone } from '../../shared/parts/Status.js';
import { InstantText, Money } from '../../shared/parts/values.js';
import { usePathParameters } from '../../shared/router/links.js';
import { useWhoCan } from '../../shared/session/who-can.js';

type View = ResponseOf<typeof approvalRoutes.get>;
type Request = View['requests'][number];
const tones: Record<View['state'], Tone> = { none: 'muted', waiting: 'info', approved: 'good', sentBack: 'bad', outdated: 'warn' };
const stepTones: Record<Request['steps'][number]['state'], Tone> = { later: 'muted', waiting: 'info', approved: 'good', sentBack: 'bad' };
const refreshes = [approvalRoutes.get, approvalRoutes.waiting, signingRoutes.gates];

function RequestForm({ view }: { readonly view: View }) {
  const t = useT();
  const form = useRouteForm(approvalRoutes.request, { note: '' });
  const { onSubmit, isPending } = useFormAct(form, approvalRoutes.request, { input: (body) => ({ params: { contractId: view.contractId }, body }), refreshes, onDone: () => notify({ tone: 'good', text: t('approvals.asked') }) });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <TextAreaField name="note" label={t('approvals.note')} hint={t('approvals.noteHint')} rows={3} optional />
      <div className="h-page-actions"><Button type="submit" loading={isPending}>{t('approvals.ask')}</Button></div>
    </Form>
  );
}

function AnswerForm({ view, request, kind, onClose }: { readonly view: View; readonly request: Request; readonly kind: 'approved' | 'sent_back'; readonly onClose: () => void }) {
  const t = useT();
  const form = useRouteForm(approvalRoutes.answer, { requestId: request.id, kind, reason: '' });
  const { onSubmit, isPending } = useFormAct(form, approvalRoutes.answer, { input: (body) => ({ params: { contractId: view.contractId }, body }), refreshes, onDone: () => { notify({ tone: 'good', text: t(`approvals.done.${kind}`) }); onClose(); } });
  return (
    <FormDialog title={t(`approvals.do.${kind}`)} confirmLabel={t(`approvals.do.${kind}`)} danger={kind === 'sent_back'} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      {view.onBehalfOf && <p>{t('approvals.onBehalf', { name: view.onBehalfOf })}</p>}
      <TextAreaField name="reason" label={t(kind === 'approved' ? 'approvals.comment' : 'approvals.reason')} rows={4} {...(kind === 'approved' ? { optional: true } : {})} />
    </FormDialog>
  );
}

function Course({ request }: { readonly request: Request }) {
  const t = useT();
  const language = textLanguage();
  return (
    <Section title={t('approvals.requestOf', { name: request.requestedBy })} aside={<Status tone={tones[request.state]} label={t(`approvals.state.${request.state}`)} />}>
      <p><InstantText at={request.requestedAt} />{request.note && <>　{readable(request.note)}</>}</p>
      <ol className="h-plain-list">
        {request.steps.map((step) => (
          <li key={step.number}>
            <p><strong>{step.name}</strong>（{step.because[language]}） <Status tone={stepTones[step.state]} label={t(`approvals.stepState.${step.state}`)} /></p>
            {step.answer
              ? <p className="h-note-small">{step.answer.by}{step.answer.onBehalfOf && `（${t('approvals.delegateOf', { name: step.answer.onBehalfOf })}）`}　<InstantText at={step.answer.at} />{step.answer.reason && `　${step.answer.reason}`}</p>
              : <p className="h-note-small">{step.approvers.join(t('shell.listSeparator'))}</p>}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Draft({ view }: { readonly view: View }) {
  const t = useT();
  const language = textLanguage();
  return (
    <Section title={t('approvals.draft')} aside={<ButtonAnchor size="sm" variant="default" href={addressOf(contractRoutes.draftPdf, { params: { contractId: view.contractId } })}>{t('contracts.pdf')}</ButtonAnchor>}>
      <Facts items={[
        { label: t('approvals.client'), value: view.clientName }, { label: t('approvals.fee'), value: view.feeYen === null ? '—' : <Money yen={view.feeYen} /> },
        { label: t('approvals.deviations'), value: view.deviations.length === 0 ? t('approvals.noDeviation') : <ul className="h-plain-list">{view.deviations.map((deviation) => <li key={deviation.ja}>{deviation[language]}</li>)}</ul> },
      ]} />
    </Section>
  );
}

/** The approval of one contract inside the vendor: what it needs and why, asking for it, answering it, and what was answered. */
export function Page() {
  const t = useT();
  const language = textLanguage();
  const { contractId } = usePathParameters('vendor.approval');
  const whoCan = useWhoCan('vendor', 'contract.write');
  const [answering, setAnswering] = useState<'approved' | 'sent_back' | null>(null);
  const query = useRoute(approvalRoutes.get, { params: { contractId } });
  return (
    <QueryView whole query={query} what={t('approvals.title')}>
      {(view) => {
        const [newest] = view.requests;
        const canAsk = view.needed.length > 0 && ['none', 'sentBack', 'outdated'].includes(view.state);
        return (
          <Frame title={t('approvals.ofContract', { number: view.contractNumber })} badge={<Status tone={tones[view.state]} label={t(`approvals.state.${view.state}`)} />} crumbs={[{ label: t('contracts.title'), to: pathTo('vendor.contracts') }, { label: view.contractNumber, to: pathTo('vendor.contract', { contractId }) }]}
            actions={<ButtonLink variant="default" to={pathTo('vendor.contract', { contractId })}>{t('approvals.toContract')}</ButtonLink>}>
            {newest && view.mayAnswer && view.state === 'waiting' && (
              <Section title={t('approvals.yours')} lead={view.onBehalfOf ? t('approvals.onBehalf', { name: view.onBehalfOf }) : t('approvals.yoursLead')}>
                <div className="h-page-actions"><Button onClick={() => setAnswering('approved')}>{t('approvals.do.approved')}</Button><Button variant="default" onClick={() => setAnswering('sent_back')}>{t('approvals.do.sent_back')}</Button></div>
              </Section>
            )}
            <Draft view={view} />
            {(canAsk || view.needed.length === 0) && (
              <Section title={t('approvals.needed')} lead={t(view.needed.length === 0 ? 'approvals.notNeeded' : view.state === 'outdated' ? 'approvals.outdated' : 'approvals.neededLead')}>
                {canAsk && (
                  <>
                    <ol className="h-plain-list">{view.needed.map((step) => <li key={step.name}><strong>{step.name}</strong>（{step.because[language]}）：{step.approvers.join(t('shell.listSeparator'))}</li>)}</ol>
                    <PermissionGate permission="contract.write" whoCan={whoCan}><RequestForm key={view.requests.length} view={view} /></PermissionGate>
                  </>
                )}
              </Section>
            )}
            {view.requests.map((request) => <Course key={request.id} request={request} />)}
            {answering && newest && <AnswerForm view={view} request={newest} kind={answering} onClose={() => setAnswering(null)} />}
          </Frame>
        );
      }}
    </QueryView>
  );
}
