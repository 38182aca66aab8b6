import { signingRoutes } from '@hoshu/api-schema';
import { CheckboxField, Form, LinesField, TextField, useFormAct, useRouteForm } from '../form.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { notify } from '../parts/notify.js';
import { signingReads, type SigningDocument } from './types.js';

interface RepresentFormProps {
  readonly contractId: string;
  readonly statement: SigningDocument['statement'];
  /** Name of the person to start from; the field stays open (D19). */
  readonly personName: string;
  readonly onDone?: () => void;
}

/** 第20条1項: the statement in full, the officers it speaks for, and an explicit yes. Works before sending (乙) and while signing (both). */
export function RepresentForm({ contractId, statement, personName, onDone }: RepresentFormProps) {
  const t = useT();
  const form = useRouteForm(signingRoutes.represent, { personName, officers: [], statementVersion: statement.version });
  const { onSubmit, isPending } = useFormAct(form, signingRoutes.represent, {
    input: (body) => ({ params: { contractId }, body }), refreshes: signingReads,
    onDone: () => { notify({ tone: 'good', text: t('signing.represent.done') }); onDone?.(); },
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <p>{t('signing.represent.why')}</p>
      <blockquote className="h-statement" lang={textLanguage()}>{statement[textLanguage()]}</blockquote>
      <LinesField name="officers" label={t('signing.represent.officers')} hint={t('signing.represent.officersHint')} />
      <TextField name="personName" label={t('signing.personName')} hint={t('signing.personNameHint')} autoComplete="name" />
      <CheckboxField name="agreed" label={t('signing.represent.agreeLabel')} text={t('signing.represent.agree')} />
      <Button type="submit" fullWidth size="lg" loading={isPending}>{t('signing.represent.submit')}</Button>
    </Form>
  );
}
