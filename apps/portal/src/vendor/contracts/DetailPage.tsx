import { pathTo } from '../../paths.js';
import { ContractDetail } from '../../shared/contracts/ContractDetail.js';
import { useT } from '../../shared/i18n/translate.js';
import { ButtonAnchor, ButtonLink } from '../../shared/parts/Button.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const t = useT();
  const { contractId } = usePathParameters('vendor.contract');
  return (
    <ContractDetail contractId={contractId} side="vendor"
      actions={(contract) => (
        <>
          <ButtonAnchor href={`/api/v1/contracts/${encodeURIComponent(contractId)}/draft.pdf`} variant="default">{t('contracts.pdf')}</ButtonAnchor>
          {contract.concludedOn && contract.status !== 'ended' && <ButtonLink to={pathTo('vendor.notice', { contractId })} variant="default">{t('notices.start')}</ButtonLink>}
        </>
      )} />
  );
}
