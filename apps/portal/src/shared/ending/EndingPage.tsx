import { contractRoutes } from '@hoshu/api-schema';
import { useRoute } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { useT } from '../i18n/translate.js';
import { Page as Frame } from '../parts/Page.js';
import { QueryView } from '../parts/QueryView.js';
import '../parts/parts.css';
import { useCan } from '../session/session.js';
import { SignalsSection } from '../signals/SignalsSection.js';
import { DeclarationsSection } from './DeclarationsSection.js';
import { EndChoices } from './EndChoices.js';
import { HandoverSection } from './HandoverSection.js';
import { SettlementSection } from './SettlementSection.js';

/** How this contract ends, from the choice to the last yen: 第17条・第18条・第19条 with what each would mean today, the settlement, and what follows. */
export function EndingPage({ contractId, side }: { readonly contractId: string; readonly side: Side }) {
  const t = useT();
  const can = useCan();
  const paths = contractPaths(side, contractId);
  const query = useRoute(contractRoutes.get, { params: { contractId } });
  return (
    <QueryView whole query={query}>
      {(contract) => (
        <Frame title={t('ending.title')} lead={t('ending.lead')} crumbs={[{ label: t('contracts.title'), to: paths.list }, { label: contract.number, to: paths.contract }]}>
          {can('settlement.read') && contract.concludedOn && <SettlementSection contractId={contractId} side={side} />}
          {can('handover.read') && contract.concludedOn && <HandoverSection contractId={contractId} side={side} />}
          {can('settlement.read') && contract.concludedOn && contract.status !== 'ended' && <EndChoices contractId={contractId} side={side} />}
          <DeclarationsSection contractId={contractId} side={side} />
          <SignalsSection contractId={contractId} clientId={contract.clientId} side={side} isOpen={contract.status !== 'ended'} />
        </Frame>
      )}
    </QueryView>
  );
}
