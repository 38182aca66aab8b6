import { pathTo } from '../../paths.js';
import { ContractDetail } from '../../shared/contracts/ContractDetail.js';
import { useT } from '../../shared/i18n/translate.js';
import { ButtonLink } from '../../shared/parts/Button.js';
import { usePathParameters } from '../../shared/router/links.js';

/** 甲's view of its contract; while it waits for signatures the one thing to do is to read and sign. */
export function Page() {
  const t = useT();
  const { contractId } = usePathParameters('client.contract');
  return (
    <ContractDetail contractId={contractId} side="client"
      actions={(contract) => (
        <>
          {contract.status === 'awaiting_signatures' && <ButtonLink to={pathTo('client.contractSign', { contractId })}>{t('contracts.readAndSign')}</ButtonLink>}
          {contract.concludedOn && contract.status !== 'ended' && <ButtonLink to={pathTo('client.notice', { contractId })} variant="default">{t('notices.start')}</ButtonLink>}
        </>
      )} />
  );
}
