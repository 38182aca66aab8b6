import { contractRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { addressOf } from '../../shared/api.js';
import { ContractDetail } from '../../shared/contracts/ContractDetail.js';
import { contractPaths } from '../../shared/contracts/side.js';
import { useT } from '../../shared/i18n/translate.js';
import { ButtonAnchor, ButtonLink } from '../../shared/parts/Button.js';
import { usePathParameters } from '../../shared/router/links.js';
import { DecisionSection } from '../renewals/DecisionSection.js';
import { ReminderSection } from '../renewals/ReminderSection.js';
import { CareSection } from './CareSection.js';
import { SigningSection } from './SigningSection.js';
import { useCan } from '../../shared/session/session.js';

export function Page() {
  const t = useT();
  const can = useCan();
  const { contractId } = usePathParameters('vendor.contract');
  return (
    <ContractDetail contractId={contractId} side="vendor"
      actions={(contract) => (
        <>
          <ButtonAnchor href={addressOf(contractRoutes.draftPdf, { params: { contractId } })} variant="default">{t('contracts.pdf')}</ButtonAnchor>
          {contract.concludedOn && <ButtonLink to={pathTo('vendor.contractBoard', { contractId })} variant="default">{t('contracts.board')}</ButtonLink>}
          {contract.concludedOn && <ButtonLink to={contractPaths('vendor', contractId).representations} variant="default">{t('contracts.representations')}</ButtonLink>}
          {can('audit.read') && <ButtonLink to={pathTo('vendor.contractAudit', { contractId })} variant="default">{t('contracts.audit')}</ButtonLink>}
          {can('audit.export') && contract.concludedOn && <ButtonLink to={contractPaths('vendor', contractId).bundle} variant="default">{t('contracts.bundle')}</ButtonLink>}
          {contract.concludedOn && contract.status !== 'ended' && <ButtonLink to={pathTo('vendor.notice', { contractId })} variant="default">{t('notices.start')}</ButtonLink>}
          {contract.concludedOn && <ButtonLink to={pathTo('vendor.ending', { contractId })} variant="default">{t('contracts.ending')}</ButtonLink>}
        </>
      )}>
      {(contract) => (
        <>
          <SigningSection contractId={contractId} withdrawn={contract.status === 'withdrawn'} />
          {contract.concludedOn && <DecisionSection contractId={contractId} />}
          {contract.concludedOn && <ReminderSection contractId={contractId} />}
          <CareSection contract={contract} />
        </>
      )}
    </ContractDetail>
  );
}
