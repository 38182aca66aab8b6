import '../../shared/billing/billing.css';
import type { ResponseOf, billingRoutes } from '@hoshu/api-schema';
import type { ReactNode } from 'react';
import { pathTo, withSearch } from '../../paths.js';
import { AgeingBar } from '../../shared/charts/AgeingBar.js';
import { useT } from '../../shared/i18n/translate.js';
import { Figures } from '../../shared/parts/Facts.js';
import { Section } from '../../shared/parts/Section.js';
import { Money } from '../../shared/parts/values.js';
import { AppLink } from '../../shared/router/links.js';
import { WhyOf } from '../../shared/parts/WhyOf.js';

export type BillingOverview = ResponseOf<typeof billingRoutes.overview>;

/** The tenant's money at a glance: what is owed, what is late, what waits. */
export function Overview({ overview }: { readonly overview: BillingOverview }) {
  const t = useT();
  const list = (age: string) => withSearch(pathTo('vendor.invoices'), { age });
  const waiting = withSearch(pathTo('vendor.payments'), { waiting: '1' });
  const { ageing, explained } = overview;
  const told = (value: ReactNode, key: string) => <span className="h-explained">{value}<WhyOf values={explained} of={key} /></span>;
  return (
    <>
      <Figures items={[
        { label: t('billing.receivable'), value: told(<Money yen={overview.receivableYen} />, 'receivableYen'), note: t('billing.receivableNote') },
        { label: t('billing.overdue'), value: told(<span className={overview.overdueYen > 0 ? 'h-bad' : undefined}><Money yen={overview.overdueYen} /></span>, 'overdueYen'), note: t('billing.overdueNote') },
        { label: t('billing.creditHeld'), value: told(<Money yen={overview.creditYen} />, 'creditYen'), note: overview.creditYen > 0 ? <AppLink to={waiting} small>{t('billing.seeWaiting')}</AppLink> : t('billing.creditNote') },
        { label: t('billing.suspense'), value: told(<Money yen={overview.suspenseYen} />, 'suspenseYen'), note: overview.suspenseYen > 0 ? <AppLink to={waiting} small>{t('billing.seeWaiting')}</AppLink> : t('billing.suspenseNote') },
      ]} />
      <Section title={t('billing.ageing')}>
        <AgeingBar parts={[
          { key: 'notDue', amountYen: ageing.notDueYen, to: list('notDue') }, { key: 'to30', amountYen: ageing.to30Yen, to: list('to30') },
          { key: 'to60', amountYen: ageing.to60Yen, to: list('to60') }, { key: 'over60', amountYen: ageing.over60Yen, to: list('over60') },
        ]} />
        <p className="h-explained">{(['notDue', 'to30', 'to60', 'over60'] as const).map((age) => ageing[`${age}Yen`] > 0 && <WhyOf key={age} values={explained} of={`ageing.${age}Yen`} />)}</p>
      </Section>
    </>
  );
}
