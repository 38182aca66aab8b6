import { campaignRoutes, contractRoutes, type BodyInputOf, type ResponseOf } from '@hoshu/api-schema';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { AuthorityField } from '../../shared/amendments/AnswerForms.js';
import { PersonNameField } from '../../shared/agreements/PersonName.js';
import { useAct, useRoute } from '../../shared/api.js';
import { Form, NumberField, RadioField, SelectField, TextAreaField, TextField, useFormAct, useRouteForm, YenField } from '../../shared/form.js';
import { usePersonName } from '../../shared/form/person-name.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { notify } from '../../shared/parts/notify.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { DateText, Money } from '../../shared/parts/values.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { Checkbox } from '@mantine/core';

type Wish = BodyInputOf<typeof campaignRoutes.preview>;
type Seen = ResponseOf<typeof campaignRoutes.preview>;
type Contract = ResponseOf<typeof contractRoutes.list>['items'][number];
interface Draft { readonly wish: Wish; readonly seen: Seen }

function Choice({ contracts, chosen, onChange }: { readonly contracts: readonly Contract[]; readonly chosen: ReadonlySet<string>; readonly onChange: (next: ReadonlySet<string>) => void }) {
  const t = useT();
  const toggle = (id: string) => { const next = new Set(chosen); if (!next.delete(id)) next.add(id); onChange(next); };
  const columns: Column<Contract>[] = [
    { key: 'contract', header: t('campaigns.contract'), cell: (row) => <Checkbox checked={chosen.has(row.id)} onChange={() => toggle(row.id)} label={`${row.clientName}　${row.number}`} />, card: 'title' },
    { key: 'fee', header: t('campaigns.oldFee'), cell: (row) => (row.feeYen === null ? '—' : <Money yen={row.feeYen} />), align: 'right' },
    { key: 'deadline', header: t('campaigns.deadline'), cell: (row) => <DateText on={row.noticeDeadlineOn} /> },
  ];
  return (
    <>
      <p><Button variant="default" size="sm" onClick={() => onChange(new Set(chosen.size === contracts.length ? [] : contracts.map(({ id }) => id)))}>{t(chosen.size === contracts.length ? 'campaigns.chooseNone' : 'campaigns.chooseAll')}</Button>　{t('campaigns.chosen', { count: chosen.size })}</p>
      <DataTable label={t('campaigns.contracts')} columns={columns} rows={contracts} rowKey={(row) => row.id} empty={<p>{t('campaigns.noContract')}</p>} />
    </>
  );
}

/** Which contracts, and how the fee changes. */
function WishForm({ contracts, onSeen }: { readonly contracts: readonly Contract[]; readonly onSeen: (draft: Draft) => void }) {
  const t = useT();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { act, isPending } = useAct(campaignRoutes.preview);
  const form = useRouteForm(campaignRoutes.preview, { method: 'percent', percent: null, roundingUnitYen: 100, rounding: 'floor', contracts: contracts.map(({ id, feeYen }) => ({ contractId: id, newFeeYen: feeYen })) });
  const isEach = form.watch('method') === 'each';
  const onSubmit = form.handleSubmit(async (body) => {
    const wish = { ...body, percent: isEach ? null : body.percent, contracts: body.contracts.filter(({ contractId }) => chosen.has(contractId)) };
    if (wish.contracts.length === 0) { notify({ tone: 'bad', text: t('campaigns.chooseOne') }); return; }
    await act({ body: wish }).then((seen) => onSeen({ wish, seen })).catch(() => notify({ tone: 'bad', text: t('campaigns.chooseOne') }));
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <Section title={t('campaigns.contracts')} lead={t('campaigns.contractsLead')}><Choice contracts={contracts} chosen={chosen} onChange={setChosen} /></Section>
      <Section title={t('campaigns.how')}>
        <RadioField name="method" label={t('campaigns.method')} options={(['percent', 'each'] as const).map((value) => ({ value, label: t(`campaigns.method.${value}`) }))} />
        {isEach
          ? contracts.map((contract, index) => chosen.has(contract.id) && <YenField key={contract.id} name={`contracts.${index}.newFeeYen`} label={`${contract.clientName}　${contract.number}`} />)
          : (
            <>
              <NumberField name="percent" label={t('campaigns.percent')} hint={t('campaigns.percentHint')} unit="%" decimals={1} />
              <SelectField name="roundingUnitYen" label={t('campaigns.unit')} numeric options={[1, 10, 100, 1_000].map((unit) => ({ value: String(unit), label: t('campaigns.unitOf', { unit: unit.toLocaleString('ja-JP') }) }))} />
              <RadioField name="rounding" label={t('campaigns.rounding')} options={(['floor', 'round', 'ceil'] as const).map((value) => ({ value, label: t(`campaigns.rounding.${value}`) }))} />
            </>
          )}
      </Section>
      <Button type="submit" size="lg" loading={isPending}>{t('campaigns.preview')}</Button>
    </Form>
  );
}

/** What goes out to whom and when; sending is 乙's signature on every proposal. */
function SendForm({ draft: { wish, seen }, onBack }: { readonly draft: Draft; readonly onBack: () => void }) {
  const t = useT();
  const language = textLanguage();
  const navigate = useNavigate();
  const person = usePersonName();
  const possible = seen.items.filter(({ refusal }) => refusal === null);
  const contracts = wish.contracts.filter(({ contractId }) => possible.some((item) => item.contractId === contractId));
  const form = useRouteForm(campaignRoutes.create, { ...wish, contracts, name: '', message: '', authority: '' as 'representative', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, campaignRoutes.create, {
    input: (body) => ({ body }), refreshes: [campaignRoutes.list], onProblem: person.onProblem, onDone: ({ id }) => { notify({ tone: 'good', text: t('campaigns.started') }); void navigate({ href: pathTo('vendor.campaign', { campaignId: id }) }); },
  });
  const columns: Column<Seen['items'][number]>[] = [
    { key: 'contract', header: t('campaigns.contract'), cell: (row) => `${row.clientName}　${row.contractNumber}`, card: 'title' },
    { key: 'fee', header: t('campaigns.calculation'), cell: (row) => (row.refusal ? <strong>{t('campaigns.refused')}：{row.refusal[language]}</strong> : row.calculation[language]), card: 'full' },
    { key: 'opens', header: t('campaigns.opensOn'), cell: (row) => <DateText on={row.opensOn} /> },
    { key: 'answer', header: t('campaigns.answerBy'), cell: (row) => <DateText on={row.answerBy} /> },
    { key: 'effective', header: t('campaigns.effectiveOn'), cell: (row) => <DateText on={row.effectiveOn} /> },
  ];
  return (
    <>
      <Section title={t('campaigns.planned')} lead={t('campaigns.plannedLead', { count: possible.length })}><DataTable label={t('campaigns.planned')} columns={columns} rows={seen.items} rowKey={(row) => row.contractId} empty={null} /></Section>
      <Form form={form} onSubmit={onSubmit}>
        <Section title={t('campaigns.send')} lead={t('campaigns.sendLead')}>
          <TextField name="name" label={t('campaigns.name')} hint={t('campaigns.nameHint')} />
          <TextAreaField name="message" label={t('campaigns.message')} hint={t('campaigns.messageHint')} rows={4} optional />
          <AuthorityField />
          <PersonNameField person={person} />
        </Section>
        <div className="h-page-actions">{possible.length > 0 && <Button type="submit" size="lg" loading={isPending}>{t('campaigns.start')}</Button>}<Button variant="default" size="lg" onClick={onBack}>{t('amendments.back')}</Button></div>
      </Form>
    </>
  );
}

function Steps() {
  const t = useT();
  const [draft, setDraft] = useState<Draft | null>(null);
  const query = useRoute(contractRoutes.list, { query: { status: 'in_force', order: 'deadline', limit: '100' } });
  if (draft) return <SendForm draft={draft} onBack={() => setDraft(null)} />;
  return <QueryView query={query} what={t('campaigns.contracts')}>{({ items }) => <WishForm contracts={items} onSeen={setDraft} />}</QueryView>;
}

/** 料金改定を始める: contracts, fees, preview, and 乙's signature. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'renewal.decide');
  return (
    <Frame title={t('campaigns.new')} lead={t('campaigns.lead')} crumbs={[{ label: t('campaigns.title'), to: pathTo('vendor.campaigns') }]}>
      <PermissionGate permission="renewal.decide" whoCan={whoCan}><Steps /></PermissionGate>
    </Frame>
  );
}
