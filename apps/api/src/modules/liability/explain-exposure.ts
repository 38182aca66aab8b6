import { groupedDigits } from '@hoshu/domain';
import type { ResponseOf, claimRoutes } from '@hoshu/api-schema';
import { stated, type ExplainedValue } from '../../platform/explain/index.js';
import type { CapView } from './cap.js';

type List = ResponseOf<typeof claimRoutes.list>;
interface ClaimLine { readonly title: string; readonly willful: boolean; readonly coveredYen: number; readonly settledYen: number | null }

const article = '第16条2項';
const covered = (claims: readonly ClaimLine[]) => claims.map(({ title, coveredYen }) => ({ ja: `「${title}」のうち対象になる額 ${groupedDigits(coveredYen)}円`, en: `${title}: JPY ${groupedDigits(coveredYen)} counts` }));

/** How the sums of 甲's claims and the cap beside them come about (F185): direct and ordinary damage counts, and what was settled. */
export function explainExposure(exposure: List['exposure'], { cap, open, settled }: { readonly cap: CapView | null; readonly open: readonly ClaimLine[]; readonly settled: readonly ClaimLine[] }): ExplainedValue[] {
  const capped = open.filter(({ willful }) => !willful);
  const uncapped = open.filter(({ willful }) => willful);
  const total = (sum: number) => ({ ja: `合計 ${groupedDigits(sum)}円`, en: `Sum: JPY ${groupedDigits(sum)}` });
  return [
    ...(cap?.explanation && cap.capYen !== null ? [{ key: 'exposure.capYen', label: { ja: '上限額', en: 'Cap' }, value: String(cap.capYen), explanation: cap.explanation }] : []),
    { key: 'exposure.openYen', label: { ja: '上限のかかる請求中の額', en: 'Open claims under the cap' }, value: String(exposure.openYen), explanation: stated({ result: exposure.openYen, article, steps: [{ ja: `合意も不成立もしていない甲の請求のうち、故意・重過失によらないもの：${capped.length}件`, en: `Open claims of the client without intent or gross negligence: ${capped.length}` }, ...covered(capped), total(exposure.openYen)] }) },
    { key: 'exposure.uncappedYen', label: { ja: '上限のかからない請求中の額', en: 'Open claims without a cap' }, value: String(exposure.uncappedYen), explanation: stated({ result: exposure.uncappedYen, article, needsReview: uncapped.length > 0, steps: [{ ja: `故意・重過失によると主張されている請求：${uncapped.length}件`, en: `Claims that say intent or gross negligence: ${uncapped.length}` }, ...covered(uncapped), total(exposure.uncappedYen)] }) },
    { key: 'exposure.settledYen', label: { ja: '合意した額', en: 'Settled' }, value: String(exposure.settledYen), explanation: stated({ result: exposure.settledYen, article: '第21条', steps: [...settled.map(({ title, settledYen }) => ({ ja: `「${title}」の合意 ${groupedDigits(settledYen ?? 0)}円`, en: `${title}: settled at JPY ${groupedDigits(settledYen ?? 0)}` })), total(exposure.settledYen)] }) },
  ];
}

/** How the sums of one claim come about: what was claimed, what of it counts (第16条1項), and what is owed of that under the cap. */
export function explainClaim(claim: { readonly coveredYen: number; readonly totalYen: number; readonly items: readonly { readonly description: string; readonly amountYen: number; readonly direct: boolean; readonly ordinary: boolean }[]; readonly payableYen: number | null }, cap: Pick<CapView, 'state' | 'capYen'> | null): ExplainedValue[] {
  const { items, totalYen, coveredYen, payableYen } = claim;
  const limit = cap === null ? { ja: '甲の責任には上限がありません', en: 'The liability of the client has no cap' } : cap.state === 'unlimited' ? { ja: '故意・重過失のため、上限はかかりません', en: 'No cap: intent or gross negligence' } : { ja: `上限額 ${groupedDigits(cap.capYen ?? 0)}円と比べ、小さいほう`, en: `At most the cap of JPY ${groupedDigits(cap.capYen ?? 0)}` };
  return [
    { key: 'totalYen', label: { ja: '請求額', en: 'Claimed' }, value: String(totalYen), explanation: stated({ result: totalYen, article: '第16条1項', steps: [...items.map(({ description, amountYen }) => ({ ja: `${description} ${groupedDigits(amountYen)}円`, en: `${description}: JPY ${groupedDigits(amountYen)}` })), { ja: `合計 ${groupedDigits(totalYen)}円`, en: `Sum: JPY ${groupedDigits(totalYen)}` }] }) },
    { key: 'coveredYen', label: { ja: '対象になる額', en: 'Covered' }, value: String(coveredYen), explanation: stated({ result: coveredYen, article: '第16条1項', law: '民法416条1項', steps: [...items.map(({ description, amountYen, direct, ordinary }) => (direct && ordinary ? { ja: `${description}：直接かつ通常の損害 ${groupedDigits(amountYen)}円`, en: `${description}: direct and ordinary damage, JPY ${groupedDigits(amountYen)}` } : { ja: `${description}：対象外（直接・通常の損害ではない）`, en: `${description}: not covered (not direct or not ordinary)` })), { ja: `合計 ${groupedDigits(coveredYen)}円`, en: `Sum: JPY ${groupedDigits(coveredYen)}` }] }) },
    ...(payableYen === null ? [] : [{ key: 'payableYen', label: { ja: '支払いの対象額', en: 'Payable' }, value: String(payableYen), explanation: stated({ result: payableYen, article: '第16条2項', needsReview: true, steps: [{ ja: `対象になる額 ${groupedDigits(coveredYen)}円`, en: `Covered: JPY ${groupedDigits(coveredYen)}` }, limit, { ja: `＝ ${groupedDigits(payableYen)}円`, en: `= JPY ${groupedDigits(payableYen)}` }] }) }]),
  ];
}
