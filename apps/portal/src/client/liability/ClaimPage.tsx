import { ClaimPage } from '../../shared/liability/ClaimPage.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { contractId, claimId } = usePathParameters('client.claim');
  return <ClaimPage contractId={contractId} claimId={claimId} side="client" />;
}
