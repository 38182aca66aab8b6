import { groupedDigits } from '@hoshu/domain';
import type { ResponseOf, rescissionRoutes } from '@hoshu/api-schema';
import { stated, type ExplainedValue } from '../../platform/explain/index.js';
import type { OpenInvoiceRow } from '../billing/index.js';

type List = ResponseOf<typeof rescissionRoutes.list>;


/** The sum that is overdue, and the last day of each limitation period (民法166条1項1号, 150条), each with its reason (F185). */
export function explainLimitation({ overdueYen, limitation, open }: Pick<List, 'overdueYen' | 'limitation'> & { readonly open: readonly OpenInvoiceRow[] }): ExplainedValue[] {
  const overdue = open.filter((invoice) => invoice.overdue);
  return [
    ...(overdueYen === null ? [] : [{ key: 'overdueYen', label: { ja: '支払いが遅れている額', en: 'Overdue' }, value: String(overdueYen), explanation: stated({ result: overdueYen, article: '第11条2項', steps: [...overdue.map(({ number, dueOn, remainingYen }) => ({ ja: `${number}（支払期日 ${dueOn}）の残り ${groupedDigits(remainingYen)}円`, en: `${number} (due ${dueOn}): JPY ${groupedDigits(remainingYen)} left` })), { ja: `合計 ${groupedDigits(overdueYen)}円`, en: `Sum: JPY ${groupedDigits(overdueYen)}` }] }) }]),
    ...limitation.flatMap((item, index): ExplainedValue[] => {
      const name = { ja: `${item.label}の時効の完成日`, en: `Last day of limitation of ${item.label}` };
      const start = item.kind === 'invoice' ? { ja: `権利を行使できる時は支払期日の翌日です（支払期日 ${item.fromOn}）。`, en: `The claim can be made from the day after the due date ${item.fromOn}.` } : { ja: `請求を知った日を、請求した日 ${item.fromOn} として数えます。`, en: `Counted from the day of the claim, ${item.fromOn}.` };
      return [
        { key: `limitation.${index}.lastOn`, label: name, value: item.lastOn, explanation: stated({ result: item.lastOn, article: null, law: '民法166条1項1号・140条・143条', needsReview: true, inputs: { kind: item.kind, fromOn: item.fromOn }, steps: [start, { ja: `初日は数えず、5年後の応当日の前日まで：${item.lastOn}`, en: `The first day is not counted; five years end on ${item.lastOn}.` }] }) },
        ...(item.heldUntilOn === null ? [] : [{ key: `limitation.${index}.heldUntilOn`, label: { ja: `${item.label}の時効の完成が止まる最後の日`, en: `Until when limitation of ${item.label} is held` }, value: item.heldUntilOn, explanation: stated({ result: item.heldUntilOn, article: null, law: '民法150条1項', needsReview: true, steps: [{ ja: `最初の催告の到達から6か月の間は、時効は完成しません：${item.heldUntilOn} まで`, en: `For six months from the arrival of the first demand limitation does not end: until ${item.heldUntilOn}.` }] }) }]),
      ];
    }),
  ];
}
