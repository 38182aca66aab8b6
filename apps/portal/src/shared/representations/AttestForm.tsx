import { representationRoutes as routes, type ResponseOf } from '@hoshu/api-schema';
import { PersonNameField } from '../agreements/PersonName.js';
import { CheckboxField, CheckboxGroup, Form, LinesField, useFormAct, useRouteForm, type Option } from '../form.js';
import { usePersonName } from '../form/person-name.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { notify } from '../parts/notify.js';

interface AttestFormProps {
  readonly statement: ResponseOf<typeof routes.waiting>['statement'];
  /** The officers named last. */
  readonly officers: readonly string[];
  readonly contractIds: readonly string[];
  /** The contracts to choose from; without them the representation is for `contractIds`. */
  readonly choices?: readonly Option[];
}

/** 第20条1項 once more: the statement in full, the officers as they are today, and an explicit yes. */
export function AttestForm({ statement, officers, contractIds, choices }: AttestFormProps) {
  const t = useT();
  const person = usePersonName();
  const form = useRouteForm(routes.attest, { contractIds: [...contractIds], officers: [...officers], statementVersion: statement.version, personName: '', agreed: false as unknown as true });
  const { onSubmit, isPending } = useFormAct(form, routes.attest, {
    input: (body) => ({ body }), refreshes: [routes.waiting, routes.get], onProblem: person.onProblem, onDone: ({ recorded }) => notify({ tone: 'good', text: t('checks.attest.done', { count: recorded }) }),
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <blockquote className="h-statement" lang={textLanguage()}>{statement[textLanguage()]}</blockquote>
      {choices && <CheckboxGroup name="contractIds" label={t('checks.attest.contracts')} options={choices} />}
      <LinesField name="officers" label={t('checks.attest.officers')} hint={t('checks.attest.officersHint')} />
      <PersonNameField person={person} />
      <CheckboxField name="agreed" label={t('checks.attest.agree')} text={t('checks.attest.agree')} />
      <div className="h-page-actions"><Button type="submit" loading={isPending}>{t('checks.attest.submit')}</Button></div>
    </Form>
  );
}
