import { pathTo } from '../../paths.js';
import { ContractDetail } from '../../shared/contracts/ContractDetail.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { contractId } = usePathParameters('vendor.contract');
  return <ContractDetail contractId={contractId} listPath={pathTo('vendor.contracts')} pdfHref={`/api/v1/contracts/${encodeURIComponent(contractId)}/draft.pdf`} />;
}
