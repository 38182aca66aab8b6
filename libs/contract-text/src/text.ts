import type { AnnexModel, ArticleModel, ContractModel, Run, SignatureBlock } from './model.js';

/** The characters of some runs, joined. */
export function runsText(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
}

/** One article, line by line: heading, paragraphs, items. */
export function articleLines(article: ArticleModel): string[] {
  const lines = [`第${article.number}条（${article.heading}）`];
  for (const paragraph of article.paragraphs) {
    lines.push(paragraph.label + runsText(paragraph.runs));
    for (const item of paragraph.items) lines.push(item.label + runsText(item.runs));
    if (paragraph.proviso) lines.push(runsText(paragraph.proviso));
  }
  return lines;
}

function signatureLines(block: SignatureBlock): string[] {
  return [block.mark, ...block.lines.map((line) => `${line.label}：${runsText(line.runs)}\n`)];
}

/**
 * The contract proper (without 別紙1) as plain text, laid out line by line like the form.
 * @returns text that ends with one empty line, as the form does
 */
export function contractText(model: ContractModel): string {
  const blocks = [
    [model.title],
    [runsText(model.preamble)],
    ...model.articles.map(articleLines),
    [model.closing],
    [runsText(model.dateLine)],
    ...model.signatures.map(signatureLines),
  ];
  return `${blocks.map((lines) => lines.join('\n').trimEnd()).join('\n\n')}\n\n`;
}

/** 別紙1 as plain text: headings, rows and table lines. */
export function annexText(annex: AnnexModel): string {
  const lines = [annex.title, annex.lead];
  for (const section of annex.sections) {
    lines.push('', `${section.number}　${section.heading}`);
    for (const row of section.rows) lines.push(row.label ? `${row.label}：${row.text}` : row.text);
    if (section.table) lines.push(section.table.head.join('｜'), ...section.table.rows.map((row) => row.join('｜')));
  }
  return `${lines.join('\n')}\n`;
}
