import { itemLabel, paragraphLabel, asForm, type ArticleTemplate, type ParagraphTemplate } from './template.js';
import type { PartyKey } from './terms.js';

/** One variable found in an imported form. */
export interface FormBlank {
  field: string;
  /** Where it stands: 前文, 第2条, 日付, 署名欄. */
  place: string;
  /** How many runs of ● it is made of: 令和●年●月●日 is one variable of three runs. */
  runs: number;
}

interface MutableParagraph extends ParagraphTemplate {
  items?: string[];
}

interface MutableArticle extends ArticleTemplate {
  paragraphs: MutableParagraph[];
}

export interface ParsedSignature {
  party: PartyKey;
  lines: { label: string; text: string }[];
}

/** An imported form. Texts carry their variables as `{field|blank}`. */
export interface ParsedForm {
  title: string;
  preamble: string;
  articles: ArticleTemplate[];
  closing: string;
  dateLine: string;
  signatures: ParsedSignature[];
  blanks: FormBlank[];
  /** Lines that still hold a ● that no rule knows. */
  unmapped: string[];
}

const BOOKMARK = /\[bookmark:[^\]]*\]/g;
const RUN = /●+/g;

const RULES: readonly [pattern: RegExp, field: string][] = [
  [/株式会社●+(?=（以下「甲」)/, 'parties.client.companyName'],
  [/株式会社●+(?=（以下「乙」)/, 'parties.vendor.companyName'],
  [/(?<=^サイト名称：)●+/, 'sites.0.name'],
  [/(?<=^URL：)●+/, 'sites.0.url'],
  [/(?<=^管理対象サーバー：)●+/, 'sites.0.server'],
  [/(?<=^CMS：)●+/, 'sites.0.cms'],
  [/(?<=月額)●+円/, 'feeYen'],
  [/(?<=毎月)●+日/, 'dueDay'],
  [/(?:令和)?●+年●+月●+日/, 'contractDate'],
];

const SIGNATURE_FIELDS: Record<string, string> = { 住所: 'address', 会社名: 'companyName', 代表者: 'representative' };

class FormReader {
  readonly form: ParsedForm = {
    title: '', preamble: '', articles: [], closing: '', dateLine: '', signatures: [], blanks: [], unmapped: [],
  };

  read(lines: readonly string[]): ParsedForm {
    for (const line of lines) this.line(line);
    return this.form;
  }

  private line(line: string): void {
    const heading = /^第(\d+)条（(.+)）$/.exec(line);
    const signature = /^【(甲|乙)】$/.exec(line);
    const block = this.form.signatures.at(-1);
    if (heading) this.form.articles.push({ number: Number(heading[1]), heading: heading[2] ?? '', paragraphs: [] });
    else if (signature) this.form.signatures.push({ party: signature[1] === '甲' ? 'client' : 'vendor', lines: [] });
    else if (block) this.signatureLine(block, line);
    else if (line.startsWith('本契約締結の証として')) this.form.closing = line;
    else if (this.form.closing) this.form.dateLine = this.variables(line, '日付');
    else if (this.form.articles.length > 0) this.articleLine(line);
    else if (this.form.title === '') this.form.title = line;
    else this.form.preamble += this.variables(line, '前文');
  }

  private articleLine(line: string): void {
    const article = this.form.articles.at(-1) as MutableArticle;
    const place = `第${article.number}条`;
    const last = article.paragraphs.at(-1);
    const numbered = /^([2-9])[　 ](.+)$/.exec(line);
    const item = /^(（\d+）|\d+\.)\s*(.*)$/.exec(line);
    if (numbered) article.paragraphs.push({ text: this.variables(numbered[2] ?? '', place) });
    else if (item && last) this.itemLine(last, item, place);
    else if (line.startsWith('ただし、') && last) last.proviso = this.variables(line, place);
    else this.plainParagraph(article, this.variables(line, place));
  }

  private plainParagraph(article: MutableArticle, text: string): void {
    article.paragraphs.push(article.paragraphs.length === 0 ? { text } : { text, unnumbered: true });
  }

  private itemLine(paragraph: MutableParagraph, item: RegExpExecArray, place: string): void {
    // 第2条6号 of the form is empty: an empty item is not a condition.
    if (!item[2]) return;
    if (item[1]?.endsWith('.')) paragraph.dotted = true;
    paragraph.items = [...(paragraph.items ?? []), this.variables(item[2], place)];
  }

  private signatureLine(block: ParsedSignature, line: string): void {
    const match = /^([^：]+)：(.*)$/.exec(line);
    const label = match?.[1] ?? '';
    const value = match?.[2] ?? line;
    const field = SIGNATURE_FIELDS[label];
    if (!field || !/^●+$/.test(value)) {
      block.lines.push({ label, text: this.variables(value, '署名欄') });
      return;
    }
    block.lines.push({ label, text: this.variable(`parties.${block.party}.${field}`, value, '署名欄') });
  }

  private variable(field: string, blank: string, place: string): string {
    this.form.blanks.push({ field, place, runs: blank.match(RUN)?.length ?? 0 });
    return `{${field}|${blank}}`;
  }

  private variables(line: string, place: string): string {
    let text = line;
    for (const [pattern, field] of RULES) text = text.replace(pattern, (blank) => this.variable(field, blank, place));
    if (RUN.test(text.replace(/\{[^}]*\}/g, ''))) this.form.unmapped.push(line);
    RUN.lastIndex = 0;
    return text;
  }
}

/**
 * Reads the text of the form (from .txt, or copied out of a word processor) into articles and variables.
 * Drops `[bookmark: …]` marks, empty lines and empty items.
 * @returns the structure; what it cannot place is listed in `unmapped`, nothing is thrown
 */
export function parseForm(text: string): ParsedForm {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(BOOKMARK, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return new FormReader().read(lines);
}

function articleText(article: ArticleTemplate): string {
  const lines = [`第${article.number}条（${article.heading}）`];
  for (const [index, paragraph] of article.paragraphs.entries()) {
    lines.push(paragraphLabel(index, paragraph) + paragraph.text);
    const items = paragraph.items ?? [];
    for (const [place, item] of items.entries()) {
      lines.push(itemLabel(place, paragraph) + (typeof item === 'string' ? item : item.text));
    }
    if (paragraph.proviso) lines.push(paragraph.proviso);
  }
  return lines.join('\n');
}

/**
 * The way back: writes a parsed form as text, blanks and all.
 * @returns the text of `parseForm` without bookmarks and without empty items
 */
export function formText(form: ParsedForm): string {
  const signatures = form.signatures.map((block) =>
    [`【${block.party === 'client' ? '甲' : '乙'}】`, ...block.lines.map((line) => `${line.label}：${line.text}\n`)].join('\n').trimEnd(),
  );
  const blocks = [form.title, form.preamble, ...form.articles.map(articleText), form.closing, form.dateLine, ...signatures];
  return `${asForm(blocks.join('\n\n'))}\n\n`;
}
