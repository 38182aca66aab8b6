import { checkRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { DateField, Form, RadioField, TextAreaField, TextField, UploadField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import { useSession } from '../../shared/session/session.js';

type Subject = ResponseOf<typeof checkRoutes.standing>['items'][number]['subjects'][number];
interface RecordFormProps { readonly clientId: string; readonly first: Subject | undefined }

function Fields({ clientId, first, onDone }: RecordFormProps & { readonly onDone: () => void }) {
  const t = useT();
  const { today, user } = useSession();
  const form = useRouteForm(checkRoutes.record, { clientId, subjectKind: first?.kind ?? 'company', subjectName: first?.name ?? '', tool: '', query: '', result: '' as 'clear', checkedOn: today, checkedBy: user.name, note: '', fileId: null });
  const { onSubmit, isPending } = useFormAct(form, checkRoutes.record, { input: (body) => ({ body }), refreshes: [checkRoutes.list, checkRoutes.standing], onDone: () => { notify({ tone: 'good', text: t('checks.recorded') }); onDone(); } });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <RadioField name="subjectKind" label={t('checks.kind')} options={(['company', 'officer', 'other'] as const).map((value) => ({ value, label: t(`checks.kind.${value}`) }))} />
      <TextField name="subjectName" label={t('checks.subject')} maxWidth={400} />
      <TextField name="tool" label={t('checks.tool')} hint={t('checks.toolHint')} maxWidth={400} />
      <TextField name="query" label={t('checks.query')} hint={t('checks.queryHint')} />
      <DateField name="checkedOn" label={t('checks.checkedOn')} today={today} maxOn={today} />
      <RadioField name="result" label={t('checks.result')} options={(['clear', 'hit'] as const).map((value) => ({ value, label: t(`checks.result.${value}`) }))} />
      <UploadField name="fileId" label={t('checks.file')} hint={t('checks.fileHint')} accept=".pdf,image/*" optional route={checkRoutes.upload} input={(file) => ({ params: { clientId }, file })} fileIdOf={({ fileId }) => fileId} />
      <TextField name="checkedBy" label={t('checks.checkedBy')} optional maxWidth={400} />
      <TextAreaField name="note" label={t('checks.note')} rows={2} optional />
      <div className="h-page-actions"><Button type="submit" loading={isPending}>{t('checks.recordSubmit')}</Button></div>
    </Form>
  );
}

/** A check as it was made; empty again once it is kept. */
export function RecordForm(props: RecordFormProps) {
  const [round, setRound] = useState(0);
  return <Fields key={`${round} ${props.first?.name ?? ''}`} {...props} onDone={() => setRound(round + 1)} />;
}
