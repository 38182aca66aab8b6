import type { LocalDate } from '@hoshu/domain';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { renderPdf } from '../engine.js';
import { COLOR, facts, head, heading, mm } from '../layout.js';
import { dateText, dateWithWeekday, instantText, yen } from '../words.js';

/** The cap of 第16条2項 on a day, with every row of the ledger it was computed from. */
export interface CapStatement {
  contractNumber: string;
  clientName: string;
  vendorName: string;
  asOf: LocalDate;
  /** 事由発生日 or 請求日. */
  basis: string;
  windowMonths: number;
  windowStartOn: LocalDate;
  windowEndOn: LocalDate;
  sentence: string;
  formula: string;
  counted: { on: LocalDate; what: string; amountYen: number }[];
  paidYen: number;
  excluded: { on: LocalDate; what: string; amountYen: number; reason: string }[];
  steps: string[];
  rowsSha256: string;
  createdAt: Date;
}

const right = (text: string, bold = false): TableCell => ({ text, alignment: 'right', bold });

function countedTable({ counted, paidYen }: CapStatement): Content {
  if (counted.length === 0) return { text: '該当する入金はありません。' };
  const rows = counted.map((row): TableCell[] => [dateText(row.on), row.what, right(yen(row.amountYen))]);
  return { layout: 'dense', table: { headerRows: 1, widths: [mm(30), '*', mm(32)], body: [[head('入金日'), head('内容'), head('金額（税込）', 'right')], ...rows, [{ text: '合計', colSpan: 2, bold: true }, '', right(yen(paidYen), true)]] } };
}

function excludedTable({ excluded }: CapStatement): Content {
  if (excluded.length === 0) return { text: '該当するものはありません。' };
  const rows = excluded.map((row): TableCell[] => [dateText(row.on), row.what, row.reason, right(yen(row.amountYen))]);
  return { layout: 'dense', table: { headerRows: 1, widths: [mm(28), '*', mm(52), mm(28)], body: [[head('日付'), head('内容'), head('算入しない理由'), head('金額', 'right')], ...rows] } };
}

/**
 * Draws the statement of the liability cap (F107).
 * @returns the bytes of the PDF
 */
export function capStatementPdf(statement: CapStatement): Promise<Uint8Array> {
  return renderPdf({
    title: `責任の上限 計算書 ${statement.contractNumber}`,
    author: statement.vendorName,
    createdAt: statement.createdAt,
    family: 'gothic',
    fontSize: 9.5,
    lineHeight: 1.35,
    margins: [mm(20), mm(20), mm(20), mm(18)],
    content: [
      { text: '損害賠償の上限 計算書（第16条2項）', fontSize: 15, bold: true, margin: [0, 0, 0, 10] },
      facts([
        ['契約番号', statement.contractNumber], ['お客様（甲）', statement.clientName], ['保守会社（乙）', statement.vendorName],
        ['基準日', `${dateWithWeekday(statement.asOf)}（${statement.basis}を基準とする設定）`],
        ['対象の期間', `直近${statement.windowMonths}か月：${dateText(statement.windowStartOn)}から${dateText(statement.windowEndOn)}まで`],
      ], mm(30)),
      { layout: 'box', margin: [0, 12, 0, 0], table: { widths: ['*'], body: [[{ stack: [{ text: statement.sentence, bold: true, fontSize: 11.5 }, { text: statement.formula, margin: [0, 3, 0, 0] }] }]] } },
      heading('算入した入金'), countedTable(statement),
      heading('算入しないもの'), excludedTable(statement),
      heading('計算の道筋'), { ol: statement.steps },
      heading('ご確認ください'),
      { ul: ['故意又は重過失による損害には、この上限は適用されません（第16条2項ただし書）。', 'お客様（甲）の賠償責任に、この上限はありません。', '基準日の数え方は契約の書式に定めがなく、争いになることがあります（要確認）。'], fontSize: 9 },
      { text: `台帳の行の SHA-256：${statement.rowsSha256}`, fontSize: 8, color: COLOR.soft, margin: [0, 12, 0, 0] },
      { text: `作成：${instantText(statement.createdAt)}。入金の記録が変わると、この計算も変わります。`, fontSize: 8, color: COLOR.soft, margin: [0, 2, 0, 0] },
    ],
  });
}
