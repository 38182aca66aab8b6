import { contractRoutes } from '@hoshu/api-schema';
import { useRoute } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { useT } from '../i18n/translate.js';
import { Page as Frame } from '../parts/Page.js';
import { QueryView } from '../parts/QueryView.js';
import '../parts/parts.css';
import { SignalsSection } from '../signals/SignalsSection.js';
import { DeclarationsSection } from './DeclarationsSection.js';

/** How this contract ends: 第17条・第18条・第19条, and what follows. */
export function EndingPage({ contractId, side }: { readonly contractId: string; readonly side: Side }) {
  const t = useT();
  const paths = contractPaths(side, contractId);
  const query = useRoute(contractRoutes.get, { params: { contractId } });
  return (
    <QueryView whole query={query}>
      {(contract) => (
        <Frame title={t('ending.title')} lead={t('ending.lead')} crumbs={[{ label: t('contracts.title'), to: paths.list }, { label: contract.number, to: paths.contract }]}>
          <DeclarationsSection contractId={contractId} side={side} />
          <SignalsSection contractId={contractId} clientId={contract.clientId} side={side} isOpen={contract.status !== 'ended'} />
        </Frame>
      )}
    </QueryView>
  );
}
