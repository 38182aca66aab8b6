import { signingRoutes, type ResponseOf } from '@hoshu/api-schema';
import { textLanguage, useT } from '../../../shared/i18n/translate.js';
import { PermissionGate } from '../../../shared/parts/PermissionGate.js';
import { Section } from '../../../shared/parts/Section.js';
import { Status } from '../../../shared/parts/Status.js';
import { DateText } from '../../../shared/parts/values.js';
import { useSession } from '../../../shared/session/session.js';
import { useWhoCan } from '../../../shared/session/who-can.js';
import { RepresentForm } from '../../../shared/signing/RepresentForm.js';

type Statement = ResponseOf<typeof signingRoutes.gates>['statement'];
type Given = ResponseOf<typeof signingRoutes.represent> | null;

/** 第20条1項 by 乙, with the officers it speaks for; good for a year. */
export function Representation({ contractId, statement, given }: { readonly contractId: string; readonly statement: Statement; readonly given: Given }) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'signature.sign');
  const { user } = useSession();
  return (
    <div id="represent">
      <Section title={t('vendorSigning.represent.title')} lead={t('vendorSigning.represent.lead')}>
        {given?.valid
          ? <p><Status tone="good" label={t('vendorSigning.represent.done')} /> {t('vendorSigning.represent.by', { name: given.answeredBy, officers: new Intl.ListFormat(textLanguage()).format(given.officers) })} <DateText on={given.answeredOn} /></p>
          : <PermissionGate permission="signature.sign" whoCan={whoCan}><RepresentForm contractId={contractId} statement={statement} personName={user.name} /></PermissionGate>}
      </Section>
    </div>
  );
}
