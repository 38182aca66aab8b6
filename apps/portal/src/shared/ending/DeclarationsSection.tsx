import { rescissionRoutes } from '@hoshu/api-schema';
import { withSearch } from '../../paths.js';
import { useRoute } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { DataTable, type Column } from '../parts/DataTable.js';
import { GatedLink } from '../parts/PermissionGate.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { DateText, Money } from '../parts/values.js';
import { AppLink } from '../router/links.js';
import { useCan } from '../session/session.js';
import { useWhoCan } from '../session/who-can.js';
import { declarationTones, type DeclarationList } from './ending-words.js';
import { WhyOf } from '../parts/WhyOf.js';

type Row = DeclarationList['items'][number];
type Limit = DeclarationList['limitation'][number];

function Limitation({ list }: { readonly list: DeclarationList }) {
  const t = useT();
  if (list.limitation.length === 0) return null;
  const columns: Column<Limit>[] = [
    { key: 'label', header: t('ending.limit.what'), cell: (row) => `${t(`ending.limit.${row.kind}`)} ${row.label}`, card: 'title' }, { key: 'yen', header: t('ending.limit.yen'), cell: (row) => <Money yen={row.amountYen} />, align: 'right' },
    { key: 'from', header: t('ending.limit.from'), cell: (row) => <DateText on={row.fromOn} /> }, { key: 'last', header: t('ending.limit.last'), cell: (row, index) => <span className="h-explained"><strong><DateText on={row.lastOn} /></strong><WhyOf values={list.explained} of={`limitation.${index}.lastOn`} /></span> },
    { key: 'held', header: t('ending.limit.held'), cell: (row, index) => (row.heldUntilOn ? <span className="h-explained"><DateText on={row.heldUntilOn} /><WhyOf values={list.explained} of={`limitation.${index}.heldUntilOn`} /></span> : '—') },
  ];
  return (
    <Section title={t('ending.limit')} aside={<Status tone="warn" label={t('shell.why.review')} />} lead={list.limitationNote[textLanguage()]}>
      <DataTable label={t('ending.limit')} columns={columns} rows={list.limitation} rowKey={(row) => `${row.kind}${row.label}`} />
    </Section>
  );
}

/** Rescissions and demands of a contract (第19条, 民法541条), and until when what is owed can be claimed. */
export function DeclarationsSection({ contractId, side }: { readonly contractId: string; readonly side: Side }) {
  const t = useT();
  const can = useCan();
  const language = textLanguage();
  const who = useWhoCan(side, 'rescission.declare');
  const paths = contractPaths(side, contractId);
  const query = useRoute(rescissionRoutes.list, { params: { contractId }, query: { explain: '1' } }, { enabled: can('rescission.read') });
  if (!can('rescission.read')) return <Section title={t('ending.declarations')}><p className="h-gate">{t('shell.gate.who', { who })}</p></Section>;
  const columns: Column<Row>[] = [
    { key: 'title', header: t('ending.declaration'), cell: (row) => <AppLink to={paths.declaration(row.id)}>{row.title[language]}</AppLink>, card: 'title' },
    { key: 'side', header: t('ending.by'), cell: (row) => t(`ending.side.${row.side}`) }, { key: 'on', header: t('ending.madeOn'), cell: (row) => <DateText on={row.madeOn} /> },
    { key: 'arrived', header: t('ending.arrivedOn'), cell: (row) => (row.arrivedOn ? <DateText on={row.arrivedOn} /> : '—') },
    { key: 'state', header: t('ending.state'), cell: (row) => <Status tone={declarationTones[row.state]} label={t(`ending.state.${row.state}`)} /> },
  ];
  return (
    <QueryView query={query} what={t('ending.declarations')}>
      {(list) => (
        <>
          <Section title={t('ending.declarations')} lead={t('ending.declarationsLead')}>
            <DataTable label={t('ending.declarations')} columns={columns} rows={list.items} rowKey={(row) => row.id} empty={<p className="h-note-small">{t('ending.none')}</p>} />
            {list.status !== 'ended' && (
              <div className="h-page-actions">
                <GatedLink permission="rescission.declare" whoCan={who} to={withSearch(paths.declare, { kind: 'demand' })} variant="default">{t('ending.startDemand')}</GatedLink>
                <GatedLink permission="rescission.declare" whoCan={who} to={withSearch(paths.declare, { kind: 'rescission' })} variant="default">{t('ending.startRescission')}</GatedLink>
              </div>
            )}
          </Section>
          <Limitation list={list} />
        </>
      )}
    </QueryView>
  );
}
