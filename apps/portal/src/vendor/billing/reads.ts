import { billingRoutes, liabilityRoutes } from '@hoshu/api-schema';

/** Every read that moving money changes. */
export const moneyReads = [billingRoutes.invoices, billingRoutes.invoice, billingRoutes.overview, billingRoutes.payments, billingRoutes.statement, liabilityRoutes.cap] as const;
