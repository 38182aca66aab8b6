import type { Explanation, ResponseOf, settlementRoutes } from '@hoshu/api-schema';
import { feeChargeOf, firstDayOf, localDate, monthOf, yenEn, yenJa } from '@hoshu/domain';
import type { Tx } from '../../platform/db/tx.js';
import { stated } from '../../platform/explain/index.js';
import type { PlannedCharge } from '../billing/index.js';
import { feeTermsOf, isBilled, termsOn, whyProrated, type ContractFacts } from '../contracts/index.js';
import { vendorContact } from '../tenants/index.js';

export type Policy = NonNullable<ResponseOf<typeof settlementRoutes.options>['policy']>;
type Method = Policy['method'];

const methods = ['daily', 'full', 'none'] as const;
const labels: Readonly<Record<Method, { ja: string; en: string }>> = {
  daily: { ja: '日割（提供した日数分）', en: 'By the day' }, full: { ja: '満額（1か月分の全額）', en: 'The whole month' }, none: { ja: '月割（1か月に満たない月は請求しない）', en: 'Whole months only (a part of a month is not billed)' },
};
const words: Readonly<Record<Policy['source'], (label: { ja: string; en: string }) => { ja: string; en: string }>> = {
  annex: ({ ja, en }) => ({ ja: `最後の月は「${ja}」です（別紙1の定め）。`, en: `The last month: ${en} (agreed in annex 1).` }),
  setting: ({ ja, en }) => ({ ja: `最後の月は「${ja}」で計算します。書式の契約書に日割りの定めはなく、これは登録時の設定です。契約書に別の定めがあれば、それによります（要確認）。`, en: `The last month: ${en}. The form says nothing about it, so this is the setting entered with the contract; another clause of the contract goes before it (to be confirmed).` }),
};

/** The reason for the fee of a service month, step by step, with its tax. */
export function feeReason({ terms, ...charge }: Omit<PlannedCharge, 'issueOn'>): Explanation {
  const { result, explanation } = whyProrated(terms, charge);
  const { netYen, taxYen, grossYen, taxRatePercent } = charge;
  const taxed = { ja: `税抜 ${yenJa(netYen)}、消費税（${taxRatePercent}%）${yenJa(taxYen)}、税込 ${yenJa(grossYen)}`, en: `Net ${yenEn(netYen)}, consumption tax (${taxRatePercent}%) ${yenEn(taxYen)}, gross ${yenEn(grossYen)}` };
  return { ...explanation, result: { amountYen: result, netYen, taxYen, grossYen }, steps: [...explanation.steps, taxed] };
}

const notBilled = stated({ result: 0, article: '第11条1項', steps: [{ ja: '1か月に満たない最後の月は請求しないため、0円です。', en: 'A last month that is not whole is not billed: JPY 0.' }] });

/** How the month of an end is counted (F118), and what each of the three ways makes of it; null while fee or due day are open. 第11条1項, 別紙1, 民法648条3項. */
export async function policyOf(tx: Tx, facts: ContractFacts, endOn: string): Promise<Policy | null> {
  const month = monthOf(localDate(endOn));
  const terms = termsOn(facts, firstDayOf(month));
  const startOn = facts.periods[0]?.startsOn ?? endOn;
  const { taxRounding } = await vendorContact(tx);
  if (endOn < startOn) return null;
  const source = facts.conclusion?.method === 'external' ? 'setting' : 'annex';
  const ways: Policy['ways'] = [];
  for (const method of methods) {
    const supposed = { ...terms, proration: { ...terms.proration, method } };
    const fee = feeTermsOf(supposed, { startOn: localDate(startOn), realEndOn: localDate(endOn), taxRounding });
    if (!fee) return null;
    const charge = feeChargeOf(fee, month);
    ways.push({ method, label: labels[method], ...(isBilled(supposed)(charge) ? { amountYen: charge.grossYen, explanation: feeReason({ ...charge, terms: supposed }) } : { amountYen: 0, explanation: notBilled }) });
  }
  const { method } = terms.proration;
  return { method, source, ...words[source](labels[method]), ways };
}
