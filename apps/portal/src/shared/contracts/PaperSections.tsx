import { pathTo } from '../../paths.js';
import { noticeRoutes, signingRoutes } from '@hoshu/api-schema';
import { useRoute } from '../api/hooks.js';
import { useT } from '../i18n/translate.js';
import { ButtonLink } from '../parts/Button.js';
import { DataTable, type Column } from '../parts/DataTable.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { DateText, InstantText } from '../parts/values.js';
import { AppLink } from '../router/links.js';
import { ContractDocuments } from '../signing/ContractDocuments.js';
import { NoticeStatus } from '../notices/NoticeStatus.js';
import type { NoticeData } from '../notices/types.js';
import type { ContractData } from './status.js';
import { contractPaths, type Side } from './side.js';

/** Both originals and the certificate. */
export function DocumentsSection({ contractId }: { readonly contractId: string }) {
  const t = useT();
  const query = useRoute(signingRoutes.get, { params: { contractId } });
  return <Section title={t('signing.documents.title')} lead={t('signing.documents.lead')}><QueryView query={query} what={t('signing.documents.title')}>{(view) => <ContractDocuments view={view} />}</QueryView></Section>;
}

/** The terms of 第17条 so far; a renewal is a new term of the same contract. */
export function PeriodsSection({ periods }: { readonly periods: ContractData['periods'] }) {
  const t = useT();
  if (periods.length === 0) return null;
  return (
    <Section title={t('contracts.periods')}>
      <ol className="h-bare-list">{periods.map((period) => <li key={period.number}>{t(period.number === 1 ? 'contracts.period.first' : 'contracts.period.renewed', { number: period.number })}：<DateText on={period.startsOn} form="deadline" />〜<DateText on={period.lastOn} form="deadline" /></li>)}</ol>
    </Section>
  );
}

/** Notices of the contract with where each stands, and the way to give one. */
export function NoticesSection({ contractId, side }: { readonly contractId: string; readonly side: Side }) {
  const t = useT();
  const paths = contractPaths(side, contractId);
  const query = useRoute(noticeRoutes.list, { params: { contractId } });
  const columns: Column<NoticeData>[] = [
    { key: 'article', header: t('notices.kind'), cell: (row) => <AppLink to={paths.noticeView(row.id)}>{t(`notices.article.${row.article}`)}</AppLink>, card: 'title' },
    { key: 'giver', header: t('notices.giver'), cell: (row) => <>{t(`notices.party.${row.giverParty}`)} {row.giverName}</>, card: 'full' },
    { key: 'given', header: t('notices.givenAt'), cell: (row) => <InstantText at={row.givenAt} /> },
    { key: 'arrived', header: t('notices.arrivedOn'), cell: (row) => <DateText on={row.arrivedOn} /> },
    { key: 'status', header: t('notices.status'), cell: (row) => <NoticeStatus notice={row} /> },
  ];
  return (
    <Section title={t('notices.list')} lead={t('notices.listLead')}>
      <QueryView query={query} what={t('notices.list')}>
        {({ items }) => <DataTable label={t('notices.list')} columns={columns} rows={items} rowKey={(row) => row.id} empty={<p>{t('notices.none')}</p>} />}
      </QueryView>
      <div className="h-page-actions"><ButtonLink to={pathTo(side === 'client' ? 'client.noticeRegister' : 'vendor.noticeRegister', { contractId })} variant="default">{t('notices.register.title')}</ButtonLink><ButtonLink to={paths.notice} variant="default">{t('notices.start')}</ButtonLink></div>
    </Section>
  );
}

