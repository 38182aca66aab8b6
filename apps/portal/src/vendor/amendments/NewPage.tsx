import { amendmentRoutes, contractRoutes, siteRoutes, type BodyInputOf, type ResponseOf } from '@hoshu/api-schema';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { AuthorityField } from '../../shared/amendments/AnswerForms.js';
import { ClauseDiff } from '../../shared/amendments/ClauseDiff.js';
import { PersonNameField } from '../../shared/agreements/PersonName.js';
import { useRoute } from '../../shared/api.js';
import { CheckboxField, CheckboxGroup, DateField, Form, NumberField, RadioField, TextAreaField, TextField, useFormAct, useRouteForm, YenField } from '../../shared/form.js';
import { usePersonName } from '../../shared/form/person-name.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { usePathParameters } from '../../shared/router/links.js';
import { useSession } from '../../shared/session/session.js';
import { useWhoCan } from '../../shared/session/who-can.js';

type Terms = ResponseOf<typeof amendmentRoutes.terms>;
type Change = BodyInputOf<typeof amendmentRoutes.preview>;
interface Draft { readonly change: Change; readonly seen: ResponseOf<typeof amendmentRoutes.preview> }
/** The newest agreed terms: a change is laid over them. */
const newest = '2199-12-31';

function Works() {
  const t = useT();
  return (
    <div className="h-works-form">
      {Array.from({ length: 9 }, (_, index) => (
        <div key={index}>
          <CheckboxField name={`changes.works.${index}.applies`} label={t('amendments.work', { number: index + 1 })} text={`${t('amendments.work', { number: index + 1 })}　${t(`amendments.work.${index + 1}` as 'amendments.work.1')}`} />
          <TextField name={`changes.works.${index}.frequency`} label={t('amendments.frequency', { number: index + 1 })} optional />
        </div>
      ))}
    </div>
  );
}

/** What may be changed, filled with what holds now; what is left alone stays. */
function ChangeForm({ contractId, now, sites, onSeen }: { readonly contractId: string; readonly now: Terms; readonly sites: readonly { value: string; label: string }[]; readonly onSeen: (draft: Draft) => void }) {
  const t = useT();
  const { today } = useSession();
  const { terms, siteIds } = now;
  const form = useRouteForm(amendmentRoutes.preview, {
    effectiveOn: '', changes: {
      feeYen: terms.feeYen ?? undefined, dueDay: terms.dueDay ?? undefined, noticeDays17: terms.noticeDays17, noticeDays18: terms.noticeDays18, capWindowMonths: terms.capWindowMonths, survivalYears: terms.survivalYears, court: terms.court,
      works: terms.annex.works, minorWork: terms.annex.minorWork, siteIds,
    },
  });
  const { onSubmit, isPending } = useFormAct(form, amendmentRoutes.preview, { input: (body) => ({ params: { contractId }, body }), onDone: (seen) => onSeen({ change: form.getValues(), seen }) });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <Section title={t('amendments.when')}><DateField name="effectiveOn" label={t('amendments.effectiveOn')} hint={t('amendments.effectiveHint')} today={today} minOn={today} /></Section>
      <Section title={t('amendments.money')}>
        <YenField name="changes.feeYen" label={t('amendments.fee')} />
        <NumberField name="changes.dueDay" label={t('amendments.dueDay')} hint={t('amendments.dueDayHint')} unit={t('amendments.dayUnit')} />
      </Section>
      <Section title={t('amendments.scope')}>
        <CheckboxGroup name="changes.siteIds" label={t('amendments.sites')} options={sites} />
        <Works />
        <NumberField name="changes.minorWork.perMonth" label={t('amendments.minorPerMonth')} unit={t('amendments.times')} optional />
        <NumberField name="changes.minorWork.minutesEach" label={t('amendments.minorMinutes')} unit={t('amendments.minutes')} optional />
      </Section>
      <Section title={t('amendments.other')}>
        <NumberField name="changes.noticeDays17" label={t('amendments.noticeDays17')} unit={t('amendments.days')} />
        <NumberField name="changes.noticeDays18" label={t('amendments.noticeDays18')} unit={t('amendments.days')} />
        <NumberField name="changes.capWindowMonths" label={t('amendments.capWindow')} unit={t('amendments.months')} />
        <NumberField name="changes.survivalYears" label={t('amendments.survival')} unit={t('amendments.years')} />
        <RadioField name="changes.court.kind" label={t('amendments.court')} options={(['client', 'vendor', ...(terms.court.kind === 'named' ? ['named' as const] : [])] as const).map((value) => ({ value, label: t(`amendments.court.${value}`) }))} />
      </Section>
      <Button type="submit" size="lg" loading={isPending}>{t('amendments.compare')}</Button>
    </Form>
  );
}

/** The comparison as 甲 will read it; sending it is 乙's signature. */
function SendForm({ contractId, draft, onBack }: { readonly contractId: string; readonly draft: Draft; readonly onBack: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const { today } = useSession();
  const person = usePersonName();
  const { change, seen } = draft;
  const form = useRouteForm(amendmentRoutes.propose, { ...change, bodyHash: seen.bodyHash, message: '', answerBy: null, authority: '' as 'representative', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, amendmentRoutes.propose, {
    input: (body) => ({ params: { contractId }, body }), refreshes: [amendmentRoutes.ofContract], onProblem: person.onProblem,
    onDone: ({ id }) => { notify({ tone: 'good', text: t('amendments.proposed') }); void navigate({ href: pathTo('vendor.amendment', { amendmentId: id }) }); },
  });
  return (
    <>
      <Section title={t('amendments.changes')} lead={t('amendments.changesLead')}><ClauseDiff changes={seen.model.changes} /></Section>
      <Section title={t('amendments.clauses')}><ol>{seen.model.clauses.map((clause) => <li key={clause}>{clause}</li>)}</ol></Section>
      <Form form={form} onSubmit={onSubmit}>
        <Section title={t('amendments.send')} lead={t('amendments.sendLead')}>
          <TextAreaField name="message" label={t('amendments.message')} hint={t('amendments.messageHint')} rows={4} optional />
          <DateField name="answerBy" label={t('amendments.answerBy')} today={today} minOn={today} maxOn={change.effectiveOn} nullable optional />
          <AuthorityField />
          <PersonNameField person={person} />
        </Section>
        <div className="h-page-actions"><Button type="submit" size="lg" loading={isPending}>{t('amendments.signAndSend')}</Button><Button variant="default" size="lg" onClick={onBack}>{t('amendments.back')}</Button></div>
      </Form>
    </>
  );
}

function Steps({ contractId, clientId }: { readonly contractId: string; readonly clientId: string }) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const terms = useRoute(amendmentRoutes.terms, { params: { contractId }, query: { on: newest } });
  const sites = useRoute(siteRoutes.list, { query: { clientId, limit: '100' } });
  if (draft) return <SendForm contractId={contractId} draft={draft} onBack={() => setDraft(null)} />;
  return <QueryView query={terms}>{(now) => <QueryView query={sites}>{({ items }) => <ChangeForm contractId={contractId} now={now} sites={items.map((site) => ({ value: site.id, label: `${site.siteName}　${site.url}` }))} onSeen={setDraft} />}</QueryView>}</QueryView>;
}

/** 乙 prepares a change of a running contract, compares, signs and sends it. */
export function Page() {
  const t = useT();
  const { contractId } = usePathParameters('vendor.amendmentNew');
  const whoCan = useWhoCan('vendor', 'agreement.settle');
  const contract = useRoute(contractRoutes.get, { params: { contractId } });
  return (
    <QueryView whole query={contract}>
      {(view) => (
        <Frame title={t('amendments.new')} lead={`${view.number}　${view.clientName}`} crumbs={[{ label: t('amendments.contracts'), to: pathTo('vendor.contracts') }, { label: view.number, to: pathTo('vendor.contract', { contractId }) }]}>
          <PermissionGate permission="agreement.settle" whoCan={whoCan}><Steps contractId={contractId} clientId={view.clientId} /></PermissionGate>
        </Frame>
      )}
    </QueryView>
  );
}
