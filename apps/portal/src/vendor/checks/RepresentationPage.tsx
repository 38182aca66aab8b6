import { RepresentationPage } from '../../shared/representations/RepresentationPage.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { contractId } = usePathParameters('vendor.representations');
  return <RepresentationPage contractId={contractId} side="vendor" />;
}
