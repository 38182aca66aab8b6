import { BoardPage } from '../../shared/board/BoardPage.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { contractId } = usePathParameters('client.contractBoard');
  return <BoardPage contractId={contractId} side="client" />;
}
