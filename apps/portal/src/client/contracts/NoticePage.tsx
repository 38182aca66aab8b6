import { pathTo } from '../../paths.js';
import { NoticeWizard } from '../../shared/notices/NoticeWizard.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { contractId } = usePathParameters('client.notice');
  return <NoticeWizard contractId={contractId} side="client" registerPath={pathTo('client.noticeRegister', { contractId })} />;
}
