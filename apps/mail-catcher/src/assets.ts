/** The page's style. Colours have a contrast of at least 4.5:1 in both schemes. */
export const style = `
:root { color-scheme: light dark; --line: light-dark(#d5dae1, #3a414b); --soft: light-dark(#56606d, #aab4c0); --link: light-dark(#0b5cad, #7db8f5); --back: light-dark(#f4f6f8, #15191e); --card: light-dark(#fff, #1d2229); }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.7 "BIZ UDPGothic", "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", sans-serif; background: var(--back); overflow-wrap: anywhere; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
header { background: var(--card); border-bottom: 1px solid var(--line); padding: 12px 16px; }
header h1 { font-size: 20px; margin: 0; }
header p, .note { color: var(--soft); font-size: 14px; margin: 4px 0 0; }
main { max-width: 960px; margin: 0 auto; padding: 16px; }
.bar { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; margin-bottom: 16px; }
.bar form { display: flex; flex-wrap: wrap; gap: 8px; align-items: end; flex: 1 1 260px; }
label { display: block; font-size: 14px; color: var(--soft); }
select, button { font: inherit; min-height: 44px; padding: 4px 12px; border: 1px solid var(--line); border-radius: 6px; background: var(--card); color: inherit; max-width: 100%; }
button { cursor: pointer; }
.list { list-style: none; margin: 0; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.list li + li { border-top: 1px solid var(--line); }
.list a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 16px; padding: 12px 16px; text-decoration: none; color: inherit; }
.list a:hover strong { text-decoration: underline; }
.list strong { font-weight: 700; }
.list span { color: var(--soft); font-size: 14px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 16px; margin-bottom: 16px; }
.card h2 { font-size: 18px; margin: 0 0 8px; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 16px; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; }
pre { white-space: pre-wrap; margin: 0; font: inherit; }
iframe { width: 100%; height: 60vh; border: 1px solid var(--line); border-radius: 6px; background: #fff; }
@media (max-width: 600px) { .list a { grid-template-columns: minmax(0, 1fr); } }
`;

/** Looks for new mails every two seconds and deletes on request. Served as a file: the page allows no inline script. */
export const script = `
const list = document.querySelector('[data-newest]');
if (list) setInterval(async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch('/api/messages' + location.search);
    const { messages } = await answer.json();
    if ((messages[0]?.id ?? '') !== list.dataset.newest || String(messages.length) !== list.dataset.count) location.reload();
  } catch { /* the server is restarting */ }
}, 2000);
document.querySelector('select')?.addEventListener('change', (event) => event.target.form.submit());
document.querySelector('[data-delete]')?.addEventListener('click', async () => {
  if (!confirm('すべてのメールを削除します。よろしいですか。')) return;
  await fetch('/api/messages', { method: 'DELETE' });
  location.assign('/');
});
`;
