import { verificationRoutes, type ResponseOf } from '@hoshu/api-schema';
import { IconDownload } from '@tabler/icons-react';
import { pathTo } from '../../paths.js';
import { addressOf, useRoute } from '../../shared/api.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { ButtonAnchor } from '../../shared/parts/Button.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { DayFilter, usePeriod } from '../../shared/parts/DayFilter.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Figures } from '../../shared/parts/Facts.js';
import { Filters } from '../../shared/parts/Filters.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Status, type Tone } from '../../shared/parts/Status.js';
import { DateText, InstantText } from '../../shared/parts/values.js';
import { AppLink } from '../../shared/router/links.js';
import { useSession } from '../../shared/session/session.js';

type Checked = ResponseOf<typeof verificationRoutes.period>;
type Row = Checked['items'][number];
const tones: Readonly<Record<Row['result'], Tone>> = { ok: 'good', expired: 'warn', tampered: 'bad' };

function Found({ checked }: { readonly checked: Checked }) {
  const t = useT();
  const columns: Column<Row>[] = [
    { key: 'document', header: t('settings.verify.document'), cell: (row) => row.label[textLanguage()], card: 'title' },
    { key: 'result', header: t('settings.verify.result'), cell: (row) => <><Status tone={tones[row.result]} label={t(`settings.verify.result.${row.result}`)} /><br /><small>{row.text[textLanguage()]}</small></>, card: 'full' },
    { key: 'contract', header: t('settings.verify.contract'), cell: (row) => <><AppLink to={pathTo('vendor.contract', { contractId: row.contractId })}>{row.contractNumber}</AppLink><br />{row.clientName}</> },
    { key: 'concluded', header: t('settings.verify.concluded'), cell: (row) => <DateText on={row.concludedOn} /> },
    { key: 'stamp', header: t('settings.verify.stamp'), cell: (row) => (row.timestamp ? <><InstantText at={row.timestamp.at} /><br /><small>{t(row.timestamp.own ? 'settings.verify.stamp.own' : 'settings.verify.stamp.other', { name: row.timestamp.authority })}（{row.level}）</small></> : row.level ?? '—') },
    { key: 'valid', header: t('settings.verify.valid'), cell: (row) => (row.validUntilOn ? <DateText on={row.validUntilOn} /> : '—') },
  ];
  return (
    <>
      <Figures items={(['ok', 'expired', 'tampered'] as const).map((result) => ({ label: t(`settings.verify.result.${result}`), value: t('settings.verify.count', { count: checked.counts[result] }) }))} />
      <DataTable label={t('settings.verification')} columns={columns} rows={checked.items} rowKey={(row) => `${row.contractId}-${row.kind}-${row.sha256}`} empty={<EmptyState title={t('settings.verify.none')} />} />
    </>
  );
}

/** F134 一括検証: every signed document of the contracts and 変更覚書 concluded in a period. */
export function Page() {
  const t = useT();
  const { today } = useSession();
  const { from, to, setPeriod } = usePeriod(today);
  const query = { from, to };
  const checked = useRoute(verificationRoutes.period, { query }, { keepPrevious: true });
  return (
    <Frame title={t('settings.verification')} lead={t('settings.verify.lead')} crumbs={[{ label: t('nav.settings'), to: pathTo('vendor.settings') }]}>
      <Filters label={t('settings.verify.period')}>
        <DayFilter label={t('settings.verify.from')} value={from} today={today} onChange={(on) => setPeriod({ from: on })} />
        <DayFilter label={t('settings.verify.to')} value={to} today={today} onChange={(on) => setPeriod({ to: on })} />
        <ButtonAnchor variant="default" icon={<IconDownload size={18} aria-hidden />} href={addressOf(verificationRoutes.periodFile, { query })} download>{t('settings.verify.csv')}</ButtonAnchor>
      </Filters>
      <QueryView query={checked} what={t('settings.verification')}>{(data) => <Found checked={data} />}</QueryView>
      <p className="h-note-small">{t('settings.verify.note')} <AppLink to={pathTo('public.check')} small>{t('settings.verify.public')}</AppLink></p>
    </Frame>
  );
}
