import type { ErrorEntry } from './entry.js';

/** Refusals of 第19条 and of the demand of 民法541条. */
export const rescissionErrors = {
  rescission_demand_first: { status: 422, ja: '支払の遅れは第19条の事由ではありません。相当の期間を定めて催告してください（民法541条）。', en: 'Late payment is no ground of article 19. Demand performance within a reasonable period first (Civil Code art. 541).', article: '第19条' },
  rescission_evidence_missing: { status: 422, ja: 'この事由に必要な資料・説明がそろっていません。', en: 'Not everything that this ground needs is on file.', article: '第19条' },
  rescission_evidence_empty: { status: 422, ja: '資料を添えるか、説明を書いてください。', en: 'Attach a file or write a statement.' },
  rescission_second_person_required: { status: 422, ja: '別の権限者による確認が必要です。同じ方は一度だけ確認できます。', en: 'Another authorised person must confirm. The same person confirms once.', article: '第19条' },
  rescission_second_too_early: { status: 422, ja: '二度目の確認は、一度目から10分以上おいてください。', en: 'The second confirmation must be at least ten minutes after the first.', article: '第19条' },
  rescission_not_confirmed: { status: 422, ja: '決定の確認がそろっていません。', en: 'The decision has not been confirmed as required.', article: '第19条' },
  rescission_channel: { status: 422, ja: '電子通知の特約がないため、ポータルからの解除の通知は到達したことになりません。通知書を印刷して郵送してください。', en: 'Without the agreed electronic notices a rescission by portal does not arrive. Print and post the letter.', article: '第19条' },
  rescission_step: { status: 422, ja: 'いまの段階ではその操作ができません。', en: 'This cannot be done at the present stage.', article: '第19条' },
  rescission_contract_over: { status: 422, ja: 'この契約はまだ成立していないか、すでに終了しています。', en: 'This contract is not concluded, or has ended.', article: '第19条' },
  demand_nothing_overdue: { status: 422, ja: '支払期日を過ぎた請求がないため、支払の催告はできません。', en: 'No invoice is overdue, so payment cannot be demanded.', article: '第11条' },
  demand_not_yours: { status: 422, ja: '支払の催告は、保守会社（乙）がするものです。', en: 'Payment is demanded by the vendor.', article: '第11条' },
  demand_period_running: { status: 422, ja: '催告の期間が過ぎていないため、まだ解除できません。', en: 'The period of the demand has not ended, so it cannot be rescinded yet.', article: '第19条' },
  contract_frozen: { status: 422, ja: '契約が解除されたため、この操作はできません。閲覧・保存・通知・精算・引渡しは続けられます。', en: 'The contract was rescinded, so this cannot be done. Reading, keeping, notices, settlement and hand-over go on.', article: '第19条' },
} as const satisfies Record<string, ErrorEntry>;
