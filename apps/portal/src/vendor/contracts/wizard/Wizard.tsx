import { contractRoutes, signingRoutes } from '@hoshu/api-schema';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconFileText } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { FormProvider } from 'react-hook-form';
import { pathTo } from '../../../paths.js';
import { Form } from '../../../shared/form.js';
import { fieldId } from '../../../shared/form/id-scope.js';
import { useT } from '../../../shared/i18n/translate.js';
import { Button, ButtonLink } from '../../../shared/parts/Button.js';
import { notify } from '../../../shared/parts/notify.js';
import { Page as Frame } from '../../../shared/parts/Page.js';
import { Steps } from '../../../shared/parts/Steps.js';
import { useAddressQuery } from '../../../shared/router/links.js';
import { ClientStep } from './ClientStep.js';
import { MoneyStep } from './MoneyStep.js';
import { ReviewStep } from './ReviewStep.js';
import { SaveNote, SaveTrouble } from './SaveNote.js';
import { SitesStep } from './SitesStep.js';
import { SpecialStep } from './SpecialStep.js';
import { TermStep } from './TermStep.js';
import { TextPane } from './TextPane.js';
import { useDraft, type Draft } from './useDraft.js';
import { steps, type Contract, type StepName } from './values.js';
import { WorksStep } from './WorksStep.js';
import '../../../shared/signing/signing.css';
import './wizard.css';

const isStep = (name: string | undefined): name is StepName => steps.some((step) => step === name);

/** The step in the address, so that a link leads to it and the browser's back leaves the wizard. */
function useStep(draft: Draft) {
  const [address, change] = useAddressQuery();
  const client = useQueryClient();
  const step: StepName = isStep(address['step']) ? address['step'] : 'client';
  const [target, setTarget] = useState<string | null>(null);
  const go = (next: StepName, path?: string) => {
    void draft.flush().then(() => client.invalidateQueries({ queryKey: [signingRoutes.gates.id] }));
    change({ step: next });
    setTarget(path ? fieldId(`terms.${path}`) : null);
    window.scrollTo({ top: 0 });
  };
  useEffect(() => {
    if (!target) return;
    const field = document.getElementById(target);
    field?.scrollIntoView({ block: 'center' });
    field?.focus();
  }, [target, step]);
  return { step, index: steps.indexOf(step), go };
}

function Foot({ index, draft, onBack, children }: { readonly index: number; readonly draft: Draft; readonly onBack: () => void; readonly children?: React.ReactNode }) {
  const t = useT();
  return (
    <div className="h-wizard-foot">
      <SaveNote draft={draft} />
      <div className="h-page-actions">{index > 0 && <Button variant="default" onClick={onBack}>{t('wizard.back')}</Button>}{children}</div>
    </div>
  );
}

interface BodyProps { readonly contract: Contract; readonly draft: Draft; readonly place: ReturnType<typeof useStep>; readonly onSent: () => void }

function StepBody({ contract, draft, place: { step, index, go }, onSent }: BodyProps) {
  const t = useT();
  const { form, preview } = draft;
  const next = () => { const name = steps[index + 1]; if (name) go(name); };
  const back = () => { const name = steps[index - 1]; if (name) go(name); };
  const reread = () => void preview.refetch();
  const siteIds = form.watch('siteIds');
  if (step === 'client') return <><ClientStep clientId={contract.clientId} onChanged={reread} /><Foot index={index} draft={draft} onBack={back}><Button onClick={next}>{t('wizard.next')}</Button></Foot></>;
  if (step === 'sites') return <><SitesStep clientId={contract.clientId} siteIds={siteIds} onChoose={(ids) => form.setValue('siteIds', ids, { shouldDirty: true })} onChanged={reread} /><Foot index={index} draft={draft} onBack={back}><Button onClick={next}>{t('wizard.next')}</Button></Foot></>;
  if (step === 'review') return <FormProvider {...form}><ReviewStep contract={contract} draft={draft} onGo={go} onSent={onSent} /><Foot index={index} draft={draft} onBack={back} /></FormProvider>;
  return (
    <Form form={form} onSubmit={form.handleSubmit(async () => { if (await draft.check()) next(); })}>
      {step === 'works' && <WorksStep />}
      {step === 'money' && <MoneyStep preview={preview.data} />}
      {step === 'term' && <TermStep preview={preview.data} />}
      {step === 'special' && <SpecialStep />}
      <Foot index={index} draft={draft} onBack={back}><Button type="submit">{t('wizard.next')}</Button></Foot>
    </Form>
  );
}

/** The contract being written, step by step, with its text beside it. */
export function Wizard({ contract }: { readonly contract: Contract }) {
  const t = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const draft = useDraft(contract);
  const place = useStep(draft);
  const [textOpen, setTextOpen] = useState(false);
  const detail = pathTo('vendor.contract', { contractId: contract.id });
  const sent = () => {
    notify({ tone: 'good', text: t('wizard.send.done') });
    void navigate({ href: detail }).then(() => client.invalidateQueries({ queryKey: [contractRoutes.get.id] }));
  };
  return (
    <Frame title={t('wizard.title')} crumbs={[{ label: t('contracts.title'), to: pathTo('vendor.contracts') }, { label: contract.number, to: detail }]} lead={t('wizard.lead', { client: contract.clientName, number: contract.number })}
      actions={<ButtonLink variant="default" to={detail}>{t('wizard.leave')}</ButtonLink>}>
      <Steps labels={steps.map((name) => t(`wizard.step.${name}`))} current={place.index} onGo={(index) => { const name = steps[index]; if (name) place.go(name); }} />
      <SaveTrouble draft={draft} />
      <div className="h-text-toggle"><Button variant="default" fullWidth icon={<IconFileText size={18} aria-hidden />} aria-expanded={textOpen} onClick={() => setTextOpen(!textOpen)}>{t(textOpen ? 'wizard.text.hide' : 'wizard.text.show')}</Button></div>
      <div className="h-wizard" data-text={textOpen || undefined}>
        <div className="h-wizard-main"><StepBody contract={contract} draft={draft} place={place} onSent={sent} /></div>
        <TextPane preview={draft.preview.data} step={place.step} stale={draft.preview.isFetching} />
      </div>
    </Frame>
  );
}
