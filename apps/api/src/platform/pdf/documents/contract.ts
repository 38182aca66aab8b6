import type { AnnexSection, ArticleModel, ContractModel, ParagraphModel, PartyKey, Run, SignatureBlock } from '@hoshu/contract-text';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { renderPdf } from '../engine.js';
import { textWidth } from '../fonts.js';
import { COLOR, head, mm, sealAt } from '../layout.js';
import type { SealImage } from '../seal-image.js';

/** 後文「本書2通」: the only difference between the two originals. */
export type OriginalMark = '甲保有分' | '乙保有分';

export interface ContractPdfOptions {
  mark: OriginalMark;
  /** Printed beside the name of the representative. */
  sealImages?: Partial<Record<PartyKey, SealImage>>;
  /** SHA-256 of the model, lower-case hex; printed at the foot of every page. */
  bodyHash: string;
  createdAt: Date;
  contractNumber?: string;
}

const SEAL_SIZE = mm(19);
const FONT_SIZE = 10.5;
const LINE_LABEL_WIDTH = 46;
const LABEL_WIDTH = 16;
const ITEM_INDENT = 16;

const textOf = (runs: readonly Run[]): string => runs.map((run) => run.text).join('');

function labelled(label: string, text: string, { indent, labelWidth }: { indent: number; labelWidth: number }): Content {
  return { columns: [{ width: labelWidth, text: label }, { width: '*', text }], margin: [indent, 0, 0, 1] };
}

function paragraph(model: ParagraphModel): Content[] {
  const text = textOf(model.runs);
  const body: Content[] = [labelled(model.label.trim(), text, { indent: 0, labelWidth: LABEL_WIDTH })];
  const width = model.items[0]?.label.startsWith('（') ? 32 : 18;
  for (const item of model.items) body.push(labelled(item.label.trim(), textOf(item.runs), { indent: ITEM_INDENT, labelWidth: width }));
  if (model.proviso) body.push({ text: textOf(model.proviso), margin: [LABEL_WIDTH, 0, 0, 1] });
  return body;
}

function article(model: ArticleModel): Content {
  return {
    unbreakable: true,
    stack: [{ text: `第${model.number}条（${model.heading}）`, bold: true, margin: [0, 7, 0, 2] }, ...model.paragraphs.flatMap(paragraph)],
  };
}

function signature(block: SignatureBlock, seal: SealImage | undefined): Content {
  const rows = block.lines.map((line): TableCell[] => [`${line.label}：`, textOf(line.runs)]);
  const [, companyWidth = 0, nameWidth = 0] = block.lines.map((line) => textWidth(textOf(line.runs), FONT_SIZE, { family: 'mincho' }));
  // Beside the name; where the company name is longer, over its right end, as is usual.
  const x = LINE_LABEL_WIDTH + Math.max(nameWidth + mm(3), companyWidth - mm(5));
  return {
    margin: [mm(30), 12, 0, 0],
    stack: [
      { text: block.mark, bold: true, margin: [0, 0, 0, 3] },
      ...(seal ? [sealAt(seal, { x, y: 16, size: SEAL_SIZE }, true)] : []),
      { layout: 'bare', table: { widths: [LINE_LABEL_WIDTH, mm(85)], body: rows } },
    ],
  };
}

function closing(model: ContractModel, seals: Partial<Record<PartyKey, SealImage>>): Content {
  return {
    unbreakable: true,
    stack: [
      { text: model.closing, margin: [0, 16, 0, 10] },
      { text: textOf(model.dateLine) },
      ...model.signatures.map((block) => signature(block, seals[block.party])),
    ],
  };
}

function annexSection(section: AnnexSection): Content {
  const parts: Content[] = [{ text: `${section.number}　${section.heading}`, bold: true, margin: [0, 9, 0, 3] }];
  const [first] = section.rows;
  if (first && section.rows.every((row) => row.label === '')) parts.push(...section.rows.map((row): Content => ({ text: row.text, margin: [LABEL_WIDTH, 0, 0, 0] })));
  else if (first) {
    const body = section.rows.map((row): TableCell[] => [head(row.label), row.text]);
    parts.push({ layout: 'grid', margin: [0, 0, 0, 3], table: { widths: [mm(34), '*'], body, dontBreakRows: true } });
  }
  if (section.table) {
    const widths = section.table.head.length === 3 ? [mm(20), '*', mm(50)] : [mm(34), '*', mm(36), mm(28)];
    const body: TableCell[][] = [section.table.head.map((text) => head(text)), ...section.table.rows];
    parts.push({ layout: 'grid', table: { headerRows: 1, widths, body, dontBreakRows: true } });
  }
  return { stack: parts, fontSize: 9.5, unbreakable: true };
}

function pageHeader(mark: OriginalMark): Content {
  return {
    margin: [0, mm(10), mm(20), 0],
    columns: [
      { width: '*', text: '' },
      { width: 64, layout: 'box', fontSize: 9, table: { widths: ['*'], body: [[{ text: mark, alignment: 'center', margin: [-8, -4, -8, -4] }]] } },
    ],
  };
}

function pageFooter(options: ContractPdfOptions, page: number, pages: number): Content {
  const number = options.contractNumber ? `契約番号 ${options.contractNumber}　` : '';
  return {
    margin: [mm(25), 8, mm(25), 0],
    stack: [
      { text: `${page} / ${pages}`, alignment: 'center', fontSize: 9 },
      { text: `${number}本文ハッシュ（SHA-256） ${options.bodyHash}`, alignment: 'center', fontSize: 6.5, color: COLOR.soft, margin: [0, 2, 0, 0] },
    ],
  };
}

/**
 * Draws one of the two originals of a contract: 22 articles, closing, signatures, 別紙1.
 * @param model the same for both originals
 * @returns the bytes of the PDF, not signed yet
 */
export function contractPdf(model: ContractModel, options: ContractPdfOptions): Promise<Uint8Array> {
  return renderPdf({
    title: `${model.title}（${options.mark}）`,
    author: textOf(model.signatures.find((block) => block.party === 'vendor')?.lines[1]?.runs ?? []),
    createdAt: options.createdAt,
    family: 'mincho',
    fontSize: FONT_SIZE,
    lineHeight: 1.35,
    margins: [mm(25), mm(24), mm(25), mm(24)],
    header: () => pageHeader(options.mark),
    footer: (page, pages) => pageFooter(options, page, pages),
    content: [
      { text: model.title, fontSize: 16, bold: true, alignment: 'center', margin: [0, 0, 0, 14] },
      { text: textOf(model.preamble), margin: [0, 0, 0, 4] },
      ...model.articles.map(article),
      closing(model, options.sealImages ?? {}),
      { text: model.annex.title, fontSize: 14, bold: true, alignment: 'center', margin: [0, 0, 0, 8], pageBreak: 'before' },
      { text: model.annex.lead, margin: [0, 0, 0, 2] },
      ...model.annex.sections.map(annexSection),
    ],
  });
}
