import type { LocalDate } from '@hoshu/domain';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { renderPdf } from '../engine.js';
import { COLOR, facts, head, heading, mm, pageNumber } from '../layout.js';
import { dateText, dateWithWeekday, yen } from '../words.js';

/** 最終精算書 of a contract that ended. Amounts in yen with tax; positive: 甲 pays, negative: 乙 pays back. */
export interface SettlementDocument {
  number: string;
  contractNumber: string;
  clientName: string;
  vendorName: string;
  endOn: LocalDate;
  article: string;
  issuedOn: LocalDate;
  issuedAt: Date;
  issuedBy: string;
  policy: string;
  lines: { label: string; article: string; amountYen: number; taxYen: number | null; dueOn: LocalDate | null; reason: string }[];
  sentence: string;
  totalYen: number;
  notes: string[];
  contentHash: string;
}

const signed = (amount: number): string => (amount < 0 ? `−${yen(-amount)}` : yen(amount));
const right = (text: string, bold = false): TableCell => ({ text, alignment: 'right', bold, noWrap: true });

function linesTable({ lines, totalYen }: SettlementDocument): Content {
  if (lines.length === 0) return { text: '精算するものはありません。' };
  const rows = lines.map(({ label, article, amountYen, taxYen, dueOn, reason }): TableCell[] => [
    { stack: [{ text: label }, { text: reason, fontSize: 8, color: COLOR.soft }] }, { text: article, noWrap: true }, { text: dueOn ? dateText(dueOn) : '—', noWrap: true }, right(taxYen === null ? '—' : yen(taxYen)), right(signed(amountYen)),
  ]);
  const total: TableCell[] = [{ text: '差引合計', colSpan: 4, bold: true }, '', '', '', right(signed(totalYen), true)];
  return { layout: 'dense', table: { headerRows: 1, dontBreakRows: true, widths: ['*', 'auto', 'auto', 'auto', 'auto'], body: [[head('内容と理由'), head('根拠'), head('支払期日'), { ...head('うち消費税', 'right'), noWrap: true }, { ...head('金額（税込）', 'right'), noWrap: true }], ...rows, total] } };
}

/** Draws the final settlement (F118): every amount with its reason, who pays whom, and the hash of the figures. */
export function settlementPdf(document: SettlementDocument): Promise<Uint8Array> {
  return renderPdf({
    title: `最終精算書 ${document.number}`, author: document.vendorName, createdAt: document.issuedAt, family: 'gothic', fontSize: 9.5, lineHeight: 1.35, margins: [mm(18), mm(18), mm(18), mm(18)], footer: pageNumber,
    content: [
      { text: '最終精算書', fontSize: 17, bold: true, alignment: 'center', margin: [0, 0, 0, 10] },
      facts([
        ['番号', document.number], ['契約番号', document.contractNumber], ['お客様（甲）', `${document.clientName} 御中`], ['保守会社（乙）', document.vendorName], ['契約の終了日', `${dateWithWeekday(document.endOn)}（${document.article}）`], ['発行日', `${dateText(document.issuedOn)}（${document.issuedBy}）`],
      ], mm(30)),
      { layout: 'frame', margin: [0, 12, 0, 0], table: { widths: ['*'], body: [[{ text: document.sentence, bold: true, fontSize: 12, alignment: 'center' }]] } },
      heading('内訳（正の額：甲から乙へ、負の額：乙から甲へ）'), linesTable(document),
      ...(document.policy ? [heading('最後の月の数え方'), { text: document.policy }] : []),
      ...(document.notes.length > 0 ? [heading('ご確認ください'), { ul: document.notes }] : []),
      heading('この書面について'),
      { ul: ['未請求・訂正の分には、あわせて適格請求書を発行しています。お支払いは、その請求書の振込先と期日によってください。', 'この精算は、保守管理費（別途契約があるときは、その報酬を含む。）に関するものです。損害賠償（第16条）など、ほかの請求を放棄するものではありません。'], fontSize: 9 },
      { text: `内容のハッシュ値（SHA-256）：${document.contentHash}`, fontSize: 7.5, color: COLOR.soft, margin: [0, 12, 0, 0] },
    ],
  });
}
