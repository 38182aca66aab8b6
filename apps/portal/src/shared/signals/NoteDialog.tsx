import { signalRoutes, type BodyInputOf, type ResponseOf } from '@hoshu/api-schema';
import { NOTED_SIGNALS } from '@hoshu/domain';
import { DateField, RadioField, TextAreaField, TextField, UploadField, useFormAct, useRouteForm } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { useT } from '../i18n/translate.js';
import { notify } from '../parts/notify.js';
import { useSession } from '../session/session.js';
import { signalReads } from './signal-reads.js';

export type SignalView = ResponseOf<typeof signalRoutes.list>['open'][number];

/** A fact about the other side with its day, source and file (F122, F123). */
export function NoteDialog({ clientId, onClose }: { readonly clientId: string; readonly onClose: () => void }) {
  const t = useT();
  const { today } = useSession();
  const blank: BodyInputOf<typeof signalRoutes.record> = { kind: undefined as never, happenedOn: today, source: '', note: '', fileId: undefined as never };
  const form = useRouteForm(signalRoutes.record, blank);
  const { onSubmit, isPending } = useFormAct(form, signalRoutes.record, { input: (body) => ({ params: { clientId }, body }), refreshes: signalReads, onDone: () => { notify({ tone: 'good', text: t('ending.signals.saved') }); onClose(); } });
  return (
    <FormDialog title={t('ending.signals.note')} confirmLabel={t('ending.signals.save')} form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <p>{t('ending.signals.noteText')}{t('ending.signals.noteText.all')}</p>
      <RadioField name="kind" label={t('ending.signals.kind')} options={NOTED_SIGNALS.map((value) => ({ value, label: t(`ending.signals.kind.${value}`) }))} />
      <DateField name="happenedOn" label={t('ending.signals.happenedOn')} today={today} maxOn={today} />
      <TextField name="source" label={t('ending.signals.sourceOf')} hint={t('ending.signals.sourceHint')} />
      <UploadField name="fileId" label={t('ending.signals.sourceFile')} hint={t('ending.signals.sourceFileHint')} accept=".pdf,image/*" route={signalRoutes.upload} input={(file) => ({ params: { clientId }, file })} fileIdOf={({ fileId }) => fileId} />
      <TextAreaField name="note" label={t('ending.signals.remark')} rows={3} optional />
    </FormDialog>
  );
}

/** Nothing has to be done about it: put aside, with the reason on record. */
export function AsideDialog({ signal, title, onClose }: { readonly signal: SignalView; readonly title: string; readonly onClose: () => void }) {
  const t = useT();
  const form = useRouteForm(signalRoutes.setAside, { key: signal.key, reason: '' });
  const { onSubmit, isPending } = useFormAct(form, signalRoutes.setAside, { input: (body) => ({ params: { clientId: signal.clientId }, body }), refreshes: signalReads, onDone: () => { notify({ tone: 'good', text: t('ending.signals.asideDone') }); onClose(); } });
  return (
    <FormDialog title={t('ending.signals.asideOf', { name: title })} confirmLabel={t('ending.signals.aside')} form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <p>{t('ending.signals.asideText')}</p>
      <TextField name="reason" label={t('ending.signals.asideReason')} />
    </FormDialog>
  );
}
