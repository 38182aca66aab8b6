import { Injectable } from '@nestjs/common';
import { dateJa, isRecallable, localDate, separateWorkTax, workCourse, yenEn, yenJa, type WorkCourse, type WorkEntry } from '@hoshu/domain';
import type { AgreementTerms } from '@hoshu/api-schema';
import { japaneseDay } from '../../platform/clock.js';
import type { Tx } from '../../platform/db/tx.js';
import { stated } from '../../platform/explain/index.js';
import { WorkCharges, type WorkCharge } from '../billing/index.js';
import { ContractReader } from '../contracts/index.js';
import { vendorContact } from '../tenants/index.js';
import { asEntry, courseOf, type AgreementDetail } from './agreement-view.js';
import type { AgreementRow, EntryRow } from './agreement.repository.js';

type Work = NonNullable<AgreementDetail['work']>;
type Charge = NonNullable<Work['charge']>;
type Words = { readonly ja: string; readonly en: string };
export type SeparateWorkTerms = Extract<AgreementTerms, { kind: 'separate_work' }>;

const dayOrNull = (on: string | null) => (on === null ? null : localDate(on));
/** Entries as the course of a work reads them: `held_on` the day of delivery or inspection, `due_on` the last day to object. */
export const workEntries = (entries: readonly EntryRow[]): WorkEntry[] => entries.map((row) => ({ ...asEntry(row), onDay: dayOrNull(row.held_on), untilOn: dayOrNull(row.due_on) }));

/** What both agreed to, and on which day; null unless it is an agreed 別途契約. */
export function agreedWork(row: AgreementRow, entries: readonly EntryRow[]): { readonly terms: SeparateWorkTerms; readonly agreedOn: string } | null {
  const acceptance = entries.find(({ kind }) => kind === 'acceptance');
  const terms = entries.find(({ id }) => id === courseOf(entries).proposalId)?.terms;
  return row.kind === 'separate_work' && acceptance && terms?.kind === 'separate_work' ? { terms, agreedOn: acceptance.held_on ?? japaneseDay(acceptance.at) } : null;
}

/** How the work of a 別途契約 stands and what is billed for it, for both sides (第4条2項・第11条). */
@Injectable()
export class WorkViews {
  constructor(private readonly contracts: ContractReader, private readonly charges: WorkCharges) {}

  async of(tx: Tx, row: AgreementRow, entries: readonly EntryRow[]): Promise<Work | null> {
    const agreed = agreedWork(row, entries);
    if (!agreed) return null;
    const course = workCourse(workEntries(entries), localDate(tx.today));
    const charge = await this.charge(tx, row);
    const may = (permission: Parameters<typeof tx.actor.permissions.has>[0], side: 'client' | 'vendor') => tx.actor.kind === side && tx.actor.permissions.has(permission);
    const sentence = charge ? chargeSentence(charge) : courseSentence(course, agreed.terms);
    const isFree = charge?.state === 'waiting' || charge?.state === 'freed';
    return {
      state: course.state, deliveryId: course.deliveryId, deliveredOn: course.deliveredOn, inspectUntilOn: course.untilOn, acceptedOn: course.acceptedOn, basis: course.basis, charge, sentence,
      explanation: stated({ result: { ...course, ...charge }, steps: [...courseSteps(course, agreed.terms), ...(charge ? chargeSteps(charge, agreed.terms) : [])], article: '第4条2項・第11条', law: '民法633条', needsReview: course.basis === 'period' }),
      mayDeliver: (course.state === 'agreed' || course.state === 'objected') && may('agreement.settle', 'vendor'), mayInspect: course.state === 'inspecting' && may('agreement.settle', 'client'),
      mayIssue: isFree && may('invoice.issue', 'vendor'), mayRecall: isRecallable(course) && (charge === null || isFree) && may('agreement.settle', 'vendor'), mayWaive: isFree && may('invoice.void', 'vendor'),
    };
  }

  private async charge(tx: Tx, row: AgreementRow): Promise<Charge | null> {
    const work = await this.charges.ofAgreement(tx, row.id);
    if (!work) return null;
    const state = stateOf(work);
    const { taxMode: _, ...tax } = separateWorkTax({ feeYen: work.feeYen, taxMode: work.taxMode, deliverOn: localDate(work.deliveredOn) });
    const next = state === 'waiting' ? await this.charges.nextInvoice(tx, await this.contracts.facts(tx, row.contract_id), { work, settings: { taxRounding: (await vendorContact(tx)).taxRounding } }) : null;
    return { feeYen: work.feeYen, ...tax, payOn: work.payOn, state, next: next && { issueOn: next.issueOn < tx.today ? tx.today : next.issueOn, dueOn: next.dueOn }, invoice: work.invoice };
  }
}

const stateOf = ({ isHeld, wasHeld, invoice }: WorkCharge): Charge['state'] => (invoice ? 'invoiced' : isHeld ? 'preparing' : wasHeld ? 'freed' : 'waiting');

function courseSentence({ state, untilOn }: WorkCourse, { totalYen }: SeparateWorkTerms): Words {
  if (state === 'agreed') return { ja: '引渡しの前です。報酬はまだ請求されません。', en: 'Not delivered yet; nothing is billed.' };
  if (state === 'objected') return { ja: '異議があるため、報酬は請求されません。保守会社（乙）がもう一度引き渡すのを待っています。', en: 'There is an objection, so nothing is billed. The vendor has to deliver again.' };
  if (state === 'inspecting' && untilOn) return { ja: `お客様（甲）の検収を待っています。${dateJa(untilOn)} までに異議がなければ、報酬が請求されます。`, en: `The client has to inspect. Without an objection by ${untilOn} the fee is billed.` };
  if (state === 'waived') return { ja: `報酬 ${yenJa(totalYen)} は請求されません。保守会社（乙）が請求しないことにしました。`, en: `The fee of ${yenEn(totalYen)} is not billed: the vendor gave it up.` };
  return { ja: '検収が済みました。請求の準備をしています。', en: 'Accepted; the bill is being prepared.' };
}

function chargeSentence({ state, totalYen, next, invoice }: Charge): Words {
  const [ja, en] = [yenJa(totalYen), yenEn(totalYen)];
  if (state === 'invoiced' && invoice) return { ja: `${ja} を請求書 ${invoice.number} で請求しました（支払期日 ${dateJa(invoice.dueOn)}）。`, en: `${en} are on invoice ${invoice.number}, due on ${invoice.dueOn}.` };
  if (state === 'preparing') return { ja: `${ja} の請求書を作成しています。`, en: `The invoice over ${en} is being made.` };
  if (state === 'freed') return { ja: `${ja} を載せた請求書は無効になりました。保守会社（乙）が発行し直すまで、請求されません。`, en: `The invoice over ${en} was voided. It is billed again only when the vendor issues it.` };
  return next
    ? { ja: `${ja} は、${dateJa(next.issueOn)} 発行の毎月の請求書に載る予定です（支払期日 ${dateJa(next.dueOn)}）。`, en: `${en} go onto the monthly invoice of ${next.issueOn}, due on ${next.dueOn}.` }
    : { ja: `${ja} を載せられる毎月の請求書は、今の期間にありません。単独の請求書、契約が終わるときは最終精算で請求します。`, en: `No monthly invoice of the running term can take ${en}: an invoice of its own, or the final settlement when the contract ends.` };
}

function courseSteps({ state, deliveredOn, untilOn, acceptedOn, basis }: WorkCourse, { inspectionDays }: SeparateWorkTerms): Words[] {
  if (deliveredOn === null) return [{ ja: '引渡しの記録はまだありません。', en: 'No delivery is on record.' }];
  return [
    { ja: `引渡しの日：${deliveredOn}`, en: `Delivered on ${deliveredOn}` },
    inspectionDays === null || untilOn === null
      ? { ja: '検収は定めていないため、引渡しで報酬を請求できます。', en: 'No inspection is agreed: the fee is owed on delivery.' }
      : { ja: `検収の最後の日：引渡し（あとから記録したときは、記録した日）の翌日から${inspectionDays}日目の ${untilOn}`, en: `Last day to inspect: ${untilOn}, day ${inspectionDays} from the day after the delivery, or after its record if that came later` },
    ...(state === 'objected' ? [{ ja: '期間の中で異議がありました。', en: 'An objection was made in time.' }] : []),
    ...(basis === 'inspection' ? [{ ja: `お客様（甲）が ${acceptedOn} に検収しました。`, en: `The client accepted on ${acceptedOn}.` }] : []),
    ...(state === 'waived' ? [{ ja: '請求書に載る前に、保守会社（乙）が報酬を請求しないことにしました（民法519条）。理由は経過にあります。', en: 'Before it was on an invoice the vendor gave the fee up (Civil Code 519); the reason stands in the course.' }] : []),
    ...(basis === 'period' ? [{ ja: `期間の中で異議がなかったため、${acceptedOn} に検収が済んだものとして請求します。合意に定めがないため、要確認です。`, en: `No objection was made in time: taken as accepted on ${acceptedOn}. The agreement does not say so, hence to be confirmed.` }] : []),
  ];
}

function chargeSteps({ feeYen, taxPercent, taxYen, totalYen, payOn, next, invoice }: Charge, { taxMode }: SeparateWorkTerms): Words[] {
  return [
    taxMode === 'inclusive'
      ? { ja: `${yenJa(feeYen)}（税込）。うち消費税（引渡しの日の税率 ${taxPercent}%）${yenJa(taxYen)}、1円未満切捨て`, en: `${yenEn(feeYen)} with tax; of it ${yenEn(taxYen)} at ${taxPercent}%, the rate of the day of delivery, rounded down` }
      : { ja: `${yenJa(feeYen)}（税抜）＋ 消費税（引渡しの日の税率 ${taxPercent}%）${yenJa(taxYen)}（1円未満切捨て）＝ ${yenJa(totalYen)}。ほかの行と同じ請求書では、税率ごとに一度だけ端数処理します`, en: `${yenEn(feeYen)} + ${yenEn(taxYen)} tax at ${taxPercent}%, the rate of the day of delivery, rounded down = ${yenEn(totalYen)}; beside other lines an invoice is rounded once per rate` },
    { ja: `合意した支払期限：${payOn}。毎月の請求書には、支払期日がこの日より前にならないものに載せます`, en: `Payment agreed by ${payOn}; of the monthly invoices only one that is not due before that day takes it` },
    ...(next ? [{ ja: `載る予定の請求書：${next.issueOn} 発行、支払期日 ${next.dueOn}（第11条2項2号）`, en: `Next invoice: issued on ${next.issueOn}, due on ${next.dueOn} (article 11(2)(ii))` }] : []),
    ...(invoice ? [{ ja: `請求書 ${invoice.number} の支払期日：${invoice.dueOn}`, en: `Invoice ${invoice.number} is due on ${invoice.dueOn}` }] : []),
    { ja: '保守管理費（第11条1項）とは別の報酬で、損害賠償の上限（第16条2項）には数えません。', en: 'This is apart from the maintenance fee (article 11(1)) and does not count for the liability cap (article 16(2)).' },
  ];
}
