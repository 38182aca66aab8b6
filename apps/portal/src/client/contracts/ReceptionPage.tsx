import { Reception } from '../../shared/mailroom/Reception.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { contractId } = usePathParameters('client.noticeRegister');
  return <Reception contractId={contractId} side="client" />;
}
