import { pathTo } from '../../paths.js';
import { StatementView } from '../../shared/billing/Statement.js';
import { useT } from '../../shared/i18n/translate.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Filters, FilterSelect } from '../../shared/parts/Filters.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { useAddressQuery } from '../../shared/router/links.js';
import { useSession } from '../../shared/session/session.js';
import { useClientOptions } from './use-clients.js';

/** 取引明細 of one client. */
export function Page() {
  const t = useT();
  const { today } = useSession();
  const clients = useClientOptions();
  const [address, setAddress] = useAddressQuery();
  const clientId = address['clientId'] ?? '';
  const choice = <FilterSelect label={t('billing.client')} value={clientId} allLabel={t('billing.chooseClient')} options={clients} onChange={(value) => setAddress({ clientId: value })} />;
  return (
    <Frame title={t('billing.statement')} lead={t('billing.statementLead')} crumbs={[{ label: t('billing.payments'), to: pathTo('vendor.payments') }]}>
      {clientId ? <StatementView clientId={clientId} today={today}>{choice}</StatementView> : <><Filters label={t('billing.client')}>{choice}</Filters><EmptyState title={t('billing.chooseClient')} text={t('billing.chooseClientText')} /></>}
    </Frame>
  );
}
