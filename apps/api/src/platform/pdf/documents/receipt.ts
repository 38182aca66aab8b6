import type { LocalDate } from '@hoshu/domain';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { renderPdf } from '../engine.js';
import { COLOR, head, mm } from '../layout.js';
import { dateText, yen, yenHeadline } from '../words.js';
import type { TaxGroup } from './invoice.js';
import { LETTER_MARGINS, letterHead } from './letter.js';
import type { Issuer, Recipient } from './parties.js';

export interface ReceiptDocument {
  number: string;
  issuedOn: LocalDate;
  issuedAt: Date;
  receivedOn: LocalDate;
  issuer: Issuer;
  recipient: Recipient;
  amountYen: number;
  /** 但し書, for example 2026年11月分 保守管理費として. */
  purpose: string;
  /** For example 銀行振込. */
  method: string;
  invoiceNumbers: string[];
  taxGroups: TaxGroup[];
}

function breakdown(receipt: ReceiptDocument): Content {
  const body: TableCell[][] = [
    [head('受領日'), dateText(receipt.receivedOn)],
    [head('お支払方法'), receipt.method],
    [head('対象の請求書'), receipt.invoiceNumbers.join('、')],
  ];
  // 消費税法57条の5: the tax is named by rate only where the issuer is registered.
  if (receipt.issuer.registrationNumber) {
    for (const group of receipt.taxGroups) {
      body.push([head(`${group.taxRatePercent}%対象（税込）`), `${yen(group.grossYen)}（うち消費税額 ${yen(group.taxYen)}）`]);
    }
  }
  return { layout: 'grid', margin: [0, 12, 0, 0], table: { widths: [mm(42), '*'], body } };
}

/**
 * Draws a 領収書. It is issued electronically only: an electronic record is no 課税文書 (印紙税法2条), so no stamp is due.
 * @returns the bytes of the PDF
 */
export function receiptPdf(receipt: ReceiptDocument): Promise<Uint8Array> {
  return renderPdf({
    title: `領収書 ${receipt.number}`,
    author: receipt.issuer.companyName,
    createdAt: receipt.issuedAt,
    family: 'gothic',
    fontSize: 9.5,
    lineHeight: 1.3,
    margins: LETTER_MARGINS,
    content: [
      ...letterHead({
        title: '領収書', recipient: receipt.recipient, issuer: receipt.issuer, sealed: true,
        meta: [['領収書番号', receipt.number], ['発行日', dateText(receipt.issuedOn)]],
      }),
      {
        layout: 'frame',
        margin: [0, mm(88), 0, 10],
        table: {
          widths: ['*', 'auto'],
          body: [[
            { text: '領収金額（税込）', fontSize: 11, margin: [0, 5, 0, 0], border: [true, true, false, true] },
            { text: yenHeadline(receipt.amountYen), fontSize: 19, bold: true, border: [false, true, true, true] },
          ]],
        },
      },
      { text: `但し、${receipt.purpose}`, fontSize: 11 },
      { text: '上記の金額を正に領収いたしました。', margin: [0, 4, 0, 0] },
      breakdown(receipt),
      { text: '電子的に発行した領収書のため、収入印紙は不要です。', fontSize: 8.5, color: COLOR.soft, margin: [0, 12, 0, 0] },
    ],
  });
}
