const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (value: string): string => value.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
export const formatYen = (amountYen: number): string => `${amountYen.toLocaleString('ja-JP')}円`;
export const formatTime = (seconds: number): string => new Date(seconds * 1000).toLocaleString('ja-JP', { timeZone: 'Asia/Tokyo', dateStyle: 'medium', timeStyle: 'short' });
export const formatDay = (seconds: number): string => new Date(seconds * 1000).toLocaleDateString('ja-JP', { timeZone: 'Asia/Tokyo' });

const STYLE = `
:root{color-scheme:light dark;--ground:#f4f5f7;--card:#fff;--ink:#1c2430;--soft:#556070;--line:#d9dee5;--accent:#0b5cad;--on-accent:#fff;--good:#12693a;--bad:#a3201a}
@media(prefers-color-scheme:dark){:root{--ground:#12161c;--card:#1b2129;--ink:#e8ecf1;--soft:#a5b0bd;--line:#333c47;--accent:#7db8f5;--on-accent:#0c1a29;--good:#7fd6a2;--bad:#ff9c94}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.7 "BIZ UDPGothic","Hiragino Sans","Noto Sans JP",sans-serif}
.banner{position:sticky;top:0;z-index:1;background:#8a1c12;color:#fff;text-align:center;padding:.6rem 1rem;font-weight:700}
.banner small{display:block;font-weight:400;line-height:1.4}
main{max-width:60rem;margin:0 auto;padding:1.25rem 1rem 4rem}h1{font-size:1.5rem;margin:.5rem 0 1rem}h2{font-size:1.125rem;margin:2rem 0 .75rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.25rem;margin-bottom:1rem}
.card>:first-child,.card>div>label{margin-top:0}.card>:last-child{margin-bottom:0}
.good{border-left:.35rem solid var(--good)}.bad{border-left:.35rem solid var(--bad)}.bad p:first-child{color:var(--bad);font-weight:700}
label{display:block;font-weight:700;margin-top:.75rem}label small{font-weight:400;color:var(--soft)}
input,select{width:100%;min-height:2.75rem;font:inherit;color:inherit;background:var(--ground);border:1px solid var(--soft);border-radius:.4rem;padding:.4rem .7rem}
button{font:inherit;font-weight:700;min-height:2.75rem;margin-top:1rem;padding:.4rem 1.5rem;border:0;border-radius:.4rem;background:var(--accent);color:var(--on-accent);cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}a{color:var(--accent)}
dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem 1rem;margin:.5rem 0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.money{font-variant-numeric:tabular-nums;font-weight:700}.soft{color:var(--soft);margin:.25rem 0}ul{padding-left:1.2rem;margin:.5rem 0}
@media(min-width:48rem){.form{display:grid;grid-template-columns:2fr 2fr 1fr;gap:0 1rem}.form button{grid-column:1/-1;justify-self:start}}
@media(max-width:26rem){dl{grid-template-columns:1fr}dt{margin-top:.4rem;line-height:1.2}}`;

/** A whole page in Japanese with the banner that says what it is. `body` is HTML, `title` plain text. */
export function layout(title: string, body: string): string {
  return `<!doctype html><html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeHtml(title)}｜模擬環境</title><style>${STYLE}</style></head>
<body><div class="banner" role="note">これは模擬環境です<small>実際のお金は動きません。Stripe・銀行とは接続していません。</small></div>
<main>${body}</main></body></html>`;
}
