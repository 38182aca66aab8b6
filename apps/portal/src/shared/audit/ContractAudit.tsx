import { auditRoutes, contractRoutes } from '@hoshu/api-schema';
import type { ReactNode } from 'react';
import { useRoute } from '../api.js';
import { useT } from '../i18n/translate.js';
import { Page as Frame } from '../parts/Page.js';
import { useCursor } from '../parts/Pager.js';
import { useAuditFilter } from './AuditFilters.js';
import { AuditView } from './AuditView.js';

interface ContractAuditProps { readonly contractId: string; readonly listPath: string; readonly contractPath: string; readonly contractsTitle: string; readonly actions?: ReactNode }

/** The trail of one contract, the same page for both sides. */
export function ContractAudit({ contractId, listPath, contractPath, contractsTitle, actions }: ContractAuditProps) {
  const t = useT();
  const cursor = useCursor();
  const filter = useAuditFilter();
  const contract = useRoute(contractRoutes.get, { params: { contractId } });
  const query = useRoute(auditRoutes.ofContract, { params: { contractId }, query: { ...filter, ...cursor.query } }, { keepPrevious: true });
  return (
    <Frame title={t('audit.contractTitle')} crumbs={[{ label: contractsTitle, to: listPath }, { label: contract.data?.number ?? '…', to: contractPath }]} lead={t('audit.lead')} {...(actions ? { actions } : {})}>
      <AuditView query={query} cursor={cursor} ofContract />
    </Frame>
  );
}
