import { DeclarePage } from '../../shared/ending/DeclarePage.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { contractId } = usePathParameters('vendor.declare');
  return <DeclarePage contractId={contractId} side="vendor" />;
}
