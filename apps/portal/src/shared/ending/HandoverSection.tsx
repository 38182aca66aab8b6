import { offboardingRoutes, type ResponseOf } from '@hoshu/api-schema';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { addressOf, useAct, useRoute } from '../api.js';
import type { Side } from '../contracts/side.js';
import { RadioField, SelectField, TextAreaField, TextField, useFormAct, useRouteForm } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { Button, ButtonAnchor } from '../parts/Button.js';
import { ConfirmDialog } from '../parts/ConfirmDialog.js';
import { notify } from '../parts/notify.js';
import { GatedButton } from '../parts/PermissionGate.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status, type Tone } from '../parts/Status.js';
import { DateText, InstantText } from '../parts/values.js';
import { useCan } from '../session/session.js';
import { useWhoCan } from '../session/who-can.js';
import './ending.css';

type View = ResponseOf<typeof offboardingRoutes.get>;
type Item = View['items'][number];
type Mark = 'done' | 'waived' | 'reopened';
const reads = [offboardingRoutes.get];
const tones: Readonly<Record<Item['state'], Tone>> = { open: 'warn', done: 'good', waived: 'muted' };
const ownKinds = ['credential', 'licence', 'backup', 'dns', 'data', 'other'] as const;

function MarkDialog({ item, kind, onClose }: { readonly item: Item; readonly kind: Mark; readonly onClose: () => void }) {
  const t = useT();
  const form = useRouteForm(offboardingRoutes.mark, { kind, text: '' });
  const { onSubmit, isPending } = useFormAct(form, offboardingRoutes.mark, { input: (body) => ({ params: { offboardingItemId: item.id }, body }), refreshes: reads, onDone: onClose });
  return (
    <FormDialog title={t(`ending.mark.${kind}`)} confirmLabel={t('ending.add')} form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <p>{item.title[textLanguage()]}</p>
      <TextAreaField name="text" rows={3} optional={kind !== 'waived'} label={t(kind === 'waived' ? 'ending.mark.reason' : 'ending.note')} />
    </FormDialog>
  );
}

function AddDialog({ contractId, side, onClose }: { readonly contractId: string; readonly side: Side; readonly onClose: () => void }) {
  const t = useT();
  const form = useRouteForm(offboardingRoutes.addItem, { kind: 'credential', title: '', detail: '', ownerSide: side === 'client' ? 'vendor' : side });
  const { onSubmit, isPending } = useFormAct(form, offboardingRoutes.addItem, { input: (body) => ({ params: { contractId }, body }), refreshes: reads, onDone: onClose });
  return (
    <FormDialog title={t('ending.item.add')} confirmLabel={t('ending.addEvidence')} form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <SelectField name="kind" label={t('ending.item.kind')} options={ownKinds.map((value) => ({ value, label: t(`ending.item.kind.${value}`) }))} />
      <TextField name="title" label={t('ending.item.title')} hint={t('ending.item.titleHint')} />
      <TextAreaField name="detail" rows={3} optional label={t('ending.note')} />
      <RadioField name="ownerSide" label={t('ending.item.owner')} options={(['vendor', 'client'] as const).map((value) => ({ value, label: t(`ending.side.${value}`) }))} />
    </FormDialog>
  );
}

function HandoverItem({ item, mayWrite, onMark }: { readonly item: Item; readonly mayWrite: boolean; readonly onMark: (kind: Mark) => void }) {
  const t = useT();
  const title = item.title[textLanguage()];
  const acts: Mark[] = item.state === 'open' ? (item.isAutomatic ? ['waived'] : ['done', 'waived']) : item.isAutomatic && item.state === 'done' ? [] : ['reopened'];
  return (
    <li>
      <p><Status tone={tones[item.state]} label={t(`ending.item.${item.state}`)} /> <strong>{title}</strong></p>
      <p className="h-note-small">{item.article}・{t('ending.item.owner')}：{t(`ending.side.${item.ownerSide}`)}{item.detail && `・${item.detail}`}{item.addedSide !== 'system' && `・${t('ending.item.addedBy', { name: item.addedBy })}`}</p>
      {item.isAutomatic && item.state === 'open' && <p className="h-note-small">{t('ending.item.automatic')}</p>}
      {item.markedBy && <p className="h-note-small">{item.markedBy} <DateText on={item.markedOn} />{item.text && `：${item.text}`}</p>}
      {mayWrite && acts.length > 0 && <div className="h-page-actions">{acts.map((kind) => <Button key={kind} size="sm" variant={kind === 'done' ? 'default' : 'subtle'} aria-label={`${t(`ending.mark.${kind}`)}：${title}`} onClick={() => onMark(kind)}>{t(`ending.mark.${kind}`)}</Button>)}</div>}
    </li>
  );
}

function Confirmed({ view }: { readonly view: View }) {
  const t = useT();
  if (view.confirmations.length === 0) return null;
  return <div><h3>{t('ending.handover.confirmed')}</h3><ul>{view.confirmations.map((one) => <li key={one.side}>{t(`ending.side.${one.side}`)}　{one.personName}（{one.role[textLanguage()]}）<InstantText at={one.at} /></li>)}</ul></div>;
}

function HandoverBody({ view, contractId, side, onRefused }: { readonly view: View; readonly contractId: string; readonly side: Side; readonly onRefused: () => void }) {
  const t = useT();
  const who = useWhoCan(side, 'handover.confirm');
  const [marking, setMarking] = useState<{ readonly item: Item; readonly kind: Mark } | null>(null);
  const [open, setOpen] = useState<'add' | 'confirm' | null>(null);
  const close = () => setOpen(null);
  const { run: refresh, isPending } = useAct(offboardingRoutes.refresh, { refreshes: reads });
  const { act: confirm } = useAct(offboardingRoutes.confirm, { refreshes: reads, onDone: () => notify({ tone: 'good', text: t('ending.handover.done') }) });
  const can = useCan();
  // The list may have grown: what it holds now is shown behind the refusal.
  const agree = () => confirm({ params: { contractId }, body: { contentHash: view.contentHash, agreed: true, personName: '' } }).catch((refused: unknown) => { onRefused(); throw refused; });
  const mine = view.confirmations.some((one) => one.side === side);
  return (
    <>
      <p className="h-callout" data-tone={view.closedOn ? 'good' : 'info'} role="status">{view.waitsFor[textLanguage()]}</p>
      <ul className="h-checklist">{view.items.map((item) => <HandoverItem key={item.id} item={item} mayWrite={view.mayWrite} onMark={(kind) => setMarking({ item, kind })} />)}</ul>
      <Confirmed view={view} />
      <div className="h-page-actions">
        {view.closedOn ? <ButtonAnchor href={addressOf(offboardingRoutes.pdf, { params: { contractId } })} icon={<IconDownload size={18} aria-hidden />} download>{t('ending.handover.pdf')}</ButtonAnchor>
          : !mine && view.items.length > 0 && <GatedButton permission="handover.confirm" whoCan={who} obtainable blockedBecause={view.mayConfirm ? undefined : t('ending.handover.blocked')} onClick={() => setOpen('confirm')}>{t('ending.handover.confirm')}</GatedButton>}
        {view.mayWrite && <Button variant="default" onClick={() => setOpen('add')}>{t('ending.item.add')}</Button>}
        {side === 'vendor' && !view.closedOn && can('handover.write') && <Button variant="default" loading={isPending} onClick={() => refresh({ params: { contractId }, body: {} })}>{t('ending.handover.refresh')}</Button>}
      </div>
      {marking && <MarkDialog item={marking.item} kind={marking.kind} onClose={() => setMarking(null)} />}
      {open === 'add' && <AddDialog contractId={contractId} side={side} onClose={close} />}
      <ConfirmDialog opened={open === 'confirm'} onClose={close} title={t('ending.handover.confirm')} confirmLabel={t('ending.handover.confirmDo')} onConfirm={agree}><p>{t('ending.handover.confirmText', { count: view.items.length })}</p></ConfirmDialog>
    </>
  );
}

/** What both sides hand over at the end (F119): from the records, with what either side added, until both confirm the same list. */
export function HandoverSection({ contractId, side }: { readonly contractId: string; readonly side: Side }) {
  const t = useT();
  const query = useRoute(offboardingRoutes.get, { params: { contractId } });
  return (
    <QueryView query={query} what={t('ending.handover')}>
      {(view) => (view.end === null ? null : (
        <Section title={t('ending.handover')} lead={t('ending.handoverLead')} aside={<Status tone={view.closedOn ? 'good' : 'warn'} label={view.closedOn ? t('ending.handover.closed') : t('ending.handover.open', { count: view.openCount })} />}>
          <HandoverBody onRefused={() => void query.refetch()} view={view} contractId={contractId} side={side} />
        </Section>
      ))}
    </QueryView>
  );
}
