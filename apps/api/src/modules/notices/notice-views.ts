import { Injectable } from '@nestjs/common';
import { jstDayOf, roleName } from '@hoshu/domain';
import type { ResponseOf, noticeRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { stated, type ExplainedValue } from '../../platform/explain/index.js';
import { ContractReader, noticeDays17, termsOn, type ContractFacts } from '../contracts/index.js';
import { nextTerm, termOn } from './notice-rules.js';
import { arrivedOnOf, NoticeRepository, type NoticeRecord } from './notice.repository.js';
import { partyOf } from './preview.js';

type NoticeView = ResponseOf<typeof noticeRoutes.get>;
type Status = NoticeView['status'];

/** Where a notice stands, from its deliveries alone. */
export function statusOf(notice: NoticeRecord): Status {
  if (arrivedOnOf(notice)) return 'arrived';
  const [papers, mails] = [notice.deliveries.filter(({ kind }) => kind === 'paper'), notice.deliveries.filter(({ kind }) => kind === 'mail')];
  if (papers.some(({ firstAttemptOn }) => firstAttemptOn)) return 'attempted';
  if (papers.length > 0) return 'posted';
  if (mails.some(({ bounced }) => bounced)) return 'bounced';
  return notice.channel === 'paper' ? 'letter_printed' : 'sending';
}

const nextSteps: Readonly<Record<Status, { readonly ja: string; readonly en: string }>> = {
  sending: { ja: '相手方の通知先へ送信しています。', en: 'On its way to the notice address.' },
  arrived: { ja: '相手方に到達しました。通知の記録を保存できます。', en: 'It has arrived. You can keep the record.' },
  bounced: { ja: 'メールが届きませんでした。到達していません。通知書を印刷して郵送するか、通知先を相手方に確認してください。', en: 'The e-mail bounced: it has not arrived. Print and post the letter, or ask the other side for its address.' },
  letter_printed: { ja: '通知書を印刷し、押印して郵送してください。届くまでは到達していません。', en: 'Print, seal and post the letter. It has not arrived until it is delivered.' },
  posted: { ja: '郵送中です。配達された日を登録してください。', en: 'In the post. Register the day of delivery.' },
  attempted: { ja: '不在のため配達されていません。配達・受取拒絶・保管期間満了の日を登録してください。', en: 'Nobody was there. Register delivery, refusal or the end of retention.' },
};

/** 甲 and 乙 see every notice that set out to the other side; a letter that was only printed is its giver's own. */
const isVisible = (tx: Tx, notice: NoticeRecord): boolean => notice.giverParty === partyOf(tx.actor) || notice.deliveries.length > 0;

const making: Readonly<Record<NoticeRecord['source'], { readonly ja: string; readonly en: string }>> = {
  portal: { ja: '通知を作成', en: 'Notice made' }, vendor: { ja: '保守会社（乙）が登録', en: 'Registered by the vendor' }, client: { ja: 'お客様（甲）が登録', en: 'Registered by the client' }, desk: { ja: '窓口から転送', en: 'Forwarded by the desk' },
  mail: { ja: '契約の通知アドレスで受信', en: "Came to the contract's notice address" }, call: { ja: '電話の代理入力を本人が確認', en: 'Telephone entry confirmed by its giver' },
};
const madeBy = (notice: NoticeRecord) => making[notice.source];

// 第17条2項: the notice came after its deadline; the term is renewed, and the notice can only end the contract another way (R06, to be confirmed).
function lateConsequence(notice: NoticeRecord, facts: ContractFacts): NoticeView['lateConsequence'] {
  const arrivedOn = arrivedOnOf(notice);
  if (notice.article !== 17 || arrivedOn === null || notice.deadlineOn === null || arrivedOn <= notice.deadlineOn) return null;
  const next = nextTerm(facts, termOn(facts, notice.deadlineOn));
  const [ja, en] = notice.end && notice.end.withdrawnReason === null ? [`第18条の解約の通知として扱う場合の終了日は ${notice.end.lastOn} です（要確認）。`, `Taken as a termination under article 18 it ends on ${notice.end.lastOn} (to be confirmed).`] : ['終了するには、第18条の解約か相手方との合意が必要です。', 'To end it, a termination under article 18 or an agreement is needed.'];
  return {
    ja: `期限の ${notice.deadlineOn} を過ぎて到達したため、第17条2項の終了通知としては間に合いません。契約は ${next.startsOn} から ${next.lastOn} まで同じ条件で更新されます。${ja}`,
    en: `It arrived after the deadline of ${notice.deadlineOn}, too late for article 17(2): the contract is renewed on the same terms from ${next.startsOn} to ${next.lastOn}. ${en}`,
  };
}

function timelineOf(notice: NoticeRecord): NoticeView['timeline'] {
  const entries: NoticeView['timeline'] = [{ at: notice.givenAt.toISOString(), key: 'given', ...madeBy(notice) }];
  for (const delivery of notice.deliveries) {
    const mail = delivery.bounced ? { key: 'bounced', ja: `不達（${delivery.serverResponse}）`, en: `Bounced (${delivery.serverResponse})` } : { key: 'accepted', ja: `相手方のメールサーバーが受付（${delivery.serverResponse}）`, en: `Accepted by the other side's mail server (${delivery.serverResponse})` };
    const paper = delivery.arrivedOn ? { key: 'delivered', ja: `到達日 ${delivery.arrivedOn}`, en: `Arrived on ${delivery.arrivedOn}` } : { key: 'paper', ja: '配達の経過を登録', en: 'Delivery recorded' };
    entries.push({ at: delivery.businessAt, ...(delivery.kind === 'mail' ? mail : paper) });
  }
  return entries;
}

/** Notices for screens, with their way to the other side and the end they made. */
@Injectable()
export class NoticeViews {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly repository: NoticeRepository) {}

  list(actor: Actor, contractId: string): Promise<ResponseOf<typeof noticeRoutes.list>> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      const notices = (await this.repository.ofContract(tx, contractId)).filter((notice) => isVisible(tx, notice));
      return { items: notices.map((notice) => this.viewOf(tx, notice, facts)) };
    });
  }

  get(actor: Actor, noticeId: string): Promise<NoticeView> {
    return this.db.read(actor, async (tx) => this.view(tx, await this.visible(tx, noticeId)));
  }

  /** Throws not_found also for a letter that the other side only printed. */
  async visible(tx: Tx, noticeId: string): Promise<NoticeRecord> {
    const notice = await this.repository.get(tx, noticeId);
    return found(isVisible(tx, notice) ? notice : null);
  }

  async view(tx: Tx, notice: NoticeRecord): Promise<NoticeView> {
    return this.viewOf(tx, notice, await this.reader.facts(tx, notice.contractId));
  }

  private viewOf(tx: Tx, notice: NoticeRecord, facts: ContractFacts): NoticeView {
    const status = statusOf(notice);
    const { decidedAt: _decidedAt, ...end } = notice.end ?? { decidedAt: '' };
    return {
      ...(notice.deadlineOn ? { explained: [explainedDeadline(notice, facts, notice.deadlineOn)] } : {}),
      id: notice.id, contractId: notice.contractId, contractNumber: notice.contractNumber, article: notice.article, giverParty: notice.giverParty, giverName: notice.giverName, isOwn: notice.giverParty === partyOf(tx.actor), authority: notice.authority,
      channel: notice.channel, source: notice.source, status, requestedEndOn: notice.requestedEndOn, text: notice.body, recipientEmail: notice.recipientEmail, deadlineOn: notice.deadlineOn, givenAt: notice.givenAt.toISOString(), arrivedOn: arrivedOnOf(notice), contentHash: notice.contentHash,
      end: notice.end ? (end as NoticeView['end']) : null, deliveries: notice.deliveries.map(({ scanFileId, ...delivery }) => ({ ...delivery, hasScan: scanFileId !== null })), timeline: timelineOf(notice), nextStep: nextSteps[status], lateConsequence: lateConsequence(notice, facts), withdrawal: notice.withdrawal.map(({ role, ...step }) => ({ ...step, role: roleName(step.side, role) })),
    };
  }
}

/** The day by which a notice had to arrive (F185): as it was kept when the notice was given. */
function explainedDeadline({ article, requestedEndOn, givenAt }: NoticeRecord, facts: ContractFacts, deadlineOn: string): ExplainedValue {
  const on = jstDayOf(givenAt.toISOString());
  const { lastOn } = termOn(facts, on);
  const counted = article === 17
    ? { ja: `満了日 ${lastOn} の ${noticeDays17(facts, lastOn)}日前までに到達：${deadlineOn} まで`, en: `Must arrive ${noticeDays17(facts, lastOn)} days before the last day ${lastOn}: by ${deadlineOn}` }
    : { ja: `希望する最終日 ${requestedEndOn ?? ''} の ${termsOn(facts, on).noticeDays18}日前までに到達：${deadlineOn} まで`, en: `Must arrive ${termsOn(facts, on).noticeDays18} days before the last day asked for, ${requestedEndOn ?? ''}: by ${deadlineOn}` };
  return { key: 'deadlineOn', label: { ja: '到達の期限', en: 'Day by which it must arrive' }, value: deadlineOn, explanation: stated({ result: deadlineOn, article: article === 17 ? '第17条2項' : '第18条', law: '民法97条1項', steps: [counted] }) };
}
