/** One mail in one language: subject, paragraphs, and at most one thing to do. */
export interface MailText {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly action?: { readonly label: string; readonly url: string };
  /** Small print below the action. */
  readonly notes?: readonly string[];
}

/** What a template gets: plain facts, and the link and code derived by the worker. */
export interface MailFacts { readonly data: Readonly<Record<string, string>>; readonly url: string; readonly code: string; readonly publicUrl: string }
export type MailTemplate = Readonly<Record<'ja' | 'en', (facts: MailFacts) => MailText>>;

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Plain text and HTML of a mail; every value is escaped, the HTML needs no remote resource. */
export function renderMail(mail: MailText): { text: string; html: string } {
  const text = [...mail.paragraphs, ...(mail.action ? [`${mail.action.label}\n${mail.action.url}`] : []), ...(mail.notes ?? []).map((note) => `※ ${note}`)].join('\n\n');
  const paragraph = (content: string, style = '') => `<p style="margin:0 0 16px;${style}">${escapeHtml(content).replaceAll('\n', '<br>')}</p>`;
  const button = mail.action
    ? `<p style="margin:24px 0"><a href="${escapeHtml(mail.action.url)}" style="background:#0066be;color:#fff;padding:14px 24px;border-radius:4px;text-decoration:none;font-weight:700;display:inline-block">${escapeHtml(mail.action.label)}</a></p>${paragraph(mail.action.url, 'font-size:12px;color:#595959;word-break:break-all')}`
    : '';
  const body = `${mail.paragraphs.map((content) => paragraph(content)).join('')}${button}${(mail.notes ?? []).map((note) => paragraph(`※ ${note}`, 'font-size:13px;color:#595959')).join('')}`;
  const html = `<!doctype html><html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head><body style="margin:0;background:#f7f7f7;font-family:'Hiragino Sans',Meiryo,sans-serif;font-size:16px;line-height:1.7;color:#1a1a1a"><div style="max-width:600px;margin:0 auto;padding:24px"><div style="background:#fff;border:1px solid #ccc;border-radius:4px;padding:24px">${body}</div><p style="font-size:12px;color:#595959;margin:16px 4px">Hoshu（保守）</p></div></body></html>`;
  return { text: `${text}\n\n--\nHoshu（保守）\n`, html };
}
