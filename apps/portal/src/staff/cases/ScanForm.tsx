import { supportRoutes } from '@hoshu/api-schema';
import { useForm } from 'react-hook-form';
import { asProblem, useAct } from '../../shared/api.js';
import { FileField, Form } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';

/** The scan of a letter, kept as the evidence that goes on to the other side. */
export function ScanForm({ caseId }: { readonly caseId: string }) {
  const t = useT();
  const form = useForm<{ file: File | null }>({ defaultValues: { file: null } });
  const { act, isPending } = useAct(supportRoutes.addScan, { refreshes: [supportRoutes.notice], onDone: () => notify({ tone: 'good', text: t('desk.scanSaved') }) });
  const onSubmit = form.handleSubmit(async ({ file }) => {
    if (!file) return form.setError('file', { type: 'required', message: t('form.error.choose') });
    try {
      await act({ params: { caseId }, file });
    } catch (error) {
      form.setError('file', { type: 'server', message: asProblem(error).detail });
    }
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <FileField name="file" label={t('desk.scanField')} hint={t('desk.scanHint')} accept=".pdf,image/*" />
      <Button type="submit" variant="default" loading={isPending}>{t('desk.scanSave')}</Button>
    </Form>
  );
}
