import { EndingPage } from '../../shared/ending/EndingPage.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { contractId } = usePathParameters('vendor.ending');
  return <EndingPage contractId={contractId} side="vendor" />;
}
