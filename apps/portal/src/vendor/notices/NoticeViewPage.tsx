import { NoticeDetail } from '../../shared/notices/NoticeDetail.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { contractId, noticeId } = usePathParameters('vendor.noticeView');
  return <NoticeDetail contractId={contractId} noticeId={noticeId} side="vendor" />;
}
