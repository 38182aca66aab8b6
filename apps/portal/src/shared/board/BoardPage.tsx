import { boardRoutes, type ResponseOf } from '@hoshu/api-schema';
import { Fragment } from 'react';
import { pathTo, withSearch } from '../../paths.js';
import { agreementPaths } from '../agreements/agreement-words.js';
import { useRoute } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { ButtonLink } from '../parts/Button.js';
import { DataTable, type Column } from '../parts/DataTable.js';
import { Page as Frame } from '../parts/Page.js';
import { readable } from '../parts/readable.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status, type Tone } from '../parts/Status.js';
import { AppLink } from '../router/links.js';
import { useCan } from '../session/session.js';

type Light = ResponseOf<typeof boardRoutes.get>['items'][number];
type Action = NonNullable<Light['action']>;

const tones: Record<Light['state'], Tone> = { good: 'good', attention: 'warn', bad: 'bad', none: 'muted' };
const states = ['bad', 'attention', 'good', 'none'] as const;

function pathOf(action: Action, side: Side, contractId: string): string {
  const contract = contractPaths(side, contractId);
  const agreements = agreementPaths(side);
  const id = action.id ?? '';
  const paths: Record<Action['target'], string> = {
    contract: contract.contract, representations: contract.representations, checks: pathTo('vendor.checks'), cap: contract.liability, noticeView: contract.noticeView(id), declaration: contract.declaration(id),
    agreement: agreements.view(id), agreementNew: withSearch(agreements.open, { contractId }),
    ending: contract.ending, incident: pathTo(side === 'client' ? 'client.incident' : 'vendor.incident', { incidentId: id }),
    invoices: pathTo(side === 'client' ? 'client.invoices' : 'vendor.invoices'), sites: pathTo(side === 'client' ? 'client.sites' : 'vendor.sites'), reports: pathTo(side === 'client' ? 'client.reports' : 'vendor.reports'),
  };
  return paths[action.target];
}

/** The 22 articles of one contract: state, reason, next step, and the way to the records of each (F002, F003). */
export function BoardPage({ contractId, side }: { readonly contractId: string; readonly side: Side }) {
  const t = useT();
  const language = textLanguage();
  const can = useCan();
  const query = useRoute(boardRoutes.get, { params: { contractId } });
  const audit = pathTo(side === 'client' ? 'client.contractAudit' : 'vendor.contractAudit', { contractId });
  const columns: Column<Light>[] = [
    { key: 'article', header: t('board.article'), cell: (row) => <strong className="h-nowrap">{t('board.articleOf', { number: row.article })}　{row.title}</strong>, card: 'title' },
    { key: 'state', header: t('board.state'), cell: (row) => <Status tone={tones[row.state]} label={t(`board.state.${row.state}`)} />, card: 'full' },
    { key: 'reason', header: t('board.reason'), cell: (row) => readable(row.reason[language]), card: 'full' },
    { key: 'action', header: t('board.action'), cell: (row) => (row.action ? <AppLink to={pathOf(row.action, side, contractId)}>{row.action.label[language]}</AppLink> : null), card: 'full' },
    ...(can('audit.read') ? [{ key: 'records', header: t('board.records'), cell: (row: Light) => <AppLink to={withSearch(audit, { article: `第${row.article}条` })} small><span className="h-nowrap">{t('board.recordsOf', { number: row.article })}</span></AppLink>, card: 'full' as const }] : []),
  ];
  return (
    <QueryView whole query={query}>
      {({ contractNumber, items }) => (
        <Frame title={t('board.title')} lead={t('board.lead')} actions={can('audit.export') && <ButtonLink to={contractPaths(side, contractId).bundle} variant="default">{t('contracts.bundle')}</ButtonLink>} crumbs={[{ label: t('contracts.title'), to: contractPaths(side, contractId).list }, { label: contractNumber, to: contractPaths(side, contractId).contract }]}>
          <Section title={t('board.counts')}>
            <p>{states.map((state) => <Fragment key={state}><Status tone={tones[state]} label={t('board.count', { state: t(`board.state.${state}`), count: items.filter((item) => item.state === state).length })} /> </Fragment>)}</p>
          </Section>
          <DataTable label={t('board.title')} columns={columns} rows={items} rowKey={(row) => String(row.article)} empty={null} />
        </Frame>
      )}
    </QueryView>
  );
}
