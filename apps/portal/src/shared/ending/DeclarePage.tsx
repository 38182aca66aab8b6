import { rescissionRoutes, type BodyInputOf } from '@hoshu/api-schema';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useRoute } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { Form, NumberField, RadioField, TextAreaField, useFormAct, useRouteForm } from '../form.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { yenText } from '../jp/money.js';
import { Button } from '../parts/Button.js';
import { notify } from '../parts/notify.js';
import { Page as Frame } from '../parts/Page.js';
import { PermissionGate } from '../parts/PermissionGate.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { useAddressQuery } from '../router/links.js';
import { useWhoCan } from '../session/who-can.js';
import type { DeclarationList } from './ending-words.js';
import './ending.css';

interface FormProps { readonly contractId: string; readonly side: Side; readonly list: DeclarationList; /** What led here (第19条2号・3号); it becomes evidence. */ readonly from: { readonly event: string | undefined; readonly signal: string | undefined } }
type Kind = 'rescission' | 'demand';
const defaultDays = 14;

/** What a chosen ground needs and warns of; late payment is none and leads to the demand. */
function GroundNote({ list, event, onDemand }: { readonly list: DeclarationList; readonly event: unknown; readonly onDemand: () => void }) {
  const t = useT();
  const language = textLanguage();
  if (event === 'latePayment') return <div className="h-callout" data-tone="warn" role="status"><p>{t('ending.late')}</p><Button variant="default" onClick={onDemand}>{t('ending.toDemand')}</Button></div>;
  const ground = list.grounds.find((one) => one.event === event);
  if (!ground) return null;
  return (
    <div className="h-callout" data-tone="info" role="status">
      <p><strong>{t('ending.needs', { clause: ground.clause })}</strong></p>
      <ul>{ground.checklist.map((item) => <li key={item.key}>{item[language]}</li>)}</ul>
      {ground.warnings.map((warning) => <p key={warning.ja} className="h-note-small">{t('ending.caution', { text: warning[language] })}</p>)}
    </div>
  );
}

function DeclareForm({ contractId, side, list, from, kind, onKind }: FormProps & { readonly kind: Kind; readonly onKind: (kind: Kind) => void }) {
  const t = useT();
  const language = textLanguage();
  const navigate = useNavigate();
  const blank: BodyInputOf<typeof rescissionRoutes.declare> = kind === 'rescission' ? { kind, event: list.grounds.find(({ event }) => event === from.event)?.event as never, reason: '', ...(from.signal ? { signals: [from.signal] } : {}) } : { kind, subject: side === 'vendor' && list.overdueYen !== null ? 'payment' : 'defect', periodDays: defaultDays, reason: '' };
  const form = useRouteForm(rescissionRoutes.declare, blank);
  const { onSubmit, isPending } = useFormAct(form, rescissionRoutes.declare, {
    input: (body) => ({ params: { contractId }, body }), refreshes: [rescissionRoutes.list],
    onDone: async ({ id }) => { notify({ tone: 'good', text: t('ending.begun') }); await navigate({ to: contractPaths(side, contractId).declaration(id) }); },
  });
  const event = form.watch('event' as 'kind') as unknown;
  const grounds = [...list.grounds.map((ground) => ({ value: ground.event, label: ground[language], hint: ground.clause })), { value: 'latePayment', label: t('ending.latePayment'), hint: t('ending.latePaymentHint') }];
  const subjects = [...(side === 'vendor' ? [{ value: 'payment', label: t('ending.subject.payment'), hint: list.overdueYen === null ? t('ending.nothingOverdue') : t('ending.overdue', { amount: yenText(list.overdueYen) }), disabled: list.overdueYen === null }] : []), { value: 'defect', label: t('ending.subject.defect'), hint: t('ending.subject.defectHint') }];
  return (
    <Form form={form} onSubmit={onSubmit}>
      {kind === 'rescission' ? <><RadioField name="event" label={t('ending.ground')} options={grounds} /><GroundNote list={list} event={event} onDemand={() => onKind('demand')} />{from.signal && <p className="h-note-small">{t('ending.fromSignal')}</p>}</>
        : <><RadioField name="subject" label={t('ending.subject')} options={subjects} /><NumberField name="periodDays" label={t('ending.period')} hint={t('ending.periodHint')} unit={t('ending.days')} /></>}
      <TextAreaField name="reason" rows={6} label={t(kind === 'rescission' ? 'ending.reason' : 'ending.demandText')} hint={t(kind === 'rescission' ? 'ending.reasonHint' : 'ending.demandHint')} />
      <p className="h-note-small">{t('ending.hidden')}</p>
      <div className="h-page-actions"><Button type="submit" loading={isPending}>{t('ending.begin')}</Button></div>
    </Form>
  );
}

/** The first step of a rescission or a demand: on what it rests. Nothing reaches the other side here. */
export function DeclarePage({ contractId, side }: { readonly contractId: string; readonly side: Side }) {
  const t = useT();
  const who = useWhoCan(side, 'rescission.declare');
  const paths = contractPaths(side, contractId);
  const [{ kind: wished, event, signal }] = useAddressQuery();
  const [kind, setKind] = useState<Kind>(wished === 'demand' ? 'demand' : 'rescission');
  const query = useRoute(rescissionRoutes.list, { params: { contractId } });
  return (
    <QueryView whole query={query}>
      {(list) => (
        <Frame title={t(kind === 'demand' ? 'ending.startDemand' : 'ending.startRescission')} lead={t(kind === 'demand' ? 'ending.demandLead' : 'ending.rescissionLead')} crumbs={[{ label: t('contracts.title'), to: paths.list }, { label: list.contractNumber, to: paths.contract }, { label: t('ending.title'), to: paths.ending }]}>
          <PermissionGate permission="rescission.declare" whoCan={who}><Section title={t('ending.what')}><DeclareForm key={kind} contractId={contractId} side={side} list={list} from={{ event, signal }} kind={kind} onKind={setKind} /></Section></PermissionGate>
        </Frame>
      )}
    </QueryView>
  );
}
