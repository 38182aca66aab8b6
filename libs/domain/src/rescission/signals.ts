import { addDays } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { periodEnd } from '../term/period-end.js';
import { evidenceChecklist } from './ground-checklist.js';
import type { DeclarationGround } from './ground-checklist.js';
import { RESCISSION_GROUNDS } from './immediate-termination.js';
import type { RescissionGround } from './immediate-termination.js';

/** Signals that follow from the vendor's own records. */
export const KNOWN_SIGNALS = ['unpaid', 'paymentReturned', 'mailBounced'] as const;
/** Facts that a person notes with source and file. */
export const NOTED_SIGNALS = ['dishonour', 'suspensionNotice', 'bankruptcyPetition', 'civilRehabilitationPetition', 'corporateReorganizationPetition', 'specialLiquidationPetition', 'registryChange'] as const;
export type NotedSignal = (typeof NOTED_SIGNALS)[number];
export type SignalKind = (typeof KNOWN_SIGNALS)[number] | NotedSignal;

/** So many months an invoice is unpaid before it counts as a signal, unless the vendor chose otherwise. */
export const DEFAULT_UNPAID_MONTHS = 2;

interface SignalMeaning { readonly ja: string; readonly en: string; readonly clause: '第19条2号' | '第19条3号'; readonly ground: RescissionGround | null }
const meaning = (clause: SignalMeaning['clause'], ground: SignalMeaning['ground'], [ja, en]: readonly [string, string]): SignalMeaning => ({ ja, en, clause, ground });

const MEANINGS: Readonly<Record<SignalKind, SignalMeaning>> = {
  unpaid: meaning('第19条2号', 'paymentSuspension', ['長い未払い', 'Unpaid for long']),
  paymentReturned: meaning('第19条2号', 'paymentSuspension', ['入金の取消し', 'Payment taken back']),
  mailBounced: meaning('第19条2号', 'paymentSuspension', ['請求のメールが届かない', 'Invoices bounce']),
  dishonour: meaning('第19条2号', 'paymentSuspension', ['手形・小切手の不渡り', 'Dishonoured bill or cheque']),
  suspensionNotice: meaning('第19条2号', 'paymentSuspension', ['支払停止の案内', 'Announced suspension of payments']),
  bankruptcyPetition: meaning('第19条3号', 'bankruptcyPetition', ['破産手続開始の申立て', 'Bankruptcy petition']),
  civilRehabilitationPetition: meaning('第19条3号', 'civilRehabilitationPetition', ['民事再生手続開始の申立て', 'Civil rehabilitation petition']),
  corporateReorganizationPetition: meaning('第19条3号', 'corporateReorganizationPetition', ['会社更生手続開始の申立て', 'Corporate reorganisation petition']),
  specialLiquidationPetition: meaning('第19条3号', 'specialLiquidationPetition', ['特別清算開始の申立て', 'Special liquidation petition']),
  registryChange: meaning('第19条3号', null, ['解散・清算などの登記', 'Registered dissolution or liquidation']),
};

/** 第19条2号・3号: what a signal is called, which clause it hints at, and the ground it could support. It never is that ground by itself. */
export const signalMeaning = (kind: SignalKind): SignalMeaning => MEANINGS[kind];

/** First day on which an invoice has been unpaid for more than `months` months; the due day is not counted (民法140条). */
export const unpaidSignalOn = ({ dueOn, months }: { readonly dueOn: LocalDate; readonly months: number }): LocalDate => addDays(periodEnd({ start: dueOn, startsAtMidnight: false, unit: 'month', n: months }), 1);

/** The paper of a ground's checklist that a signal can stand for; null where it hints at another clause, or at none. */
export function signalEvidenceItem(kind: SignalKind, declared: DeclarationGround): string | null {
  const { ground } = MEANINGS[kind];
  if (ground === null || declared === 'demandUnmet' || RESCISSION_GROUNDS[ground] !== RESCISSION_GROUNDS[declared]) return null;
  return evidenceChecklist(declared).find(({ needs }) => needs === 'file')?.key ?? null;
}
