import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';
import { termRunningOn } from '../term/renewal.js';
import { effectOfNotice } from './resolve-end.js';
import type { EndNotice, ResolvedEnd, ResolveEndInput } from './resolve-end.js';

const MEDIUM_JA = { paper: '書面', email: '電子メール', portal: 'ポータル' } as const;
const MEDIUM_EN = { paper: 'paper', email: 'e-mail', portal: 'portal' } as const;

function noticeStep(notice: EndNotice, input: ResolveEndInput): Step {
  const effect = effectOfNotice(notice, input);
  const ja = `第${notice.article}条・${MEDIUM_JA[notice.medium]}（${notice.arrivedOn} 到達）`;
  const en = `Article ${notice.article} by ${MEDIUM_EN[notice.medium]}, arrived ${notice.arrivedOn}`;
  if (effect === null) return step(`${ja}：電子通知の特約がないため、通知として数えません`, `${en}: not counted, because electronic notices were not agreed`);
  if (effect.converted) {
    const reason = notice.medium === 'paper' ? (['期限後に到達した', 'too late']) : (['第17条の方式又は期限を満たさない', 'not in the form or time of article 17']);
    return step(`${ja}：${reason[0]}ため、第18条の解約通知として ${effect.endDate} に終了（意思の確認が必要）`, `${en}: ${reason[1]}; usable as a termination under article 18, ending ${effect.endDate} (intention to be confirmed)`);
  }
  return step(`${ja} → ${effect.endDate} に終了`, `${en} → ends ${effect.endDate}`);
}

/** The steps of `resolveEnd`. */
export function resolveEndSteps(input: ResolveEndInput, result: ResolvedEnd): readonly Step[] {
  const lastArrival = input.notices.map(({ arrivedOn }) => arrivedOn).sort().at(-1) ?? input.firstEnd;
  const term = termRunningOn({ firstEnd: input.firstEnd, on: lastArrival, renewalMonths: input.renewalMonths });
  const conclusion = result.endDate === null
    ? step('終了させる通知がないため、契約は更新されて続きます（第17条2項）', 'No notice ends the contract; it is renewed (article 17(2))')
    : step(`最も早い終了日 ${result.endDate}（第${result.basis}条）に終了します${result.review ? '。確認が必要です' : ''}`, `The earliest end wins: ${result.endDate} (article ${result.basis})${result.review ? '; to be confirmed' : ''}`);
  return [
    step(`最初の期間の満了日は ${input.firstEnd}。${term.number > 0 ? `${term.number}回更新後の満了日は ${term.endOn}` : '更新前の期間中です'}`, `The first term ends on ${input.firstEnd}; ${term.number > 0 ? `after ${term.number} renewal(s) the running term ends on ${term.endOn}` : 'it has not been renewed yet'}`),
    ...input.notices.map((notice) => noticeStep(notice, input)),
    conclusion,
  ];
}
