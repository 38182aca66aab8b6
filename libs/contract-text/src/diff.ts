import type { AnnexModel, ArticleModel, ContractModel } from './model.js';
import { articleLines, runsText } from './text.js';

/** A stretch of text that both versions have, or only the new (`added`) or the old one (`removed`). */
export interface DiffPart { kind: 'same' | 'added' | 'removed'; text: string }
/** One line of an article or of 別紙1; a line that only one version has consists of one part. */
export interface DiffLine { parts: DiffPart[] }
/** An article, or a section of 別紙1, that differs between two versions. */
export interface DiffBlock { key: string; title: string; lines: DiffLine[] }

interface Block { readonly key: string; readonly title: string; readonly lines: readonly string[] }

/** Pairs of equal elements in order: the longest common subsequence. */
function commonPairs<T>(before: readonly T[], after: readonly T[]): [number, number][] {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = before[i] === after[j] ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < before.length && j < after.length;) {
    if (before[i] === after[j]) { pairs.push([i, j]); i += 1; j += 1; }
    else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Words of Japanese text without a dictionary: runs of digits, Latin letters, katakana, kanji or hiragana; every other character is a word. */
export const wordsOf = (text: string): string[] => text.match(/[0-9０-９][0-9０-９,，.．]*|[A-Za-z]+|[ァ-ヶー]+|[一-龠々〆]+|[ぁ-ん]+|[\s\S]/gu) ?? [];

const part = (kind: DiffPart['kind'], text: string): DiffPart[] => (text ? [{ kind, text }] : []);

/** The words that were taken out of and put into a line. */
export function diffWords(before: string, after: string): DiffPart[] {
  const [old, next] = [wordsOf(before), wordsOf(after)];
  const parts: DiffPart[] = [];
  const push = (more: DiffPart[]) => more.forEach((one) => {
    const last = parts.at(-1);
    if (last?.kind === one.kind) last.text += one.text;
    else parts.push({ ...one });
  });
  let [i, j] = [0, 0];
  for (const [a, b] of [...commonPairs(old, next), [old.length, next.length] as const]) {
    push([...part('removed', old.slice(i, a).join('')), ...part('added', next.slice(j, b).join('')), ...part('same', old[a] ?? '')]);
    [i, j] = [a + 1, b + 1];
  }
  return parts;
}

/** Lines that stay are left out; a replaced line is compared word by word with the one in its place. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  for (const [a, b] of [...commonPairs(before, after), [before.length, after.length] as const]) {
    const [old, next] = [before.slice(i, a), after.slice(j, b)];
    for (let at = 0; at < Math.max(old.length, next.length); at += 1) {
      const [was, is] = [old[at], next[at]];
      lines.push({ parts: was === undefined ? part('added', is ?? '') : is === undefined ? part('removed', was) : diffWords(was, is) });
    }
    [i, j] = [a + 1, b + 1];
  }
  return lines.filter(({ parts }) => parts.length > 0);
}

const articleBlock = (article: ArticleModel): Block => {
  const [title = '', ...lines] = articleLines(article);
  return { key: `article-${article.number}`, title, lines };
};

const annexBlocks = (annex: AnnexModel): Block[] => annex.sections.map(({ heading, rows, table }) => ({
  key: `annex-${heading}`, title: `別紙1　${heading}`,
  lines: [...rows.flatMap((row) => (row.label ? `${row.label}：${row.text}` : row.text).split('\n')), ...(table ? table.rows.map((cells) => cells.join('｜')) : [])],
}));

const blocksOf = (model: ContractModel): Block[] => [
  { key: 'preamble', title: '前文', lines: [runsText(model.preamble)] },
  ...model.articles.map(articleBlock), ...annexBlocks(model.annex),
  ...model.signatures.map((block) => ({ key: `party-${block.party}`, title: `記名　${block.mark}`, lines: block.lines.map((line) => `${line.label}：${runsText(line.runs)}`) })),
];

/**
 * The articles and the sections of 別紙1 that read differently, each with the lines that changed.
 * Pure text: whoever reads the two documents sees the same differences.
 */
export function diffContracts(before: ContractModel, after: ContractModel): DiffBlock[] {
  const [old, next] = [blocksOf(before), blocksOf(after)];
  const keys = [...new Set([...old, ...next].map(({ key }) => key))];
  return keys.flatMap((key) => {
    const [was, is] = [old.find((block) => block.key === key), next.find((block) => block.key === key)];
    const lines = diffLines(was?.lines ?? [], is?.lines ?? []);
    return lines.length === 0 ? [] : [{ key, title: is?.title ?? was?.title ?? '', lines }];
  });
}
