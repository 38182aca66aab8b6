import { signingRoutes, type ResponseOf } from '@hoshu/api-schema';
import { CheckboxField, Form, LinesField, TextField, useFormAct, useRouteForm } from '../../../shared/form.js';
import { textLanguage, useT } from '../../../shared/i18n/translate.js';
import { Button } from '../../../shared/parts/Button.js';
import { PermissionGate } from '../../../shared/parts/PermissionGate.js';
import { Section } from '../../../shared/parts/Section.js';
import { Status } from '../../../shared/parts/Status.js';
import { DateText } from '../../../shared/parts/values.js';
import { useSession } from '../../../shared/session/session.js';

type Statement = ResponseOf<typeof signingRoutes.gates>['statement'];
type Given = ResponseOf<typeof signingRoutes.represent> | null;
interface Props { readonly contractId: string; readonly statement: Statement; readonly given: Given }

function RepresentForm({ contractId, statement, given }: Props) {
  const t = useT();
  const { user } = useSession();
  const form = useRouteForm(signingRoutes.represent, { personName: user.name, officers: given?.officers ?? [], statementVersion: statement.version });
  const { onSubmit, isPending } = useFormAct(form, signingRoutes.represent, { input: (body) => ({ params: { contractId }, body }), refreshes: [signingRoutes.get, signingRoutes.gates, signingRoutes.read] });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <blockquote className="h-statement">{statement[textLanguage()]}</blockquote>
      <LinesField name="officers" label={t('vendorSigning.represent.officers')} hint={t('vendorSigning.represent.officersHint')} />
      <TextField name="personName" label={t('vendorSigning.represent.person')} maxWidth={320} />
      <CheckboxField name="agreed" label={t('vendorSigning.represent.agree')} text={t('vendorSigning.represent.agree')} />
      <Button type="submit" loading={isPending}>{t('vendorSigning.represent.submit')}</Button>
    </Form>
  );
}

/** 第20条1項 by 乙, with the officers it speaks for; good for a year. */
export function Representation(props: Props) {
  const t = useT();
  const { given } = props;
  return (
    <div id="represent">
      <Section title={t('vendorSigning.represent.title')} lead={t('vendorSigning.represent.lead')}>
        {given?.valid
          ? <p><Status tone="good" label={t('vendorSigning.represent.done')} /> {t('vendorSigning.represent.by', { name: given.answeredBy, officers: new Intl.ListFormat(textLanguage()).format(given.officers) })} <DateText on={given.answeredOn} /></p>
          : <PermissionGate permission="signature.sign" whoCan={t('vendorSigning.who.sign')}><RepresentForm {...props} /></PermissionGate>}
      </Section>
    </div>
  );
}
