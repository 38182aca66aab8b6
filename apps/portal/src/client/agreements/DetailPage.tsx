import { AgreementPage } from '../../shared/agreements/AgreementPage.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { agreementId } = usePathParameters('client.agreement');
  return <AgreementPage agreementId={agreementId} side="client" />;
}
