import { DeclarePage } from '../../shared/ending/DeclarePage.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { contractId } = usePathParameters('client.declare');
  return <DeclarePage contractId={contractId} side="client" />;
}
