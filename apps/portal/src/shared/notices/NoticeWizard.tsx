import { contractRoutes, noticeRoutes } from '@hoshu/api-schema';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useRoute } from '../api/hooks.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { Form, useFormAct, useRouteForm } from '../form.js';
import { useT } from '../i18n/translate.js';
import { notify } from '../parts/notify.js';
import { Page as Frame } from '../parts/Page.js';
import { PermissionGate } from '../parts/PermissionGate.js';
import { Steps } from '../parts/Steps.js';
import { AppLink } from '../router/links.js';
import { ConfirmStep } from './ConfirmStep.js';
import { KindStep } from './KindStep.js';
import { noticeReads } from './types.js';
import { WishStep } from './WishStep.js';
import '../parts/parts.css';
import './notices.css';

function Wizard({ contractId, side }: { readonly contractId: string; readonly side: Side }) {
  const t = useT();
  const navigate = useNavigate();
  const [step, setStep] = useState(0);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => { if (step > 0) top.current?.focus(); }, [step]);
  const form = useRouteForm(noticeRoutes.give, { article: 18, channel: 'portal', requestedEnd: null, text: '', confirmName: '' });
  const { onSubmit, isPending } = useFormAct(form, noticeRoutes.give, {
    input: (body) => ({ params: { contractId }, body }), refreshes: noticeReads,
    onDone: (notice) => {
      notify({ tone: 'good', text: t(notice.channel === 'paper' ? 'notices.done.letter' : 'notices.done.sent') });
      void navigate({ to: contractPaths(side, contractId).noticeView(notice.id) });
    },
  });
  const choose = (article: 17 | 18) => {
    form.setValue('article', article);
    form.setValue('channel', article === 17 ? 'letter' : 'portal');
    form.setValue('requestedEnd', null);
    setStep(1);
  };
  return (
    <div className="h-stack">
      <Steps labels={[t('notices.step.kind'), t('notices.step.wish'), t('notices.step.confirm')]} current={step} />
      <div ref={top} tabIndex={-1} className="h-step-top" role="group" aria-label={t('shell.steps.of', { current: step + 1, total: 3, label: t((['notices.step.kind', 'notices.step.wish', 'notices.step.confirm'] as const)[step] ?? 'notices.step.kind') })}>
        {step === 0 ? <KindStep contractId={contractId} onChoose={choose} /> : (
          <Form form={form} onSubmit={(event) => { if (step === 2) return onSubmit(event); event.preventDefault(); return undefined; }}>
            {step === 1 ? <WishStep contractId={contractId} onBack={() => setStep(0)} onNext={() => setStep(2)} /> : <ConfirmStep contractId={contractId} busy={isPending} onBack={() => setStep(1)} />}
          </Form>
        )}
      </div>
    </div>
  );
}

/** 更新しない・解約する: from the choice to the sent notice in three steps (F117, 第17条2項, 第18条). */
export function NoticeWizard({ contractId, side, registerPath }: { readonly contractId: string; readonly side: Side; /** Where notices by mail, post and telephone are registered. */ readonly registerPath: string }) {
  const t = useT();
  const paths = contractPaths(side, contractId);
  const contract = useRoute(contractRoutes.get, { params: { contractId } });
  return (
    <Frame title={t('notices.start')} lead={contract.data && `${contract.data.number}・${contract.data.siteNames.join('、')}`} crumbs={[{ label: t('contracts.title'), to: paths.list }, { label: contract.data?.number ?? t('contracts.title'), to: paths.contract }]}>
      <PermissionGate permission="notice.give" whoCan={t(side === 'client' ? 'notices.whoClient' : 'notices.whoVendor')}><Wizard contractId={contractId} side={side} /></PermissionGate>
      <p><AppLink to={registerPath}>{t('notices.register.link')}</AppLink></p>
    </Frame>
  );
}
