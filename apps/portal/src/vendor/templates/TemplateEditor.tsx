import { contractRoutes, templateRoutes, type BodyInputOf, type ResponseOf } from '@hoshu/api-schema';
import { IconFileText } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { pathTo } from '../../paths.js';
import { call } from '../../shared/api.js';
import { Form, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import { Section } from '../../shared/parts/Section.js';
import { MoneyStep } from '../contracts/wizard/MoneyStep.js';
import { SpecialStep } from '../contracts/wizard/SpecialStep.js';
import { NumbersSection, LengthSection } from '../contracts/wizard/TermStep.js';
import { TextPane } from '../contracts/wizard/TextPane.js';
import { WorksStep } from '../contracts/wizard/WorksStep.js';
import '../contracts/wizard/wizard.css';

export type Template = ResponseOf<typeof templateRoutes.get>;
type Body = BodyInputOf<typeof templateRoutes.create>;
const pauseMs = 600;

/** The text as it reads with what stands in the fields; the last one that could be read stays. */
function usePreview(terms: Body['terms']) {
  const [settled, setSettled] = useState(terms);
  const text = JSON.stringify(terms);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as Body['terms']), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return useQuery({ queryKey: [contractRoutes.preview.id, 'template', settled], queryFn: ({ signal }) => call(contractRoutes.preview, { body: { clientId: null, siteIds: [], terms: settled } }, { signal }), placeholderData: keepPreviousData, retry: false });
}

/** The fields of a template with its text beside them (F164); on phones the text opens above them. */
export function TemplateEditor({ template, terms, suggestedName = '' }: { readonly template: Template | null; readonly terms: Body['terms']; readonly suggestedName?: string }) {
  const t = useT();
  const navigate = useNavigate();
  const [textOpen, setTextOpen] = useState(false);
  const form = useRouteForm(templateRoutes.create, { name: template?.name ?? suggestedName, terms });
  const refreshes = [templateRoutes.list, templateRoutes.get];
  const onDone = async () => { notify({ tone: 'good', text: t('templates.saved') }); await navigate({ to: pathTo('vendor.templates') }); };
  const made = useFormAct(form, templateRoutes.create, { input: (body) => ({ body }), refreshes, onDone });
  const saved = useFormAct(form, templateRoutes.save, { input: (body) => ({ params: { contractTemplateId: template?.id ?? '' }, ifMatch: template?.version ?? 0, body }), refreshes, onDone });
  const { onSubmit, isPending } = template ? saved : made;
  const preview = usePreview(form.watch('terms') as Body['terms']);
  const open = (preview.data?.unfilled ?? []).filter(({ path }) => !path.startsWith('parties.vendor') && !path.startsWith('annex.notices.vendor'));
  return (
    <>
      <div className="h-text-toggle"><Button variant="default" fullWidth icon={<IconFileText size={18} aria-hidden />} aria-expanded={textOpen} onClick={() => setTextOpen(!textOpen)}>{t(textOpen ? 'wizard.text.hide' : 'wizard.text.show')}</Button></div>
      <div className="h-wizard" data-text={textOpen || undefined}>
        <div className="h-wizard-main">
          <Form form={form} onSubmit={onSubmit}>
            <Section title={t('templates.nameTitle')}>
              <TextField name="name" label={t('templates.name')} hint={t('templates.nameHint')} maxWidth={400} />
              <details className="h-more"><summary>{t('templates.unfilled', { count: open.length })}</summary><ul>{open.map(({ path, ...words }) => <li key={path}>{words[textLanguage()]}</li>)}</ul></details>
            </Section>
            <WorksStep />
            <MoneyStep preview={undefined} />
            <LengthSection />
            <NumbersSection />
            <SpecialStep isTemplate />
            <div className="h-page-actions"><Button type="submit" loading={isPending}>{t('templates.save')}</Button></div>
          </Form>
        </div>
        <TextPane preview={preview.data} step="term" stale={preview.isFetching} />
      </div>
    </>
  );
}
