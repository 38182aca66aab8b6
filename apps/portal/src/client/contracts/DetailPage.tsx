import { pathTo } from '../../paths.js';
import { ContractDetail } from '../../shared/contracts/ContractDetail.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { contractId } = usePathParameters('client.contract');
  return <ContractDetail contractId={contractId} listPath={pathTo('client.contracts')} />;
}
