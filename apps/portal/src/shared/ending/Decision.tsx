import { rescissionRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { addressOf, useAct } from '../api.js';
import type { Side } from '../contracts/side.js';
import { TextAreaField, UploadField, useFormAct, useRouteForm } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { Button, ButtonAnchor } from '../parts/Button.js';
import { ConfirmDialog } from '../parts/ConfirmDialog.js';
import { notify } from '../parts/notify.js';
import { GatedButton } from '../parts/PermissionGate.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { DateText, InstantText } from '../parts/values.js';
import { useWhoCan } from '../session/who-can.js';
import type { Declaration } from './ending-words.js';

type Item = Declaration['checklist'][number];
export const declarationReads = [rescissionRoutes.get, rescissionRoutes.list];

function EvidenceDialog({ declaration, item, onClose }: { readonly declaration: Declaration; readonly item: Item; readonly onClose: () => void }) {
  const t = useT();
  const form = useRouteForm(rescissionRoutes.addEvidence, { item: item.key, text: '', fileId: null });
  const { onSubmit, isPending } = useFormAct(form, rescissionRoutes.addEvidence, {
    input: (body) => ({ params: { declarationId: declaration.id }, body }), refreshes: declarationReads, onDone: () => { notify({ tone: 'good', text: t('ending.evidenceAdded') }); onClose(); },
  });
  return (
    <FormDialog title={t('ending.addEvidence')} confirmLabel={t('ending.add')} form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <p>{item[textLanguage()]}</p>
      {item.needs === 'file' && <UploadField name="fileId" label={t('ending.file')} accept=".pdf,image/*" route={rescissionRoutes.upload} input={(file) => ({ params: { contractId: declaration.contractId }, file })} fileIdOf={({ fileId }) => fileId} />}
      <TextAreaField name="text" label={t(item.needs === 'file' ? 'ending.note' : 'ending.statement')} optional={item.needs === 'file'} rows={5} />
    </FormDialog>
  );
}

function ChecklistItem({ declaration, item, onAdd }: { readonly declaration: Declaration; readonly item: Item; readonly onAdd: () => void }) {
  const t = useT();
  const label = item[textLanguage()];
  return (
    <li>
      <p><Status tone={item.onFile ? 'good' : 'warn'} label={t(item.onFile ? 'ending.onFile' : 'ending.missing')} /> {label}</p>
      {declaration.evidence.filter((entry) => entry.item === item.key).map((entry) => (
        <div key={entry.id}>
          {entry.text && <p className="h-pre">{entry.text}</p>}
          {entry.fileName && <ButtonAnchor href={addressOf(rescissionRoutes.evidenceFile, { params: { declarationId: declaration.id, declarationEvidenceId: entry.id } })} variant="subtle" size="sm" download>{entry.fileName}</ButtonAnchor>}
          <p className="h-note-small">{entry.addedBy} <DateText on={entry.addedOn} /></p>
        </div>
      ))}
      {declaration.mayDo.includes('evidence') && <div><Button variant="default" size="sm" aria-label={t('ending.addFor', { item: label })} onClick={onAdd}>{t('ending.addEvidence')}</Button></div>}
    </li>
  );
}

/** D9: two people, or one twice; each proves anew who it is. */
function Confirming({ declaration, side }: { readonly declaration: Declaration; readonly side: Side }) {
  const t = useT();
  const who = useWhoCan(side, 'rescission.declare');
  const [open, setOpen] = useState(false);
  const { act } = useAct(rescissionRoutes.confirm, { refreshes: declarationReads, onDone: () => notify({ tone: 'good', text: t('ending.confirmed') }) });
  const { decision, confirmations } = declaration;
  if (!decision) return null;
  const alone = decision.authorisedPersons < 2;
  return (
    <Section title={t('ending.decision')} lead={t(alone ? 'ending.decisionAlone' : 'ending.decisionTwo')}>
      {confirmations.length > 0 && <ul>{confirmations.map((one) => <li key={one.confirmedAt}>{one.personName} <InstantText at={one.confirmedAt} /></li>)}</ul>}
      {declaration.state === 'draft' && alone && decision.secondFrom && <p>{t('ending.secondFrom')} <InstantText at={decision.secondFrom} /></p>}
      {declaration.state === 'draft' && !alone && decision.confirmedByMe && <p>{t('ending.waitOther', { who })}</p>}
      {declaration.mayDo.includes('confirm') && <GatedButton permission="rescission.declare" whoCan={who} obtainable danger onClick={() => setOpen(true)}>{t('ending.confirm')}</GatedButton>}
      <ConfirmDialog opened={open} onClose={() => setOpen(false)} title={t('ending.confirm')} confirmLabel={t('ending.confirmDo')} onConfirm={() => act({ params: { declarationId: declaration.id }, body: {} })}><p>{t('ending.confirmText')}</p></ConfirmDialog>
    </Section>
  );
}

/** What a side prepares before it rescinds: the evidence of the ground and the decision. */
export function Decision({ declaration, side }: { readonly declaration: Declaration; readonly side: Side }) {
  const t = useT();
  const [adding, setAdding] = useState<Item | null>(null);
  if (declaration.checklist.length === 0) return null;
  return (
    <>
      <Section title={t('ending.checklist')} lead={t('ending.checklistLead')}>
        <ul className="h-checklist">{declaration.checklist.map((item) => <ChecklistItem key={item.key} declaration={declaration} item={item} onAdd={() => setAdding(item)} />)}</ul>
        {adding && <EvidenceDialog declaration={declaration} item={adding} onClose={() => setAdding(null)} />}
      </Section>
      <Confirming declaration={declaration} side={side} />
    </>
  );
}
