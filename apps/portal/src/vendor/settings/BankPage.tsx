import { companyRoutes, type ResponseOf } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { DataTable } from '../../shared/parts/DataTable.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Facts } from '../../shared/parts/Facts.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { DateText } from '../../shared/parts/values.js';
import { BankForm } from './BankForm.js';
import './settings.css';

type Account = ResponseOf<typeof companyRoutes.bankAccounts>['items'][number];

function Current({ account }: { readonly account: Account }) {
  const t = useT();
  return (
    <Facts items={[
      { label: t('settings.bankName'), value: `${account.bankName}（${account.bankCode}）` }, { label: t('settings.branchName'), value: `${account.branchName}（${account.branchCode}）` },
      { label: t('settings.accountType'), value: t(`settings.accountType.${account.accountType}`) }, { label: t('settings.accountNumber'), value: <span className="h-num">{account.accountNumber}</span> },
      { label: t('settings.holder'), value: account.holderKana }, { label: t('settings.since'), value: <DateText on={account.effectiveOn} /> },
    ]} />
  );
}

function History({ accounts }: { readonly accounts: readonly Account[] }) {
  const t = useT();
  return (
    <Section title={t('settings.bankHistory')} lead={t('settings.bankHistoryText')}>
      <DataTable label={t('settings.bankHistory')} rows={accounts} rowKey={(row) => row.id} columns={[
        { key: 'bank', header: t('settings.bankName'), cell: (row) => `${row.bankName} ${row.branchName}`, card: 'title' },
        { key: 'number', header: t('settings.accountNumber'), cell: (row) => `${t(`settings.accountType.${row.accountType}`)} ${row.accountNumber}` },
        { key: 'holder', header: t('settings.holder'), cell: (row) => row.holderKana },
        { key: 'since', header: t('settings.since'), cell: (row) => <DateText on={row.effectiveOn} /> },
      ]} />
    </Section>
  );
}

/** Where clients pay to (第11条2項), and where they did before. */
export function Page() {
  const t = useT();
  const query = useRoute(companyRoutes.bankAccounts, {});
  return (
    <Frame title={t('settings.bank')} crumbs={[{ label: t('nav.settings'), to: pathTo('vendor.settings') }]} lead={t('settings.bankLead')}>
      <QueryView query={query} what={t('settings.bank')}>
        {({ items: [current, ...former] }) => (
          <>
            <Section title={t('settings.bankCurrent')}>{current ? <Current account={current} /> : <EmptyState title={t('settings.bankNone')} text={t('settings.missing.bank')} />}</Section>
            <Section title={t(current ? 'settings.bankChange' : 'settings.bankFirst')} lead={t(current ? 'settings.bankChangeText' : 'settings.bankFirstText')}>
              <PermissionGate permission="company.write" whoCan={t('settings.role.owner')}><BankForm key={current?.id} first={!current} /></PermissionGate>
            </Section>
            {former.length > 0 && <History accounts={former} />}
          </>
        )}
      </QueryView>
    </Frame>
  );
}
