import { CapPage } from '../../shared/liability/CapPage.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { contractId } = usePathParameters('client.liability');
  return <CapPage contractId={contractId} side="client" />;
}
