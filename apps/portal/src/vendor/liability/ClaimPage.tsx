import { ClaimPage } from '../../shared/liability/ClaimPage.js';
import { usePathParameters } from '../../shared/router/links.js';
import { useCan } from '../../shared/session/session.js';
import { EvidenceSection } from './EvidenceSection.js';

export function Page() {
  const { contractId, claimId } = usePathParameters('vendor.claim');
  const can = useCan();
  return <ClaimPage contractId={contractId} claimId={claimId} side="vendor">{(claim) => claim.side === 'client' && can('claim.write') && <EvidenceSection claimId={claim.id} />}</ClaimPage>;
}
