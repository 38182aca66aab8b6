import type { StoredAccount } from '../store/kinds.js';
import { escapeHtml, layout } from './layout.js';

const NAMES: Record<string, string> = {
  card_payments: 'カード決済', jcb_payments: 'JCBカード', jp_bank_transfer_payments: '銀行振込（お客様専用口座）', konbini_payments: 'コンビニ決済',
};
const STATUS = { active: '利用できます', pending: '審査中', restricted: '情報が不足しています' };

/** Where Stripe would ask the vendor for its papers: one button stands for all of it. `linkId` leads back to the product. */
export function onboardingPage(account: StoredAccount, linkId: string | null): string {
  const rows = Object.entries(account.capabilities).map(([name, status]) => `<dt>${escapeHtml(NAMES[name] ?? name)}</dt><dd>${STATUS[status]}</dd>`);
  const hidden = linkId === null ? '' : `<input type="hidden" name="link" value="${escapeHtml(linkId)}">`;
  return layout('決済サービスの利用登録', `<h1>決済サービスの利用登録</h1>
<div class="card"><p>本来はここで、Stripeが本人確認書類や銀行口座を確認します。模擬環境では、ボタンひとつで審査が完了します。</p>
<dl><dt>保守会社</dt><dd>${escapeHtml(account.displayName)}</dd><dt>アカウント</dt><dd>${escapeHtml(account.id)}</dd>${rows.join('')}</dl>
<form method="post" action="/onboarding/${encodeURIComponent(account.id)}">${hidden}<button>審査を完了して戻る</button></form></div>
<p><a href="/bank">銀行の窓口へ</a></p>`);
}

/** Said when there is nothing to go back to. */
export function onboardedPage(account: StoredAccount): string {
  return layout('利用登録が完了しました', `<h1>利用登録が完了しました</h1><div class="card good" role="status"><p>${escapeHtml(account.displayName)} の決済機能が有効になりました。この画面を閉じて、元の画面を更新してください。</p></div>`);
}
