import { contractRoutes, signingAccessRoutes, signingRoutes } from '@hoshu/api-schema';
import { TextInput, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { pathTo } from '../../../paths.js';
import { useAct } from '../../../shared/api.js';
import { useT } from '../../../shared/i18n/translate.js';
import { Button, ButtonLink } from '../../../shared/parts/Button.js';
import { ConfirmDialog } from '../../../shared/parts/ConfirmDialog.js';
import { ProblemNote } from '../../../shared/parts/ErrorState.js';
import { notify } from '../../../shared/parts/notify.js';
import { PermissionGate } from '../../../shared/parts/PermissionGate.js';
import { AddCopy } from '../../../shared/signing/AddCopy.js';
import { useWhoCan } from '../../../shared/session/who-can.js';
import type { SigningProps } from './parts.js';

const changed = [signingRoutes.get, signingRoutes.gates, contractRoutes.get, contractRoutes.list] as const;

function Cancel({ contractId }: { readonly contractId: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { act } = useAct(signingRoutes.cancel, { refreshes: changed, onDone: () => notify({ tone: 'good', text: t('vendorSigning.cancel.done') }) });
  return (
    <>
      <Button variant="default" danger onClick={() => setOpen(true)}>{t('vendorSigning.cancel.open')}</Button>
      <ConfirmDialog opened={open} onClose={() => setOpen(false)} title={t('vendorSigning.cancel.title')} confirmLabel={t('vendorSigning.cancel.confirm')} danger onConfirm={() => act({ params: { contractId }, body: { reason } })}>
        <div className="h-stack"><p>{t('vendorSigning.cancel.text')}</p><Textarea label={t('vendorSigning.cancel.reason')} value={reason} maxLength={500} rows={3} onChange={(event) => setReason(event.currentTarget.value)} /></div>
      </ConfirmDialog>
    </>
  );
}

/** F131: a code for the link, or a new one when somebody was locked out or it became known. */
function AccessCode({ contractId, isSet }: { readonly contractId: string; readonly isSet: boolean }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState('');
  const { act } = useAct(signingAccessRoutes.setCode, { refreshes: changed, onDone: () => { setCode(''); notify({ tone: 'good', text: t('vendorSigning.code.done') }); } });
  const label = t(isSet ? 'vendorSigning.code.change' : 'vendorSigning.code.set');
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>{label}</Button>
      <ConfirmDialog opened={open} onClose={() => setOpen(false)} title={label} confirmLabel={t('vendorSigning.code.confirm')} onConfirm={() => act({ params: { contractId }, body: { accessCode: code } })}>
        <div className="h-stack"><p>{t('vendorSigning.code.text')}</p><TextInput label={t('vendorSigning.code.label')} description={t('vendorSigning.code.hint')} autoComplete="off" value={code} maxLength={60} onChange={(event) => setCode(event.currentTarget.value)} /></div>
      </ConfirmDialog>
    </>
  );
}

const lockedOf = (view: SigningProps['view']): readonly string[] => view.recipients.filter(({ codeLocked, replaced }) => codeLocked && !replaced).map(({ personName }) => personName);

/** Whoever was locked out by wrong codes gets in again by a new one (F131), after the signing too, when the link is still the way to the documents. */
function Locked({ view, children }: Pick<SigningProps, 'view'> & { readonly children?: ReactNode }) {
  const t = useT();
  const names = lockedOf(view);
  if (names.length === 0) return null;
  return <div className="h-callout" data-tone="warn" role="status"><p>{t('vendorSigning.code.lockedAfter', { names: names.map((name) => t('vendorSigning.code.person', { name })).join(t('vendorSigning.code.and')) })}</p>{children}</div>;
}

function Unlock({ view }: Pick<SigningProps, 'view'>) {
  const whoCan = useWhoCan('vendor', 'contract.send');
  if (lockedOf(view).length === 0) return null;
  return <PermissionGate permission="contract.send" whoCan={whoCan}><Locked view={view}><div className="h-page-actions"><AccessCode contractId={view.contractId} isSet /></div></Locked></PermissionGate>;
}

/** What 乙 can do while the request is out, and what is left of that afterwards. */
export function RequestActions({ view, request }: SigningProps) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'contract.send');
  const { contractId } = view;
  const { act, isPending, problem } = useAct(signingRoutes.resend, { refreshes: changed, onDone: () => notify({ tone: 'good', text: t('vendorSigning.resend.done') }) });
  if (request.state !== 'open') return request.form === 'electronic' ? <><Unlock view={view} />{view.role === 'signer' && <div className="h-page-actions"><AddCopy view={view} /></div>}</> : null;
  return (
    <PermissionGate permission="contract.send" whoCan={whoCan}>
      <div className="h-stack">
        {problem && <ProblemNote problem={problem} />}
        <Locked view={view} />
        <div className="h-page-actions">
          {request.form === 'electronic' && <Button loading={isPending} onClick={() => void act({ params: { contractId }, body: {} }).catch(() => undefined)}>{t('vendorSigning.resend')}</Button>}
          {request.form === 'paper' && <ButtonLink to={pathTo('vendor.contractRegister', { contractId })}>{t('vendorSigning.register.open')}</ButtonLink>}
          {request.form === 'electronic' && <AccessCode contractId={contractId} isSet={request.accessCode} />}
          <AddCopy view={view} />
          <Cancel contractId={contractId} />
        </div>
      </div>
    </PermissionGate>
  );
}

/** A draft that will not be sent after all. */
export function Withdraw({ contractId }: { readonly contractId: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { act } = useAct(contractRoutes.withdraw, { refreshes: changed, onDone: () => notify({ tone: 'good', text: t('vendorSigning.withdraw.done') }) });
  return (
    <>
      <Button variant="default" danger onClick={() => setOpen(true)}>{t('vendorSigning.withdraw.open')}</Button>
      <ConfirmDialog opened={open} onClose={() => setOpen(false)} title={t('vendorSigning.withdraw.title')} confirmLabel={t('vendorSigning.withdraw.confirm')} danger onConfirm={() => act({ params: { contractId }, body: {} })}><p>{t('vendorSigning.withdraw.text')}</p></ConfirmDialog>
    </>
  );
}
