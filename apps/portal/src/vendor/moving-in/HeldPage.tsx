import { movingInRoutes, type ResponseOf } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { addressOf, useRoute } from '../../shared/api.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { ButtonAnchor } from '../../shared/parts/Button.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { Figures } from '../../shared/parts/Facts.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { DateText, Money } from '../../shared/parts/values.js';
import { AppLink } from '../../shared/router/links.js';
import { useWhoCan } from '../../shared/session/who-can.js';

/** `key`: two acts of one day may have the same subject. */
type Item = ResponseOf<typeof movingInRoutes.held>['items'][number] & { readonly key: number };

function Held() {
  const t = useT();
  const language = textLanguage();
  const query = useRoute(movingInRoutes.held, {});
  const columns: Column<Item>[] = [
    { key: 'on', header: t('moving.on'), cell: (row) => <DateText on={row.on} /> },
    { key: 'contract', header: t('moving.contract'), cell: (row) => <AppLink to={pathTo('vendor.contract', { contractId: row.contractId })}>{row.contractNumber} {row.companyName}</AppLink>, card: 'title' },
    { key: 'what', header: t('moving.heldWhatWhy'), cell: (row) => <>{row[language]}{row.amountYen !== null && <>　<Money yen={row.amountYen} tax="included" /></>}<br /><small className="h-note-small">{row.why[language]}</small></>, card: 'full' },
    { key: 'to', header: t('moving.heldTo'), cell: (row) => <span className="h-nowrap">{t(row.kind.endsWith('vendor') ? 'moving.heldTo.vendor' : 'moving.heldTo.client')}</span> },
    { key: 'live', header: t('moving.goesLiveOn'), cell: (row) => <DateText on={row.goesLiveOn} /> },
    { key: 'then', header: t('moving.heldThen'), cell: (row) => <span className="h-nowrap">{t(`moving.heldThen.${row.then}`)}</span> },
  ];
  return (
    <QueryView query={query} what={t('moving.held')}>
      {(held) => (
        <>
          <Figures items={[{ label: t('moving.heldInvoices'), value: t('moving.rows', { count: held.invoices }), note: <Money yen={held.invoicesYen} tax="included" /> }, { label: t('moving.heldMails'), value: t('moving.rows', { count: held.mails }) }]} />
          <DataTable label={t('moving.held')} columns={columns} rows={held.items.map((item, key) => ({ ...item, key }))} rowKey={(row) => String(row.key)} empty={<p className="h-note-small">{t('moving.heldNone')}</p>} />
        </>
      )}
    </QueryView>
  );
}

/** D11: what would have gone out before the contracts are live, and what becomes of it. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'moving.write');
  return (
    <Frame title={t('moving.held')} lead={t('moving.heldLead')} crumbs={[{ label: t('moving.title'), to: pathTo('vendor.movingIn') }]} actions={<ButtonAnchor variant="default" href={addressOf(movingInRoutes.heldFile, {})} download>{t('moving.heldCsv')}</ButtonAnchor>}>
      <PermissionGate permission="moving.write" whoCan={whoCan}><Held /></PermissionGate>
    </Frame>
  );
}
