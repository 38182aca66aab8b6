import { agreementRoutes } from '@hoshu/api-schema';
import { useRoute } from '../api.js';
import type { Side } from '../contracts/side.js';
import { useT } from '../i18n/translate.js';
import { withSearch } from '../../paths.js';
import { DataTable, type Column } from '../parts/DataTable.js';
import { EmptyState } from '../parts/EmptyState.js';
import { Filters, FilterSelect } from '../parts/Filters.js';
import { Page as Frame } from '../parts/Page.js';
import { Pager, useCursor } from '../parts/Pager.js';
import { GatedLink } from '../parts/PermissionGate.js';
import { QueryView } from '../parts/QueryView.js';
import { Status } from '../parts/Status.js';
import { DateText, InstantText } from '../parts/values.js';
import { AppLink, useAddressQuery } from '../router/links.js';
import { useWhoCan } from '../session/who-can.js';
import { agreementPaths, stateText, stateTones, type AgreementRow } from './agreement-words.js';

const states = ['open', 'proposed', 'agreed', 'closed'] as const;
const stateOf = (value: string | undefined) => states.find((state) => state === value);

/** Consultations and agreements of one side, newest first; of one contract when the address names it. */
export function AgreementListPage({ side }: { readonly side: Side }) {
  const t = useT();
  const whoCan = useWhoCan(side, 'agreement.write');
  const paths = agreementPaths(side);
  const [{ contractId, state: chosen }, change] = useAddressQuery();
  const state = stateOf(chosen);
  const cursor = useCursor();
  const query = useRoute(agreementRoutes.list, { query: { ...(contractId ? { contractId } : {}), ...(state ? { state } : {}), ...cursor.query } }, { keepPrevious: true });
  const columns: Column<AgreementRow>[] = [
    { key: 'subject', header: t('agreements.subject'), cell: (row) => <><AppLink to={paths.view(row.id)}>{row.subject}</AppLink><br /><small className="h-label">{row.number}・{t(`agreements.kind.${row.kind}`)}（{row.article}）</small></>, card: 'title' },
    ...(side === 'vendor' ? [{ key: 'client', header: t('agreements.client'), cell: (row: AgreementRow) => row.clientName, card: 'full' as const }] : []),
    { key: 'state', header: t('agreements.state'), cell: (row) => <Status tone={stateTones[row.state]} label={stateText(row, side, t)} />, card: 'full' },
    { key: 'answerBy', header: t('agreements.answerBy'), cell: (row) => <DateText on={row.answerBy} /> },
    { key: 'opened', header: t('agreements.openedAt'), cell: (row) => <InstantText at={row.openedAt} /> },
  ];
  const create = withSearch(paths.open, contractId ? { contractId } : {});
  return (
    <Frame title={t('agreements.title')} lead={t('agreements.lead')} actions={<GatedLink permission="agreement.write" whoCan={whoCan} to={create}>{t('agreements.new')}</GatedLink>}>
      <Filters label={t('agreements.filters')}>
        <FilterSelect label={t('agreements.state')} value={state ?? ''} options={states.map((value) => ({ value, label: t(`agreements.state.${value}`) }))} onChange={(next) => { cursor.restart(); change({ state: next }); }} />
      </Filters>
      <QueryView query={query} what={t('agreements.title')}>
        {({ items, nextCursor, total }) => (
          <>
            <DataTable label={t('agreements.title')} columns={columns} rows={items} rowKey={(row) => row.id} empty={state ? <EmptyState title={t('agreements.noHit')} /> : <EmptyState title={t('agreements.none')} text={t('agreements.noneText')} />} />
            <Pager cursor={cursor} nextCursor={nextCursor} total={total} shown={items.length} />
          </>
        )}
      </QueryView>
    </Frame>
  );
}
