import { pathTo } from '../../paths.js';
import { ContractDetail } from '../../shared/contracts/ContractDetail.js';
import { contractPaths } from '../../shared/contracts/side.js';
import { useT } from '../../shared/i18n/translate.js';
import { ButtonLink } from '../../shared/parts/Button.js';
import { usePathParameters } from '../../shared/router/links.js';
import { useCan } from '../../shared/session/session.js';

/** 甲's view of its contract; while it waits for signatures the one thing to do is to read and sign. */
export function Page() {
  const t = useT();
  const can = useCan();
  const { contractId } = usePathParameters('client.contract');
  return (
    <ContractDetail contractId={contractId} side="client"
      actions={(contract) => (
        <>
          {contract.status === 'awaiting_signatures' && <ButtonLink to={pathTo('client.contractSign', { contractId })}>{t('contracts.readAndSign')}</ButtonLink>}
          {contract.concludedOn && <ButtonLink to={pathTo('client.contractBoard', { contractId })} variant="default">{t('contracts.board')}</ButtonLink>}
          {contract.concludedOn && <ButtonLink to={contractPaths('client', contractId).representations} variant="default">{t('contracts.representations')}</ButtonLink>}
          {can('audit.read') && <ButtonLink to={pathTo('client.contractAudit', { contractId })} variant="default">{t('contracts.audit')}</ButtonLink>}
          {can('audit.export') && contract.concludedOn && <ButtonLink to={contractPaths('client', contractId).bundle} variant="default">{t('contracts.bundle')}</ButtonLink>}
          {contract.concludedOn && contract.status !== 'ended' && <ButtonLink to={pathTo('client.notice', { contractId })} variant="default">{t('notices.start')}</ButtonLink>}
          {contract.concludedOn && <ButtonLink to={pathTo('client.ending', { contractId })} variant="default">{t('contracts.ending')}</ButtonLink>}
        </>
      )} />
  );
}
