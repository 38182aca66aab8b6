import type { LocalDate } from '@hoshu/domain';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { renderPdf } from '../engine.js';
import { head, mm } from '../layout.js';
import { dateText } from '../words.js';

interface Letter { companyName: string; postalCode: string; address: string; honorific: string; contracts: { number: string; oldFeeYen: number; newFeeYen: number; effectiveOn: string; answerBy: string }[] }

export interface PriceLetters {
  title: string;
  writtenOn: string;
  createdAt: Date;
  message: string;
  vendor: { companyName: string; address: string; telephone: string };
  /** One per client. */
  letters: Letter[];
}

const yen = (amount: number): string => `${amount.toLocaleString('ja-JP')}円`;
const day = (on: string): string => dateText(on as LocalDate);

function letterPages(letter: Letter, { vendor, writtenOn, message }: PriceLetters, isFirst: boolean): Content[] {
  const rows = letter.contracts.map((contract): TableCell[] => [contract.number, { text: yen(contract.oldFeeYen), alignment: 'right' }, { text: yen(contract.newFeeYen), alignment: 'right', bold: true }, day(contract.effectiveOn), day(contract.answerBy)]);
  return [
    { text: `${letter.postalCode ? `〒${letter.postalCode}\n` : ''}${letter.address}\n${letter.companyName}　${letter.honorific}`, margin: [0, 0, 0, 16], ...(isFirst ? {} : { pageBreak: 'before' as const }) },
    { text: `${day(writtenOn)}\n${vendor.companyName}\n${vendor.address}${vendor.telephone ? `\n電話 ${vendor.telephone}` : ''}`, alignment: 'right', margin: [0, 0, 0, 20] },
    { text: '保守管理費の改定のお願い', fontSize: 16, bold: true, alignment: 'center', margin: [0, 0, 0, 16] },
    { text: '平素よりお世話になっております。次の契約の保守管理費を、次の契約期間から改定させていただきたく、お願い申し上げます。', margin: [0, 0, 0, 8] },
    ...(message ? [{ text: message, margin: [0, 0, 0, 8] } as Content] : []),
    { layout: 'grid', margin: [0, 4, 0, 12], table: { headerRows: 1, widths: ['*', 'auto', 'auto', 'auto', 'auto'], body: [[head('契約番号'), head('現在の月額', 'right'), head('改定後の月額', 'right'), head('改定日'), head('返答の期限')], ...rows] } },
    { text: 'ご同意いただける場合は、お客様の画面の変更覚書にご署名ください。返答の期限までにご同意がないときは、契約は同じ条件で更新されます（第17条2項）。この手紙だけで月額が変わることはありません。' },
  ];
}

/** The letters of a price campaign: one page or more per client, all in one document. */
export function priceLettersPdf(document: PriceLetters): Promise<Uint8Array> {
  const content = document.letters.flatMap((letter, index) => letterPages(letter, document, index === 0));
  return renderPdf({ title: document.title, author: document.vendor.companyName, createdAt: document.createdAt, family: 'mincho', fontSize: 10.5, lineHeight: 1.5, margins: [mm(22), mm(22), mm(22), mm(20)], content: content.length > 0 ? content : [{ text: '送る手紙はありません。' }] });
}
