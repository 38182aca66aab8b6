import type { AgreementTerms, ResponseOf, agreementRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import type { Side } from '../contracts/side.js';
import type { Translate } from '../i18n/translate.js';
import { longDate } from '../jp/dates.js';
import { yenText } from '../jp/money.js';
import type { Tone } from '../parts/Status.js';

export type Agreement = ResponseOf<typeof agreementRoutes.get>;
export type AgreementEntry = Agreement['entries'][number];
export type AgreementRow = ResponseOf<typeof agreementRoutes.list>['items'][number];
export type AgreementKind = Agreement['kind'];
export type OpenPoint = ResponseOf<typeof agreementRoutes.openPoints>['items'][number];

export const kinds: readonly AgreementKind[] = ['consultation', 'related_system', 'other_work', 'separate_work', 'backup_terms', 'deliverable_rights'];
export const stateTones: Record<Agreement['state'], Tone> = { open: 'info', proposed: 'warn', agreed: 'good', closed: 'muted' };
export const entryTones: Record<AgreementEntry['kind'], Tone> = { position: 'info', meeting: 'info', proposal: 'warn', withdrawal: 'muted', decline: 'bad', acceptance: 'good', closing: 'muted', followUp: 'info', followUpDone: 'good', delivery: 'info', inspection: 'good', objection: 'bad', recall: 'muted', waiver: 'muted' };

/** Where a consultation stands, said from the reader's side: whose answer is awaited. */
export const stateText = ({ state, waitingFor }: Pick<Agreement, 'state' | 'waitingFor'>, side: Side, t: Translate): string =>
  (state === 'proposed' ? t(waitingFor === side ? 'agreements.state.yourAnswer' : 'agreements.state.theirAnswer') : t(`agreements.state.${state}`));

/** Addresses of consultations in the tree of a side. */
export const agreementPaths = (side: Side) => ({
  list: pathTo(side === 'client' ? 'client.agreements' : 'vendor.agreements'),
  open: pathTo(side === 'client' ? 'client.agreementNew' : 'vendor.agreementNew'),
  view: (agreementId: string) => pathTo(side === 'client' ? 'client.agreement' : 'vendor.agreement', { agreementId }),
});

function separateWorkFacts(terms: Extract<AgreementTerms, { kind: 'separate_work' }>, t: Translate): { label: string; value: string }[] {
  const amounts = { fee: yenText(terms.feeYen), percent: terms.taxPercent, tax: yenText(terms.taxYen), total: yenText(terms.totalYen) };
  return [
    { label: t('agreements.separateWork'), value: terms.work }, { label: t('agreements.fee'), value: t(`agreements.fee.${terms.taxMode}`, amounts) },
    { label: t('agreements.deliverOn'), value: longDate(terms.deliverOn) }, { label: t('agreements.payOn'), value: longDate(terms.payOn) },
    { label: t('agreements.inspection'), value: terms.inspectionDays === null ? t('agreements.noInspection') : t('agreements.inspectionIn', { days: terms.inspectionDays }) },
  ];
}

/** The terms of a proposal, label by label. */
export function termFacts(terms: AgreementTerms | null, t: Translate): { label: string; value: string }[] {
  if (terms === null || terms.kind === 'consultation') return [];
  if (terms.kind === 'related_system') return [{ label: t('agreements.systemName'), value: terms.systemName }, ...(terms.url ? [{ label: t('agreements.url'), value: terms.url }] : [])];
  if (terms.kind === 'other_work') return [{ label: t('agreements.work'), value: terms.work }, { label: t('agreements.frequency'), value: terms.frequency }];
  if (terms.kind === 'backup_terms') return [{ label: t('agreements.frequency'), value: terms.frequency }, { label: t('agreements.retention'), value: terms.retention }, { label: t('agreements.method'), value: terms.method }];
  if (terms.kind === 'separate_work') return separateWorkFacts(terms, t);
  return [
    { label: t('agreements.deliverable'), value: terms.deliverable }, { label: t('agreements.rightsHolder'), value: t(`agreements.holder.${terms.rightsHolder}`) },
    { label: t('agreements.includesAdaptation'), value: t(terms.includesAdaptation ? 'agreements.included' : 'agreements.notIncluded') },
  ];
}
