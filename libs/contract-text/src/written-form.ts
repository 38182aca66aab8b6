import { templateParts, type ArticleTemplate } from './template.js';

/** One line of a written contract: as it stands, and without the number before it. */
export interface WrittenLine { readonly raw: string; readonly text: string }
export interface WrittenArticle { readonly number: number; readonly heading: string; readonly lines: WrittenLine[] }
/** A written contract in its parts. `tail`: closing sentence, date and signatures. */
export interface WrittenParts { readonly title: string; readonly preamble: string; readonly articles: WrittenArticle[]; readonly tail: string[] }
/** One line that the form prints; `isOptional`: only with something to say (第2条6号). `item`: its 号. */
export interface FormLine { readonly template: string; readonly isOptional: boolean; readonly item: number | null }

const heading = /^第\s*([0-9０-９]{1,3}|[一二三四五六七八九十百]{1,5})\s*条\s*[（(【［[]\s*([^）)】］\]]{1,40}?)\s*[）)】］\]]\s*(.*)$/;
const plainHeading = /^第\s*([0-9０-９]{1,3}|[一二三四五六七八九十百]{1,5})\s*条[\s　]+([^\s　。、]{1,20})()$/;
// 「第11条（報酬）に定める…」 at the beginning of a line is a sentence; 「第1条（目的）……3」 is a table of contents.
const goesOn = /^(?:[のをにはがと、，及又並若]|から|まで|[.．…・‥\s]{2,}\d+$)/;
const number = /^(?:[（(]\s*[0-9０-９]{1,2}\s*[）)]|[0-9０-９]{1,2}(?:[.．、]|[ 　\t]+)|[①-⑳])[ 　\t]*/;
const signatureMark = /^[【［[（(]?\s*[甲乙]\s*[】］\]）)]?[\s　：:]*$/;
const closing = /^(?:以上、?)?(?:本契約(?:の)?(?:締結|成立)の証|以上のとおり)/;
const dateLine = /^(?:令和|平成|西暦|[0-9０-９]{4})?\s*[0-9０-９元●○〇\s]*年\s*[0-9０-９●○〇\s]*月\s*[0-9０-９●○〇\s]*日$/;
const kanji = '〇一二三四五六七八九';

/** 十二 → 12, ２２ → 22. */
function numberOf(text: string): number {
  const plain = text.normalize('NFKC');
  if (/^\d+$/.test(plain)) return Number(plain);
  const [tens, ones] = plain.includes('十') ? plain.split('十') : ['', plain];
  const digit = (value: string | undefined, none: number): number => (value ? kanji.indexOf(value) : none);
  return (plain.includes('十') ? digit(tens, 1) * 10 : 0) + digit(ones, 0);
}

/** The lines of a text without word processor marks and with single spaces; a ただし書 begins a line of its own, as in the form. */
export function writtenLines(text: string): string[] {
  return text.replace(/^\uFEFF/, '').replace(/\[bookmark:[^\]]*\]/g, '').replace(/[{}]/g, (brace) => (brace === '{' ? '｛' : '｝')).replace(/。[ 　]*ただし、/g, '。\nただし、')
    .split(/\r\n|[\r\n\v\f\u2028\u2029]/).map((line) => line.replace(/\t/g, '　').replace(/(\s)\s+/g, '$1').trim()).filter(Boolean);
}

function headingOf(line: string): { number: number; heading: string; rest: string } | null {
  const match = heading.exec(line) ?? plainHeading.exec(line);
  const rest = match?.[3] ?? '';
  return match && !goesOn.test(rest) ? { number: numberOf(match[1] ?? ''), heading: match[2] ?? '', rest } : null;
}

/** Cuts a written contract at its headings. Nothing is thrown: a text without articles has none. */
export function partsOf(lines: readonly string[]): WrittenParts {
  const [articles, before, tail]: [WrittenArticle[], string[], string[]] = [[], [], []];
  for (const line of lines) {
    const found = tail.length === 0 ? headingOf(line) : null;
    const article = articles.at(-1);
    if (found) articles.push({ number: found.number, heading: found.heading, lines: found.rest ? [writtenLine(found.rest)] : [] });
    else if (tail.length > 0 || (article && (closing.test(line) || signatureMark.test(line) || dateLine.test(line)))) tail.push(line);
    else if (article) article.lines.push(writtenLine(line));
    else before.push(line);
  }
  const isPreamble = (line: string): boolean => line.includes('以下') || line.length > 60;
  const title = before.find((line) => !isPreamble(line)) ?? '';
  // A table of contents leaves headings without a text behind, and an empty item (第2条6号 of the form) is no line.
  return { title, preamble: before.filter((line) => line !== title).join(''), articles: articles.map((one) => ({ ...one, lines: one.lines.filter((line) => line.text) })).filter((one) => one.lines.length > 0), tail };
}

function writtenLine(raw: string): WrittenLine {
  return { raw, text: raw.replace(number, '').trim() };
}

/** What the form prints in an article, line by line and without numbers. */
export function formLines(article: ArticleTemplate): FormLine[] {
  return article.paragraphs.flatMap((paragraph): FormLine[] => [
    { template: paragraph.text, isOptional: false, item: null },
    ...(paragraph.items ?? []).map((item, index) => ({ template: typeof item === 'string' ? item : item.text, isOptional: typeof item !== 'string', item: index + 1 })),
    ...(paragraph.proviso ? [{ template: paragraph.proviso, isOptional: false, item: null }] : []),
  ]);
}

const wide = (character: string): string => (character >= '!' && character <= '~' ? String.fromCharCode(character.charCodeAt(0) + 0xfee0) : character);
const escaped = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

// Half and full width, and white space in between, are no difference of words.
function tolerant(text: string): string {
  return [...text].map((character) => `[${[...new Set([character, character.normalize('NFKC'), wide(character.normalize('NFKC'))])].map(escaped).join('')}]`).join('[\\s　]*');
}

interface LinePattern { readonly pattern: RegExp; readonly fields: readonly string[] }
const patterns = new Map<string, LinePattern>();

/** A pattern for a line of the form in which every variable is a group, and the fields of the groups. */
export function linePattern(template: string): LinePattern {
  const known = patterns.get(template);
  if (known) return known;
  const parts = templateParts(template);
  const source = parts.map((part) => (part.kind === 'text' ? tolerant(part.text) : '(.{0,200}?)')).join('[\\s　]*');
  const made = { pattern: new RegExp(`^${source}[\\s　]*$`, 'u'), fields: parts.flatMap((part) => (part.kind === 'variable' ? [part.field] : [])) };
  patterns.set(template, made);
  return made;
}
