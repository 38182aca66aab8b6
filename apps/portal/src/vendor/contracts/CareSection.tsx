import { contractRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { DateField, Form, TextAreaField, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { Facts } from '../../shared/parts/Facts.js';
import { notify } from '../../shared/parts/notify.js';
import { GatedButton } from '../../shared/parts/PermissionGate.js';
import { Section } from '../../shared/parts/Section.js';
import { DateText } from '../../shared/parts/values.js';
import { useSession } from '../../shared/session/session.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import './signing/signing.css';

type Contract = ResponseOf<typeof contractRoutes.get>;
interface CareProps { readonly contract: Contract }

function CareForm({ contract, onDone }: CareProps & { readonly onDone: () => void }) {
  const t = useT();
  const { today } = useSession();
  const { responsibleName, deputyName, internalNote, billingStartsOn, goesLiveOn } = contract;
  const form = useRouteForm(contractRoutes.updateCare, { responsibleName, deputyName, internalNote: internalNote ?? '', billingStartsOn, goesLiveOn });
  const { onSubmit, isPending } = useFormAct(form, contractRoutes.updateCare, {
    input: (body) => ({ params: { contractId: contract.id }, ifMatch: contract.version, body }), refreshes: [contractRoutes.get, contractRoutes.list],
    onDone: () => { notify({ tone: 'good', text: t('form.saved') }); onDone(); },
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <div className="h-field-row">
        <TextField optional name="responsibleName" label={t('vendorSigning.care.responsible')} />
        <TextField optional name="deputyName" label={t('vendorSigning.care.deputy')} />
        <DateField optional nullable name="billingStartsOn" label={t('vendorSigning.care.billing')} hint={t('vendorSigning.care.billingHint')} today={today} />
        <DateField optional nullable name="goesLiveOn" label={t('vendorSigning.care.live')} hint={t('vendorSigning.care.liveHint')} today={today} />
      </div>
      <TextAreaField optional name="internalNote" label={t('vendorSigning.care.note')} hint={t('vendorSigning.care.noteHint')} rows={3} />
      <div className="h-page-actions"><Button type="submit" loading={isPending}>{t('form.save')}</Button><Button variant="default" onClick={onDone}>{t('shell.cancel')}</Button></div>
    </Form>
  );
}

/** 第5条 and moving in (D11): who looks after the contract, from when it is billed and lived here. Settings, not contract text. */
export function CareSection({ contract }: CareProps) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'contract.write');
  const [editing, setEditing] = useState(false);
  return (
    <Section title={t('vendorSigning.care.title')} lead={t('vendorSigning.care.lead')}
      aside={!editing && <GatedButton permission="contract.write" whoCan={whoCan} obtainable={false} variant="default" size="sm" onClick={() => setEditing(true)}>{t('vendorSigning.care.edit')}</GatedButton>}>
      {editing ? <CareForm contract={contract} onDone={() => setEditing(false)} /> : (
        <Facts items={[
          { label: t('vendorSigning.care.responsible'), value: contract.responsibleName || '—' }, { label: t('vendorSigning.care.deputy'), value: contract.deputyName || '—' },
          { label: t('vendorSigning.care.billing'), value: <DateText on={contract.billingStartsOn} form="deadline" /> }, { label: t('vendorSigning.care.live'), value: <DateText on={contract.goesLiveOn} form="deadline" /> },
          { label: t('vendorSigning.care.note'), value: <span className="h-pre">{contract.internalNote || '—'}</span> },
        ]} />
      )}
    </Section>
  );
}
