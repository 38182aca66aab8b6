import { pathTo } from '../../paths.js';
import { StatementView } from '../../shared/billing/Statement.js';
import { useT } from '../../shared/i18n/translate.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { useSession } from '../../shared/session/session.js';

/** 取引明細 of the own organisation. */
export function Page() {
  const t = useT();
  const { membership, today } = useSession();
  return (
    <Frame title={t('billing.statement')} lead={t('billing.statementLead')} crumbs={[{ label: t('nav.invoices'), to: pathTo('client.invoices') }]}>
      {membership?.clientId && <StatementView clientId={membership.clientId} today={today} />}
    </Frame>
  );
}
