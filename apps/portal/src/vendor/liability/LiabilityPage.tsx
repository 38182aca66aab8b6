import { CapPage } from '../../shared/liability/CapPage.js';
import { usePathParameters } from '../../shared/router/links.js';
import { useCan } from '../../shared/session/session.js';
import { BasisSection } from './BasisSection.js';
import { OpeningSection } from './OpeningSection.js';

export function Page() {
  const { contractId } = usePathParameters('vendor.liability');
  const can = useCan();
  return (
    <CapPage contractId={contractId} side="vendor">
      {can('payment.read') && <OpeningSection contractId={contractId} />}
      <BasisSection contractId={contractId} />
    </CapPage>
  );
}
