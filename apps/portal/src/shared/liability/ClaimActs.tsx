import { claimRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import type { Side } from '../contracts/side.js';
import { TextAreaField, useFormAct, useRouteForm, YenField } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { useT } from '../i18n/translate.js';
import { notify } from '../parts/notify.js';
import { GatedButton } from '../parts/PermissionGate.js';
import { Section } from '../parts/Section.js';
import { useWhoCan } from '../session/who-can.js';
import type { Claim } from './claim-words.js';

type Step = 'investigating' | 'negotiating' | 'statement' | 'failed';
interface DialogProps { readonly claim: Claim; readonly onClose: () => void }
const reads = [claimRoutes.get, claimRoutes.list];

function StepDialog({ claim, step, onClose }: DialogProps & { readonly step: Step }) {
  const t = useT();
  const form = useRouteForm(claimRoutes.step, { step, text: '' });
  const { onSubmit, isPending } = useFormAct(form, claimRoutes.step, {
    input: (body) => ({ params: { claimId: claim.id }, body }), refreshes: reads, onDone: () => { notify({ tone: 'good', text: t('claims.stepDone') }); onClose(); },
  });
  const isNeeded = step === 'statement' || step === 'failed';
  return (
    <FormDialog title={t(`claims.act.${step}`)} confirmLabel={t('claims.record')} danger={step === 'failed'} form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <p>{t(`claims.actText.${step}`)}</p>
      <TextAreaField name="text" label={t('claims.text')} optional={!isNeeded} />
    </FormDialog>
  );
}

function ProposeDialog({ claim, onClose }: DialogProps) {
  const t = useT();
  const form = useRouteForm(claimRoutes.propose, { amountYen: claim.payableYen ?? claim.coveredYen, text: claim.settlements[0]?.text ?? t('claims.settlementDraft', { number: claim.number, title: claim.title }) });
  const { onSubmit, isPending } = useFormAct(form, claimRoutes.propose, {
    input: (body) => ({ params: { claimId: claim.id }, body }), refreshes: reads, onDone: () => { notify({ tone: 'good', text: t('claims.proposed') }); onClose(); },
  });
  return (
    <FormDialog title={t('claims.act.propose')} confirmLabel={t('claims.proposeSend')} form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <p>{t('claims.actText.propose')}</p>
      <YenField name="amountYen" label={t('claims.settlementYen')} />
      <TextAreaField name="text" label={t('claims.settlementText')} rows={8} />
    </FormDialog>
  );
}

/** What this side can do now; a claim that is over has nothing. */
export function ClaimActs({ claim, side }: { readonly claim: Claim; readonly side: Side }) {
  const t = useT();
  const whoWrites = useWhoCan(side, 'claim.write');
  const whoSettles = useWhoCan(side, 'claim.settle');
  const [open, setOpen] = useState<Step | 'propose' | null>(null);
  const steps = claim.mayDo.filter((act): act is Step => act !== 'propose' && act !== 'confirm');
  if (claim.mayDo.length === 0) return null;
  return (
    <Section title={t('claims.acts')} lead={t('claims.actsLead')}>
      <div className="h-page-actions">
        {steps.map((step) => <GatedButton key={step} permission="claim.write" whoCan={whoWrites} obtainable variant="default" onClick={() => setOpen(step)}>{t(`claims.act.${step}`)}</GatedButton>)}
        {claim.mayDo.includes('propose') && <GatedButton permission="claim.settle" whoCan={whoSettles} obtainable variant="default" onClick={() => setOpen('propose')}>{t('claims.act.propose')}</GatedButton>}
      </div>
      {open === 'propose' && <ProposeDialog claim={claim} onClose={() => setOpen(null)} />}
      {open !== null && open !== 'propose' && <StepDialog claim={claim} step={open} onClose={() => setOpen(null)} />}
    </Section>
  );
}
