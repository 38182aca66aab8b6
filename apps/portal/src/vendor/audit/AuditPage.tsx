import { auditRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useAuditFilter } from '../../shared/audit/AuditFilters.js';
import { AuditView } from '../../shared/audit/AuditView.js';
import { useT } from '../../shared/i18n/translate.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { useCursor } from '../../shared/parts/Pager.js';

/** Every stream of the vendor. */
export function Page() {
  const t = useT();
  const cursor = useCursor();
  const filter = useAuditFilter();
  const query = useRoute(auditRoutes.list, { query: { ...filter, ...cursor.query } }, { keepPrevious: true });
  return (
    <Frame title={t('audit.title')} lead={t('audit.tenantLead')}>
      <AuditView query={query} cursor={cursor} ofContract={false} contractPath={(contractId) => pathTo('vendor.contractAudit', { contractId })} />
    </Frame>
  );
}
