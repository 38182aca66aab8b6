import { companyRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { addressOf, useAct } from '../../shared/api.js';
import { FileField, Form } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { ProblemNote } from '../../shared/parts/ErrorState.js';
import { notify } from '../../shared/parts/notify.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { Section } from '../../shared/parts/Section.js';

type Company = ResponseOf<typeof companyRoutes.get>;

/** The chosen file as a picture, before it is sent. */
function usePicture(file: File | null): string | null {
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    setPicture(null);
    if (!file) return undefined;
    const reader = new FileReader();
    reader.onload = () => setPicture(String(reader.result));
    reader.readAsDataURL(file);
    return () => reader.abort();
  }, [file]);
  return picture;
}

/** 角印: chosen, seen on a checkerboard that shows what is transparent, and saved. */
export function SealSection({ company }: { readonly company: Company }) {
  const t = useT();
  const form = useForm<{ file: File | null }>({ defaultValues: { file: null } });
  const file = form.watch('file');
  const chosen = usePicture(file);
  const uploading = useAct(companyRoutes.uploadSeal, {
    refreshes: [companyRoutes.get],
    onDone: () => {
      form.reset();
      notify({ tone: 'good', text: t('settings.sealSaved') });
    },
  });
  const kept = company.sealFileId ? `${addressOf(companyRoutes.seal, {})}?v=${company.sealFileId}` : null;
  const shown = chosen ?? kept;
  return (
    <Section title={t('settings.seal')} lead={t('settings.sealText')}>
      <div className="h-seal">
        <div className="h-seal-board">{shown ? <img src={shown} alt={t('settings.sealAlt', { name: company.companyName })} /> : <p>{t('settings.sealNone')}</p>}</div>
        <PermissionGate permission="company.write" whoCan={t('settings.role.owner')}>
          <Form form={form} onSubmit={form.handleSubmit(async (values) => { if (values.file) await uploading.act({ file: values.file }).catch(() => undefined); })}>
            <FileField name="file" label={t('settings.sealFile')} hint={t('settings.sealHint')} accept="image/png,image/jpeg,image/webp" optional />
            {uploading.problem && <ProblemNote problem={uploading.problem} />}
            {file && <Button type="submit" loading={uploading.isPending}>{t('settings.sealSave')}</Button>}
          </Form>
        </PermissionGate>
      </div>
    </Section>
  );
}
