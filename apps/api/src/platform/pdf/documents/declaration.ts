import { wareki, type LocalDate } from '@hoshu/domain';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { renderPdf } from '../engine.js';
import { COLOR, head, mm, pageNumber } from '../layout.js';
import { LETTER_MARGINS, letterHead } from './letter.js';
import type { Issuer, Recipient } from './parties.js';

/** A letter that rescinds or demands: 解除通知書, 催告書. */
export interface DeclarationLetter {
  title: string;
  writtenOn: LocalDate;
  createdAt: Date;
  sender: Issuer;
  /** Title and name of the person who signs. */
  senderRepresentative: string;
  recipient: Recipient;
  contractNumber: string;
  paragraphs: string[];
  rows: (readonly [label: string, value: string])[];
  /** Not sent yet: printed across the top, so that nobody posts a draft. */
  isDraft: boolean;
}

/** Draws the letter for printing, sealing and posting (window envelope). The seal is left to the sender. */
export function declarationLetterPdf(letter: DeclarationLetter): Promise<Uint8Array> {
  const body = letter.rows.map(([label, value]): TableCell[] => [head(label), value]);
  return renderPdf({
    title: `${letter.title} ${letter.contractNumber}`, author: letter.sender.companyName, createdAt: letter.createdAt, family: 'mincho', fontSize: 11, lineHeight: 1.5, margins: LETTER_MARGINS, footer: pageNumber,
    content: [
      ...letterHead({ title: letter.title, recipient: letter.recipient, issuer: letter.sender, sealed: false, meta: [['通知日', wareki({ date: letter.writtenOn })], ['契約番号', letter.contractNumber]] }),
      ...(letter.isDraft ? [{ text: '確認用（まだ送付していません）', color: COLOR.red, bold: true, relativePosition: { x: 0, y: mm(70) } } as Content] : []),
      { text: letter.title, fontSize: 15, bold: true, alignment: 'center', margin: [0, mm(98), 0, 14] },
      ...letter.paragraphs.map((text): Content => ({ text: `　${text}`, preserveLeadingSpaces: true, margin: [0, 0, 0, 3] })),
      { text: '記', alignment: 'center', margin: [0, 8, 0, 0] },
      { layout: 'grid', fontSize: 10, margin: [0, 8, 0, 0], table: { widths: [mm(44), '*'], body } },
      { text: '以上', alignment: 'right', margin: [0, 6, 0, 0] },
      { unbreakable: true, margin: [mm(82), 20, 0, 0], columnGap: 14, columns: [{ width: 'auto', stack: [letter.sender.companyName, letter.senderRepresentative] }, { width: 30, text: '㊞', fontSize: 15, color: COLOR.soft, margin: [0, 14, 0, 0] }] },
    ],
  });
}
