import { BundlePage } from '../../shared/bundles/BundlePage.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { contractId } = usePathParameters('vendor.bundle');
  return <BundlePage contractId={contractId} side="vendor" />;
}
