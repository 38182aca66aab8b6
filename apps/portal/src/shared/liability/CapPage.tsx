import { contractRoutes, liabilityRoutes, type ResponseOf } from '@hoshu/api-schema';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { addressOf, useRoute } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { longDate } from '../jp/dates.js';
import { ButtonAnchor } from '../parts/Button.js';
import { Facts } from '../parts/Facts.js';
import { FilterDate, Filters, FilterSelect } from '../parts/Filters.js';
import { Page as Frame } from '../parts/Page.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Money } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import { useAddressQuery } from '../router/links.js';
import { useSession } from '../session/session.js';
import { CapFigure } from './CapFigure.js';
import { ClaimsSection } from './ClaimsSection.js';
import { CountedTable, ExcludedTable } from './CapTables.js';

type Cap = ResponseOf<typeof liabilityRoutes.cap>;

/** What the figure rests on: the day, the window, the fee it sums, the floor, and that the basis is a setting. */
function Ground({ cap, side }: { readonly cap: Cap; readonly side: Side }) {
  const t = useT();
  const basis = `${t(`liability.basis.${cap.basis.value}`)}${cap.basis.setOn ? t('liability.basisSince', { date: longDate(cap.basis.setOn) }) : t('liability.basisDefault')}`;
  return (
    <Section title={t('liability.ground')}>
      <Facts items={[
        { label: t('liability.window'), value: t('liability.windowText', { months: cap.windowMonths, from: longDate(cap.windowStartOn), to: longDate(cap.windowEndOn) }) },
        { label: t('liability.formula'), value: cap.formula[textLanguage()] },
        { label: t('liability.basis'), value: <>{basis}<br /><small>{t(side === 'client' ? 'liability.basisNoteClient' : 'liability.basisNoteVendor')}</small></> },
        { label: t('liability.floor'), value: cap.floor ? <>{t('liability.floorText', { months: cap.floor.months })}（<Money yen={cap.floor.amountYen} />）</> : t('liability.floorNone') },
        { label: t('liability.hash'), value: <code className="h-hash">{cap.rowsSha256}</code> },
      ]} />
      <ul className="h-note-small">
        <li>{t('liability.note.willful')}</li>
        <li>{t('liability.note.client')}</li>
        <li>{t('liability.note.later')}</li>
      </ul>
    </Section>
  );
}

interface CapPageProps { readonly contractId: string; readonly side: Side; /** What only one side has below the tables. */ readonly children?: ReactNode }

/** 第16条2項 on any day, for either side: the figure, every payment in it, and what is left out and why. */
export function CapPage({ contractId, side, children }: CapPageProps) {
  const t = useT();
  const { today } = useSession();
  const [address, setAddress] = useAddressQuery();
  const paths = contractPaths(side, contractId);
  const contract = useRoute(contractRoutes.get, { params: { contractId } });
  const asOf = address['asOf'] ?? today;
  const query = { asOf, ...(address['willful'] === '1' ? { willful: '1' as const } : {}) };
  const cap = useRoute(liabilityRoutes.cap, { params: { contractId }, query: { ...query, explain: '1' } }, { keepPrevious: true });
  return (
    <Frame title={t(side === 'client' ? 'liability.titleClient' : 'liability.title')} lead={t(side === 'client' ? 'liability.leadClient' : 'liability.leadVendor')}
      crumbs={[{ label: t('contracts.title'), to: paths.list }, { label: contract.data?.number ?? '…', to: paths.contract }]}>
      <Filters label={t('liability.question')} onClear={address['asOf'] || address['willful'] ? () => setAddress({ asOf: undefined, willful: undefined }) : undefined}>
        <FilterDate label={t('liability.asOf')} value={asOf} min={contract.data?.concludedOn ?? undefined} onChange={(on) => setAddress({ asOf: on && on !== today ? on : undefined })} />
        <FilterSelect label={t('liability.cause')} value={address['willful'] ?? ''} allLabel={t('liability.cause.ordinary')} options={[{ value: '1', label: t('liability.cause.willful') }]} onChange={(willful) => setAddress({ willful: willful || undefined })} />
        <ButtonAnchor variant="default" icon={<IconDownload size={18} aria-hidden />} href={addressOf(liabilityRoutes.statement, { params: { contractId }, query })}>{t('liability.statement')}</ButtonAnchor>
      </Filters>
      <QueryView query={cap} what={t('liability.title')}>
        {(view) => (
          <>
            <Section title={t('liability.figure', { date: longDate(view.asOf) })} aside={view.explanation && <WhyPopover explanation={view.explanation} subject={t('liability.title')} />}><CapFigure cap={view} /></Section>
            <CountedTable cap={view} />
            <ExcludedTable cap={view} />
            <Ground cap={view} side={side} />
          </>
        )}
      </QueryView>
      <ClaimsSection contractId={contractId} side={side} />
      {children}
    </Frame>
  );
}
