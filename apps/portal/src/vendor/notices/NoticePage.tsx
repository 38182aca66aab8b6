import { pathTo } from '../../paths.js';
import { NoticeWizard } from '../../shared/notices/NoticeWizard.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { contractId } = usePathParameters('vendor.notice');
  return <NoticeWizard contractId={contractId} side="vendor" registerPath={pathTo('vendor.noticeRegister', { contractId })} />;
}
