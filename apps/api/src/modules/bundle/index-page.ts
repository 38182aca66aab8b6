import type { Row } from '../../platform/db/tx.js';
import type { Exhibit } from './assemble.js';
import type { Collected } from './collect.js';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const html = (value: unknown): string => {
  const text = value === null || value === undefined ? '' : value instanceof Date ? japanTime(value) : typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');
};
const japanTime = (at: Date | string): string => new Date(new Date(at).getTime() + 9 * 3_600_000).toISOString().replace('T', ' ').slice(0, 16);
const grid = (heads: readonly string[], rows: readonly (readonly string[])[]): string => (rows.length === 0 ? '<p>記録はありません。</p>' : `<table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((entry) => `<td>${entry}</td>`).join('')}</tr>`).join('')}</tbody></table>`);

interface Part { readonly table: string; readonly title: string; readonly columns: readonly (readonly [column: string, head: string])[] }
/** What a person looks for first; every table stands whole under data/. */
const parts: readonly Part[] = [
  { table: 'contract_term', title: '契約期間（第17条）', columns: [['number', '期'], ['starts_on', '初日'], ['last_on', '最終日']] },
  { table: 'contract_end', title: '契約の終了', columns: [['last_on', '最終日'], ['basis', '根拠（条）'], ['withdrawn_at', '取消']] },
  { table: 'notice', title: '通知（第17条・第18条）', columns: [['given_on', '発信日'], ['article', '条'], ['giver_party', '発信者の側'], ['giver_name', '発信者'], ['channel', '方法'], ['requested_end_on', '希望の終了日'], ['content_hash', '内容のハッシュ値']] },
  { table: 'notice_delivery', title: '通知の到達', columns: [['business_at', '記録日時'], ['kind', '方法'], ['recipient', '宛先'], ['accepted', '受信サーバーの受付'], ['server_response', '受信サーバーの応答'], ['arrived_on', '到達日']] },
  { table: 'incident', title: '障害（第9条）', columns: [['incident_number', '番号'], ['title', '件名'], ['detected_at', '発見'], ['opened_by', '起票者']] },
  { table: 'incident_event', title: '障害の経過', columns: [['at', '日時'], ['kind', '種類'], ['side', '側'], ['person_name', '人'], ['text', '内容']] },
  { table: 'report_sending', title: '月次報告', columns: [['month', '月'], ['sent_on', '送付日'], ['sent_to', '宛先']] },
  { table: 'agreement', title: '協議と合意（第21条）', columns: [['agreement_number', '番号'], ['article', '条'], ['subject', '件名'], ['opened_side', '始めた側'], ['opened_at', '開始']] },
  { table: 'agreement_entry', title: '協議の経過', columns: [['at', '日時'], ['kind', '種類'], ['side', '側'], ['person_name', '人'], ['text', '内容'], ['content_hash', '案のハッシュ値']] },
  { table: 'claim', title: '損害賠償の請求（第16条）', columns: [['claim_number', '番号'], ['side', '側'], ['title', '件名'], ['reason', '理由'], ['incident_on', '事由発生日'], ['claimed_on', '請求日']] },
  { table: 'invoice', title: '請求書（第11条）', columns: [['number', '番号'], ['issued_on', '発行日'], ['due_on', '支払期日'], ['total_yen', '合計（円）'], ['state', '状態']] },
  { table: 'allocation', title: '入金の充当', columns: [['paid_on', '入金日'], ['kind', '種類'], ['amount_yen', '金額（円）'], ['invoice_id', '請求書のID']] },
  { table: 'antisocial_representation', title: '反社会的勢力でないことの表明（第20条）', columns: [['answered_on', '日付'], ['party', '側'], ['answered_by', '表明した人'], ['officers', '役員等'], ['statement_version', '文の版']] },
];

const dateColumn = /_on$/;
function valueOf(row: Row, column: string): string {
  const value = row[column];
  return value instanceof Date && dateColumn.test(column) ? japanTime(value).slice(0, 10) : html(value);
}

function section({ tables }: Collected, part: Part): string {
  const table = tables.find(({ name }) => name === part.table);
  if (!table) return '';
  const columns = part.columns.filter(([column]) => table.columns.includes(column));
  return `<h2>${part.title}</h2><p><a href="data/${part.table}.csv">すべての項目（CSV）</a></p>${grid(columns.map(([, head]) => head), table.rows.map((row) => columns.map(([column]) => valueOf(row, column))))}`;
}

function heading({ bundle, facts }: Collected): string {
  const { client, vendor } = facts.terms.parties;
  const period = bundle.from_on || bundle.until_on ? `${bundle.from_on ?? '最初'} 〜 ${bundle.until_on ?? '最後'}` : '全期間';
  const rows = [['契約番号', facts.number], ['甲（お客様）', `${client.companyName}　${client.address}`], ['乙（保守会社）', `${vendor.companyName}　${vendor.address}`], ['締結日', facts.conclusion?.concludedOn ?? ''], ['対象サイト', facts.sites.map(({ name, url }) => `${name} ${url}`).join('、')], ['この一式の期間', period], ['作成を求めた側', bundle.side === 'client' ? '甲' : '乙']];
  return `<h1>契約 ${html(facts.number)} の証拠一式</h1><table>${rows.map(([head, value]) => `<tr><th>${head ?? ''}</th><td>${html(value)}</td></tr>`).join('')}</table>`;
}

const style = 'body{font:16px/1.7 sans-serif;max-width:1100px;margin:0 auto;padding:24px;color:#1b1b1b}table{border-collapse:collapse;width:100%;margin:8px 0}th,td{border:1px solid #bbb;padding:6px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere;font-size:14px}th{background:#f2f4f6}h2{margin-top:32px;border-bottom:2px solid #345}code{font-size:12px}';

/** The page to begin with: readable offline in any browser, without scripts. */
export function indexPage(collected: Collected, exhibits: readonly Exhibit[]): string {
  const { bundle, tables, events } = collected;
  const versions = (tables.find(({ name }) => name === 'contract_version')?.rows ?? []).filter((row) => row['fixed_at'] !== null);
  const marked = bundle.mark === 'plaintiff' ? '甲' : '乙';
  return `<!doctype html><html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>証拠一式 ${html(collected.facts.number)}</title><style>${style}</style></head><body>
${heading(collected)}
<h2>証拠説明書（案）</h2><p>号証の「${marked}」は、訴訟の${bundle.mark === 'plaintiff' ? '原告' : '被告'}の号証を表します（契約の甲・乙とは別です）。立証趣旨は提出の前に補い、弁護士に確認してください。</p>
${grid(['号証', '標目', '原本・写し', '作成年月日', '作成者', '立証趣旨', 'SHA-256'], exhibits.map((exhibit) => [exhibit.number, `<a href="${exhibit.path}">${html(exhibit.title)}</a>`, exhibit.copy, exhibit.on, html(exhibit.maker), exhibit.purpose, `<code>${exhibit.sha256}</code>`]))}
<h2>契約書の本文（版ごと）</h2><ul>${versions.map((row) => `<li><a href="contract/version-${html(row['number'])}.txt">第${html(row['number'])}版</a>　本文のハッシュ値 <code>${html(row['body_hash'])}</code></li>`).join('')}</ul>
${parts.map((part) => section(collected, part)).join('\n')}
<h2>時系列</h2><p><a href="timeline.csv">CSV</a>　証跡の原文：<a href="audit/events.ndjson">audit/events.ndjson</a></p>
${grid(['日時（日本時間）', '条文', '出来事'], events.map((event) => [japanTime(event.at), html(event.article ?? ''), html(event.sentence)]))}
<h2>そのほかの記録（CSV）</h2><ul>${tables.map(({ name, rows }) => `<li><a href="data/${name}.csv">${name}</a>（${rows.length}件）</li>`).join('')}</ul>
<h2>変更されていないことの確認</h2><p>すべてのファイルのSHA-256は <a href="SHA256SUMS">SHA256SUMS</a> にあります。インターネットにつながずに確認できます。</p><pre>node verify.mjs
sh verify.sh</pre>
</body></html>
`;
}
