import { DeclarationPage } from '../../shared/ending/DeclarationPage.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { contractId, declarationId } = usePathParameters('vendor.declaration');
  return <DeclarationPage contractId={contractId} declarationId={declarationId} side="vendor" />;
}
