import { agreementRoutes, contractRoutes } from '@hoshu/api-schema';
import { useNavigate } from '@tanstack/react-router';
import { useRoute } from '../api.js';
import type { Side } from '../contracts/side.js';
import { Form, RadioField, SelectField, TextAreaField, TextField, useFormAct, useRouteForm } from '../form.js';
import { usePersonName } from '../form/person-name.js';
import { useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { notify } from '../parts/notify.js';
import { Page as Frame } from '../parts/Page.js';
import { PermissionGate } from '../parts/PermissionGate.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { useAddressQuery } from '../router/links.js';
import { useWhoCan } from '../session/who-can.js';
import { agreementPaths, kinds, type Agreement } from './agreement-words.js';
import { PersonNameField } from './PersonName.js';

const concluded = ['not_started', 'in_force', 'ending', 'ended'];
type AboutKind = NonNullable<Agreement['about']>['kind'];
const aboutKinds: readonly AboutKind[] = ['incident', 'invoice', 'notice', 'report'];

function OpenForm({ side }: { readonly side: Side }) {
  const t = useT();
  const navigate = useNavigate();
  const [{ contractId = '', kind, about, aboutId, subject = '' }] = useAddressQuery();
  const contracts = useRoute(contractRoutes.list, { query: { limit: '100' } });
  const aboutKind = aboutKinds.find((one) => one === about);
  const person = usePersonName();
  const form = useRouteForm(agreementRoutes.open, { contractId, kind: kinds.find((one) => one === kind) ?? 'consultation', subject, text: '', about: aboutKind && aboutId ? { kind: aboutKind, id: aboutId } : null, personName: '' });
  const { onSubmit, isPending } = useFormAct(form, agreementRoutes.open, {
    input: (body) => ({ body }), refreshes: [agreementRoutes.list, agreementRoutes.openPoints], onProblem: person.onProblem,
    onDone: ({ id }) => { notify({ tone: 'good', text: t('agreements.opened') }); void navigate({ href: agreementPaths(side).view(id) }); },
  });
  return (
    <QueryView query={contracts} what={t('agreements.contract')}>
      {({ items }) => {
        const rows = items.filter((contract) => concluded.includes(contract.status));
        if (rows.length === 0) return <Section title={t('agreements.contract')}><p>{t('agreements.noContract')}</p></Section>;
        return (
          <Form form={form} onSubmit={onSubmit}>
            <Section title={t('agreements.what')}>
              <SelectField name="contractId" label={t('agreements.contract')} options={rows.map((contract) => ({ value: contract.id, label: [contract.number, side === 'vendor' ? contract.clientName : '', contract.siteNames.join('、')].filter(Boolean).join(' ') }))} />
              <RadioField name="kind" label={t('agreements.kind')} options={kinds.map((one) => ({ value: one, label: t(`agreements.kind.${one}`), hint: t(`agreements.kindHint.${one}`) }))} />
              <TextField name="subject" label={t('agreements.subject')} hint={t('agreements.subjectHint')} />
              <TextAreaField name="text" label={t('agreements.position')} hint={t('agreements.positionHint')} rows={5} />
              <PersonNameField person={person} />
            </Section>
            <Button type="submit" size="lg" loading={isPending}>{t('agreements.new')}</Button>
          </Form>
        );
      }}
    </QueryView>
  );
}

/** Opens a consultation from either side (第21条); the page it came from may have chosen contract, kind and what it is about. */
export function NewAgreementPage({ side }: { readonly side: Side }) {
  const t = useT();
  const whoCan = useWhoCan(side, 'agreement.write');
  return (
    <Frame title={t('agreements.new')} lead={t('agreements.newLead')} crumbs={[{ label: t('agreements.title'), to: agreementPaths(side).list }]}>
      <PermissionGate permission="agreement.write" whoCan={whoCan}><OpenForm side={side} /></PermissionGate>
    </Frame>
  );
}
