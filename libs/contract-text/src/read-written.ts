import { ARTICLES, PREAMBLE } from './articles.js';
import { diffLines, type DiffLine } from './diff.js';
import { asForm, templateParts, type ArticleTemplate } from './template.js';
import { blankTerms, type ContractTerms, type PartyKey } from './terms.js';
import { formLines, linePattern, partsOf, writtenLines, type FormLine, type WrittenArticle, type WrittenLine } from './written-form.js';
import { isOpen, looseValues, readValue, type WrittenValue } from './written-values.js';

/** One article of a written contract beside the form: word for word, other words, not there, or one that the form does not have. */
export interface ArticleReading {
  /** Of the form; of the document for an added one. */
  readonly number: number;
  readonly heading: string;
  readonly state: 'same' | 'differs' | 'missing' | 'added';
  /** The number in the document, null when it is missing. */
  readonly writtenNumber: number | null;
  /** From the form to the document; empty when it reads the same. */
  readonly lines: DiffLine[];
  /** The article as the document has it. */
  readonly text: string;
}
export interface WrittenReading {
  readonly title: string;
  /** What was filled in. A blank that was left open (●) is no value. */
  readonly values: WrittenValue[];
  readonly articles: ArticleReading[];
  /** The terms of the form with every value that was understood. */
  readonly terms: ContractTerms;
  /** Lines after the articles that nobody knows: an 別紙, a stamp. */
  readonly unplaced: string[];
  /** How many of the form's lines were found, of how many. */
  readonly found: number;
  readonly of: number;
}

const labels: Readonly<Record<string, string>> = { 住所: 'address', 所在地: 'address', 本店所在地: 'address', 会社名: 'companyName', 商号: 'companyName', 名称: 'companyName', 社名: 'companyName', 代表者: 'representative', 代表者名: 'representative', 氏名: 'representative' };
const key = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

/** The lines of an article of the form, and those that were found in the document, as they read there. */
interface Beside { readonly number: number; readonly form: readonly FormLine[]; readonly taken: Map<FormLine, string> }

class WrittenReader {
  readonly terms = blankTerms();
  readonly values: WrittenValue[] = [];
  found = 0;

  /** Returns whether the text is an open blank or was understood. */
  take(field: string, place: string, written: string): boolean {
    const text = written.trim();
    if (isOpen(text)) return true;
    const before = this.values.find((value) => value.field === field && value.state === 'read');
    if (before) {
      if (key(before.text) !== key(text)) this.values.push({ field, place, text, state: 'contradicts' });
      return true;
    }
    const isRead = readValue(this.terms, field, text);
    this.values.push({ field, place, text, state: isRead ? 'read' : 'unclear' });
    return isRead;
  }

  /** The first line of the form, not found before, that this one is; as the form would print it with what is filled in. */
  private match(line: WrittenLine, { number, form, taken }: Beside): string | null {
    for (const one of form) {
      const { pattern, fields } = linePattern(one.template);
      const groups = taken.has(one) ? null : pattern.exec(line.text);
      if (!groups) continue;
      const texts = groups.slice(1).map((text) => text.trim());
      const isUnderstood = fields.map((field, index) => this.take(field, `第${number}条`, texts[index] ?? '')).every(Boolean);
      if (!isUnderstood) return null;
      let at = 0;
      const printed = templateParts(one.template).map((part) => (part.kind === 'text' ? part.text : texts[at++] ?? '')).join('');
      taken.set(one, printed);
      return printed;
    }
    return null;
  }

  private loose(article: number, line: WrittenLine): void {
    for (const [of, field, pattern] of looseValues) {
      const text = of === article ? pattern.exec(key(line.text))?.[1] : undefined;
      if (text && !this.values.some((value) => value.field === field)) this.take(field, `第${article}条`, text);
    }
  }

  article(form: ArticleTemplate, written: WrittenArticle | undefined): ArticleReading {
    const { number, heading } = form;
    if (!written) return { number, heading, state: 'missing', writtenNumber: null, lines: [], text: '' };
    const lines = formLines(form);
    const taken = new Map<FormLine, string>();
    const after = written.lines.map((line) => {
      const printed = this.match(line, { number, form: lines, taken });
      if (printed === null) this.loose(number, line);
      return printed ?? line.text;
    });
    this.found += [...taken.keys()].filter((line) => !line.isOptional).length;
    if (number === 3) this.works(lines, taken);
    const before = lines.filter((line) => !line.isOptional || taken.has(line)).map((line) => taken.get(line) ?? asForm(line.template));
    const same = key(written.heading) === key(heading);
    const changes = [...(same ? [] : diffLines([heading], [written.heading])), ...diffLines(before, after)];
    return { number, heading, state: changes.length === 0 ? 'same' : 'differs', writtenNumber: written.number, lines: changes, text: written.lines.map(({ raw }) => raw).join('\n') };
  }

  // 第3条: a work that the document leaves out is not part of the maintenance.
  private works(lines: readonly FormLine[], taken: ReadonlyMap<FormLine, string>): void {
    for (const line of lines) {
      const work = this.terms.annex.works.find((one) => one.number === line.item);
      if (work && !taken.has(line)) work.applies = false;
    }
  }

  preamble(text: string): void {
    const [, client, vendor] = /^(.{1,100}?)[\s　]*[（(][\s　]*以下[^甲乙]{0,4}甲.{0,30}?[と及びとび、]+[\s　]*(.{1,100}?)[\s　]*[（(][\s　]*以下[^甲乙]{0,4}乙/u.exec(text.slice(0, 600)) ?? [];
    const { pattern, fields } = linePattern(PREAMBLE);
    const strict = pattern.exec(text);
    const names = strict ? strict.slice(1) : [client, vendor];
    fields.forEach((field, index) => { if (names[index]) this.take(field, '前文', names[index]); });
  }

  /** Date and signatures; returns what it does not know. */
  tail(lines: readonly string[]): string[] {
    let [side, label]: [PartyKey | null, string | null] = [null, null];
    return lines.filter((line, index) => {
      const mark = /^[【［[（(]?\s*([甲乙])\s*[】］\]）)]?[\s　：:]*$/.exec(line)?.[1];
      if (mark) { [side, label] = [mark === '甲' ? 'client' : 'vendor', null]; return false; }
      if (!side && /年.*月.*日$/.test(line) && line.length < 40) { this.take('contractDate', '日付', line); return false; }
      const pair = /^([^：:]{1,10})[：:](.*)$/.exec(line);
      const name = labels[key(pair?.[1] ?? line)];
      if (side && name && (!pair || !pair[2]?.trim())) { label = name; return false; }
      const field = pair ? name : label;
      if (side && field) { this.take(`parties.${side}.${field}`, '署名欄', (pair?.[2] ?? line).replace(/[\s　]*[印㊞]$/, '')); label = null; return false; }
      return index > 0 || side !== null;
    });
  }
}

/** Which article of the document stands for which of the form: by heading, else by number where neither has another partner. */
function pair(written: readonly WrittenArticle[]): Map<number, WrittenArticle> {
  const pairs = new Map<number, WrittenArticle>();
  const isFree = (article: WrittenArticle): boolean => ![...pairs.values()].includes(article);
  for (const form of ARTICLES) {
    const match = written.find((article) => key(article.heading) === key(form.heading) && isFree(article));
    if (match) pairs.set(form.number, match);
  }
  for (const form of ARTICLES.filter(({ number }) => !pairs.has(number))) {
    const match = written.find((article) => article.number === form.number && isFree(article));
    if (match) pairs.set(form.number, match);
  }
  return pairs;
}

const ofForm = ARTICLES.flatMap(formLines).filter((line) => !line.isOptional).length;

/**
 * Reads a contract that somebody wrote on the form: what is filled in, and article by article whether the words are the form's (F004).
 * Width of characters, white space and numbers before lines are no differences. Pure; nothing is thrown, whatever the text is.
 */
export function readWritten(text: string): WrittenReading {
  const parts = partsOf(writtenLines(text));
  const reader = new WrittenReader();
  reader.preamble(parts.preamble);
  const pairs = pair(parts.articles);
  const articles = ARTICLES.map((form) => reader.article(form, pairs.get(form.number)));
  const partners = new Set(pairs.values());
  const added = parts.articles.filter((article) => !partners.has(article)).map(({ number, heading, lines }): ArticleReading => ({
    number, heading, state: 'added', writtenNumber: number, lines: lines.map((line) => ({ parts: [{ kind: 'added', text: line.raw }] })), text: lines.map(({ raw }) => raw).join('\n'),
  }));
  const unplaced = reader.tail(parts.tail);
  return { title: parts.title, values: reader.values, articles: [...articles, ...added], terms: reader.terms, unplaced, found: reader.found, of: ofForm };
}

/** The text of a written contract as `parseForm` wants it: headings as the form writes them. */
export const asWrittenForm = (text: string): string => {
  const { title, preamble, articles, tail } = partsOf(writtenLines(text));
  return [title, preamble, ...articles.flatMap(({ number, heading, lines }) => [`第${number}条（${heading}）`, ...lines.map(({ raw }) => raw)]), ...tail].join('\n');
};
