import { BoardPage } from '../../shared/board/BoardPage.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { contractId } = usePathParameters('vendor.contractBoard');
  return <BoardPage contractId={contractId} side="vendor" />;
}
