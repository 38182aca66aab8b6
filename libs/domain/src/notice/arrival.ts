import { jstDayOf } from '../calendar/jst.js';
import type { LocalDate } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';

/** An e-mail accepted by the recipient's mail server at an instant; bounced = it never reached the mailbox. */
export interface EmailDelivery {
  readonly channel: 'email';
  readonly acceptedAt: string;
  readonly bounced?: boolean;
}

/** A portal notice accessible from an instant. `electronicWrittenAgreed: false` = the parties did not agree the portal as a channel. */
export interface PortalDelivery {
  readonly channel: 'portal';
  readonly availableAt: string;
  readonly electronicWrittenAgreed?: boolean;
}

/** A letter with what is known of its delivery. */
export interface PaperDelivery {
  readonly channel: 'paper';
  readonly postedOn?: LocalDate;
  readonly deliveredOn?: LocalDate;
  readonly refusedOn?: LocalDate;
  readonly retentionExpiredOn?: LocalDate;
  readonly firstAttemptOn?: LocalDate;
}

export type Delivery = EmailDelivery | PortalDelivery | PaperDelivery;

/**
 * R05: the Japanese calendar day on which a notice arrived, or null when it has not (yet).
 * 民法97条1項 (arrival, not posting), 2項 (refusal), 最判平成10.6.11 (end of the post office's retention).
 */
export function arrivalDate(delivery: Delivery): LocalDate | null {
  switch (delivery.channel) {
    case 'email':
      return delivery.bounced === true ? null : jstDayOf(delivery.acceptedAt);
    case 'portal':
      return delivery.electronicWrittenAgreed === false ? null : jstDayOf(delivery.availableAt);
    case 'paper':
      return delivery.deliveredOn ?? delivery.refusedOn ?? delivery.retentionExpiredOn ?? null;
  }
}

function paperSteps(delivery: PaperDelivery): Step {
  if (delivery.deliveredOn !== undefined) return step(`書面は ${delivery.deliveredOn} に配達（発送日は到達に影響しません）`, `The letter was delivered on ${delivery.deliveredOn} (the day of posting does not matter)`);
  if (delivery.refusedOn !== undefined) return step(`${delivery.refusedOn} に受取りを拒絶。通常到達すべき時に到達とみなします（民法97条2項）`, `Refused on ${delivery.refusedOn}: deemed to have arrived then (Civil Code art. 97(2))`);
  if (delivery.retentionExpiredOn !== undefined) return step(`不在のため留め置かれ、${delivery.retentionExpiredOn} に保管期間が満了（最判平成10.6.11）`, `Nobody was there; the post office's retention ended on ${delivery.retentionExpiredOn} (Supreme Court 1998-06-11)`);
  if (delivery.firstAttemptOn !== undefined) return step(`${delivery.firstAttemptOn} の配達は不在。留置期間の満了を待ちます`, `The attempt on ${delivery.firstAttemptOn} failed; the retention period is running`);
  return step('配達の記録がありません', 'There is no record of delivery');
}

/** The steps of `arrivalDate`. */
export function arrivalDateSteps(delivery: Delivery, arrivedOn: LocalDate | null): readonly Step[] {
  const result = arrivedOn === null
    ? step('到達していません（民法97条1項）', 'It has not arrived (Civil Code art. 97(1))')
    : step(`到達日は ${arrivedOn}（日本時間の暦日。民法97条1項）`, `It arrived on ${arrivedOn} (calendar day in Japan; art. 97(1))`);
  if (delivery.channel === 'paper') return [paperSteps(delivery), result];
  if (delivery.channel === 'portal') {
    const agreed = delivery.electronicWrittenAgreed !== false;
    return [agreed
      ? step(`ポータルで ${delivery.availableAt} に閲覧できる状態になりました`, `Accessible in the portal from ${delivery.availableAt}`)
      : step('ポータルを通知手段とする特約がありません', 'The parties did not agree the portal as a channel of notices'), result];
  }
  return [delivery.bounced === true
    ? step(`電子メールは ${delivery.acceptedAt} の送信後に不達となりました`, `The e-mail of ${delivery.acceptedAt} bounced`)
    : step(`相手方のメールサーバーが ${delivery.acceptedAt} に受理（開封は不要）`, `The recipient's mail server accepted it at ${delivery.acceptedAt} (opening is not needed)`), result];
}
