import { ChangePage } from '../../shared/amendments/ChangePage.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { contractId } = usePathParameters('vendor.amendmentNew');
  return <ChangePage contractId={contractId} side="vendor" />;
}
