import type { MessageSummary } from './message-store.js';
import type { Message } from './read-message.js';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

const japaneseTime = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', dateStyle: 'medium', timeStyle: 'medium' });
const when = (instant: string): string => japaneseTime.format(new Date(instant));
const size = (bytes: number): string => (bytes < 1024 ? `${bytes} B` : `${Math.ceil(bytes / 1024).toLocaleString('ja-JP')} KB`);

const layout = (title: string, body: string): string => `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}｜届いたメール</title><link rel="stylesheet" href="/style.css"><script src="/script.js" defer></script></head>
<body><header><h1>届いたメール</h1><p>お試し用の受信箱です。ここに届いたメールは、外には送られません。 <span lang="en">Demo inbox: nothing leaves this machine.</span></p></header>
<main>${body}</main></body></html>`;

const subjectOf = (message: MessageSummary): string => message.subject || '（件名なし）';

function filterForm(recipients: readonly string[], chosen: string): string {
  const options = recipients.map((address) => `<option${address === chosen ? ' selected' : ''}>${escapeHtml(address)}</option>`).join('');
  return `<form method="get" action="/"><div><label for="to">宛先</label><select id="to" name="to"><option value="">すべて</option>${options}</select></div><button>絞り込む</button></form>`;
}

/** The list of mails, newest first. `all`: every mail, for the choice of recipients; `chosen`: the recipient filtered by, or ''. */
export function listPage({ all, shown, chosen }: { all: readonly MessageSummary[]; shown: readonly MessageSummary[]; chosen: string }): string {
  const recipients = [...new Set([...all.flatMap((message) => message.to), ...(chosen ? [chosen] : [])])].sort();
  const rows = shown.map((message) => `<li><a href="/messages/${message.id}"><strong>${escapeHtml(subjectOf(message))}</strong><span>${when(message.receivedAt)}</span><span>宛先 ${escapeHtml(message.to.join('、'))}</span><span>${size(message.sizeBytes)}</span></a></li>`).join('');
  return layout('一覧', `<div class="bar">${filterForm(recipients, chosen)}<button type="button" data-delete>すべて削除</button></div>
<div data-newest="${shown[0]?.id ?? ''}" data-count="${shown.length}">${shown.length ? `<p class="note">${shown.length}通（新しい順）</p><ul class="list">${rows}</ul>` : '<p class="card">メールはまだ届いていません。</p>'}</div>`);
}

const linked = (text: string): string => escapeHtml(text).replace(/https?:\/\/(?:(?!&(?:lt|gt|quot|#39);)[^\s<>「」（）、。])+/g, (url) => `<a href="${url}" target="_blank" rel="noreferrer">${url}</a>`);

/** One mail. Its HTML stands in a sandboxed frame of its own document. */
export function messagePage(message: Message): string {
  const attachments = message.attachments.map((attachment) => `<li><a href="/messages/${message.id}/attachments/${attachment.index}"><strong>${escapeHtml(attachment.filename)}</strong><span>${size(attachment.sizeBytes)}</span></a></li>`).join('');
  return layout(subjectOf(message), `<p><a href="/">一覧へ戻る</a></p>
<section class="card"><h2>${escapeHtml(subjectOf(message))}</h2><dl><dt>差出人</dt><dd>${escapeHtml(message.fromHeader)}</dd><dt>宛先</dt><dd>${escapeHtml(message.to.join('、'))}</dd><dt>受信</dt><dd>${when(message.receivedAt)}</dd><dt>受付番号</dt><dd>${message.id}</dd></dl><p class="note"><a href="/messages/${message.id}/raw">元のメール（.eml）</a></p></section>
${message.attachments.length ? `<section class="card"><h2>添付ファイル</h2><ul class="list">${attachments}</ul></section>` : ''}
${message.html === null ? '' : `<section class="card"><h2>本文</h2><iframe title="メールの本文" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/messages/${message.id}/html"></iframe></section>`}
${message.text || message.html === null ? `<section class="card"><h2>${message.html === null ? '本文' : '本文（テキスト）'}</h2><pre>${linked(message.text)}</pre></section>` : ''}`);
}

/** The mail's own HTML as a document whose links open a new window. */
export const framedHtml = (html: string): string => `<!doctype html><meta charset="utf-8"><base target="_blank">${html}`;

/** A page for an address that does not exist. */
export const missingPage = (): string => layout('見つかりません', '<p class="card">メールが見つかりません。削除された可能性があります。 <a href="/">一覧へ戻る</a></p>');
