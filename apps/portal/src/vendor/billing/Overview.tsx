import '../../shared/billing/billing.css';
import type { ResponseOf, billingRoutes } from '@hoshu/api-schema';
import { pathTo, withSearch } from '../../paths.js';
import { AgeingBar } from '../../shared/charts/AgeingBar.js';
import { useT } from '../../shared/i18n/translate.js';
import { Figures } from '../../shared/parts/Facts.js';
import { Section } from '../../shared/parts/Section.js';
import { Money } from '../../shared/parts/values.js';
import { AppLink } from '../../shared/router/links.js';

export type BillingOverview = ResponseOf<typeof billingRoutes.overview>;

/** The tenant's money at a glance: what is owed, what is late, what waits. */
export function Overview({ overview }: { readonly overview: BillingOverview }) {
  const t = useT();
  const list = (age: string) => withSearch(pathTo('vendor.invoices'), { age });
  const waiting = withSearch(pathTo('vendor.payments'), { waiting: '1' });
  const { ageing } = overview;
  return (
    <>
      <Figures items={[
        { label: t('billing.receivable'), value: <Money yen={overview.receivableYen} />, note: t('billing.receivableNote') },
        { label: t('billing.overdue'), value: <span className={overview.overdueYen > 0 ? 'h-bad' : undefined}><Money yen={overview.overdueYen} /></span>, note: t('billing.overdueNote') },
        { label: t('billing.creditHeld'), value: <Money yen={overview.creditYen} />, note: overview.creditYen > 0 ? <AppLink to={waiting} small>{t('billing.seeWaiting')}</AppLink> : t('billing.creditNote') },
        { label: t('billing.suspense'), value: <Money yen={overview.suspenseYen} />, note: overview.suspenseYen > 0 ? <AppLink to={waiting} small>{t('billing.seeWaiting')}</AppLink> : t('billing.suspenseNote') },
      ]} />
      <Section title={t('billing.ageing')}>
        <AgeingBar parts={[
          { key: 'notDue', amountYen: ageing.notDueYen, to: list('notDue') }, { key: 'to30', amountYen: ageing.to30Yen, to: list('to30') },
          { key: 'to60', amountYen: ageing.to60Yen, to: list('to60') }, { key: 'over60', amountYen: ageing.over60Yen, to: list('over60') },
        ]} />
      </Section>
    </>
  );
}
