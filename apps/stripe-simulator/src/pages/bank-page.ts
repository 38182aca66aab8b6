import type { BankAccountView } from '../bank.js';
import type { StoredTransfer } from '../store/kinds.js';
import { escapeHtml, formatDay, formatTime, formatYen, layout } from './layout.js';

export interface BankPageFacts {
  accounts: BankAccountView[];
  transfers: StoredTransfer[];
  /** What the form shows at first. */
  form: { to: string; name: string; amount: string };
  sentId: string | null;
  refusal: string | null;
}

const SHOWN_TRANSFERS = 20;
/** A usual fee of an interbank transfer, for the link that fills in a short payment. */
const FEE_YEN = 660;

export const accountKey = (account: { accountId: string; customerId: string }): string => `${account.accountId}:${account.customerId}`;
const numberOf = ({ zengin }: BankAccountView): string => `${zengin.branch_code}-${zengin.account_number}`;

function accountLabel(account: BankAccountView): string {
  return `${account.customerName} 様専用口座（${account.vendorName}） ${numberOf(account)}`;
}

function formSection({ accounts, form }: BankPageFacts): string {
  const options = accounts.map((account) => {
    const key = accountKey(account);
    return `<option value="${escapeHtml(key)}"${key === form.to ? ' selected' : ''}>${escapeHtml(accountLabel(account))}</option>`;
  });
  return `<h2 id="send">振込をする</h2><form class="card form" method="post" action="/bank/transfers">
<div><label for="to">振込先口座</label><select id="to" name="to" required>${options.join('')}</select></div>
<div><label for="name">振込依頼人名（カナ）<small> 名義違いも試せます</small></label><input id="name" name="name" maxlength="48" value="${escapeHtml(form.name)}" placeholder="ｶ)ﾐﾄﾞﾘ"></div>
<div><label for="amount">金額（円）</label><input id="amount" name="amount" inputmode="numeric" required value="${escapeHtml(form.amount)}"></div>
<button>振り込む</button></form>`;
}

function outcome(transfer: StoredTransfer, account: BankAccountView | undefined, numbers: Map<string, string>): string {
  const applied = transfer.applied.map(({ kind, id, amountYen, paysInFull }) => {
    const name = kind === 'invoice' ? `請求書 ${numbers.get(id) ?? id}` : `お支払い ${id}`;
    return `<li>${escapeHtml(name)}に <span class="money">${formatYen(amountYen)}</span> を充当（${paysInFull ? '全額お支払い済み' : '一部入金'}）</li>`;
  });
  const nothing = applied.length === 0 ? '<p>金額の合う請求書がなく、どの請求書にも充当されませんでした。</p>' : `<ul>${applied.join('')}</ul>`;
  const rest = transfer.balanceAfterYen > 0 ? `<p>未充当の残高：<span class="money">${formatYen(transfer.balanceAfterYen)}</span></p>` : '';
  return `<p>${escapeHtml(transfer.senderName || '（依頼人名なし）')} → ${escapeHtml(account ? accountLabel(account) : transfer.customerId)}
<br><span class="money">${formatYen(transfer.amountYen)}</span> <span class="soft">${formatTime(transfer.created)}</span></p>${nothing}${rest}`;
}

function prefill(account: BankAccountView, amountYen: number): string {
  return `/bank?${new URLSearchParams({ to: accountKey(account), amount: String(amountYen) }).toString()}#send`;
}

function accountCard(account: BankAccountView): string {
  const { zengin } = account;
  const invoices = account.openInvoices.map((invoice) => `<li>${escapeHtml(invoice.number)}：<span class="money">${formatYen(invoice.remainingYen)}</span>
${invoice.dueAt === null ? '' : `（期限 ${formatDay(invoice.dueAt)}）`}
<br><a href="${escapeHtml(prefill(account, invoice.remainingYen))}">この金額を入力</a>${invoice.remainingYen > FEE_YEN ? `　<a href="${escapeHtml(prefill(account, invoice.remainingYen - FEE_YEN))}">手数料${FEE_YEN}円を引いて入力</a>` : ''}</li>`);
  return `<section class="card"><h3>${escapeHtml(account.customerName)} 様</h3><dl>
<dt>請求元</dt><dd>${escapeHtml(account.vendorName)}</dd>
<dt>銀行・支店</dt><dd>${escapeHtml(`${zengin.bank_name}（${zengin.bank_code}） ${zengin.branch_name}（${zengin.branch_code}）`)}</dd>
<dt>口座</dt><dd>普通 ${escapeHtml(zengin.account_number ?? '')}</dd>
<dt>口座名義</dt><dd>${escapeHtml(zengin.account_holder_name ?? '')}</dd>
<dt>未充当の残高</dt><dd class="money">${formatYen(account.balanceYen)}</dd></dl>
${invoices.length === 0 ? '<p class="soft">未払いの請求書はありません。</p>' : `<p>未払いの請求書</p><ul>${invoices.join('')}</ul>`}</section>`;
}

/** The bank counter: send a transfer of any amount under any name, and see what it did. `numbers`: invoice id → number. */
export function bankPage(facts: BankPageFacts, numbers: Map<string, string>): string {
  const accountOf = (transfer: StoredTransfer): BankAccountView | undefined => facts.accounts.find((account) => accountKey(account) === accountKey(transfer));
  const sent = facts.transfers.find((transfer) => transfer.id === facts.sentId);
  const recent = facts.transfers.slice(-SHOWN_TRANSFERS).reverse();
  const parts = [
    '<h1>模擬銀行の窓口</h1><p>お客様専用の振込先口座へ、お好きな金額と名義で振り込めます。</p>',
    facts.refusal === null ? '' : `<div class="card bad" role="alert"><p>振込できませんでした。</p><p>${escapeHtml(facts.refusal)}</p></div>`,
    sent ? `<div class="card good" role="status"><h2>振込が完了しました</h2>${outcome(sent, accountOf(sent), numbers)}</div>` : '',
    facts.accounts.length === 0
      ? '<div class="card"><p>振込先口座はまだありません。振込先口座を使う請求書を発行すると、ここに表示されます。</p></div>'
      : `${formSection(facts)}<h2>振込先口座</h2>${facts.accounts.map(accountCard).join('')}`,
    recent.length === 0 ? '' : `<h2>最近の振込</h2>${recent.map((transfer) => `<div class="card">${outcome(transfer, accountOf(transfer), numbers)}</div>`).join('')}`,
  ];
  return layout('銀行の窓口', parts.join('\n'));
}
