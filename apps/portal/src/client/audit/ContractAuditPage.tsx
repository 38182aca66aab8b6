import { pathTo } from '../../paths.js';
import { ContractAudit } from '../../shared/audit/ContractAudit.js';
import { useT } from '../../shared/i18n/translate.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const t = useT();
  const { contractId } = usePathParameters('client.contractAudit');
  return <ContractAudit contractId={contractId} listPath={pathTo('client.contracts')} contractPath={pathTo('client.contract', { contractId })} contractsTitle={t('nav.contracts')} />;
}
