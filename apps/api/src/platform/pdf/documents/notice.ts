import { dateInBothCalendars } from '@hoshu/contract-text';
import { wareki, type LocalDate } from '@hoshu/domain';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { renderPdf } from '../engine.js';
import { COLOR, head, heading, mm, pageNumber } from '../layout.js';
import { instantText } from '../words.js';
import { LETTER_MARGINS, letterHead } from './letter.js';
import type { Issuer, Recipient } from './parties.js';

/** nonRenewal: 終了通知 (第17条2項); termination: 解約通知 (第18条). */
export type NoticeKind = 'nonRenewal' | 'termination';

export interface NoticeLetter {
  kind: NoticeKind;
  writtenOn: LocalDate;
  createdAt: Date;
  sender: Issuer;
  /** Title and name of the person who signs. */
  senderRepresentative: string;
  recipient: Recipient;
  contract: { title: string; number: string; concludedOn: LocalDate };
  /** nonRenewal: last day of the running term. termination: requested last day of the contract. */
  endsOn: LocalDate;
  noticeDays: number;
}

const TITLE: Record<NoticeKind, string> = { nonRenewal: '終了通知書', termination: '解約通知書' };

function bodyText({ kind, contract, noticeDays, endsOn }: NoticeLetter): string[] {
  const subject = `貴社と当社との間の${wareki({ date: contract.concludedOn })}付「${contract.title}」（契約番号 ${contract.number}。以下「本契約」といいます。）について、`;
  if (kind === 'nonRenewal') {
    return [
      `${subject}第17条2項に基づき、下記のとおり契約期間の満了をもって終了し、更新しないことを通知いたします。`,
      `本通知は、期間満了日の${noticeDays}日前までに到達するよう送付するものです。`,
    ];
  }
  return [
    `${subject}第18条に基づき、下記のとおり中途解約することを通知いたします。`,
    `本通知の到達から${noticeDays}日を経過する日が${wareki({ date: endsOn })}より後となるときは、その日をもって本契約は終了します。`,
  ];
}

function recordTable(letter: NoticeLetter): Content {
  const end = letter.kind === 'nonRenewal' ? '期間満了日（終了日）' : '解約日（契約の最終日）';
  const clause = letter.kind === 'nonRenewal' ? '第17条2項（書面による終了通知）' : '第18条（中途解約）';
  const body: TableCell[][] = [
    [head('契約書'), `${letter.contract.title}（契約番号 ${letter.contract.number}）`],
    [head('契約締結日'), dateInBothCalendars(letter.contract.concludedOn)],
    [head(end), { text: dateInBothCalendars(letter.endsOn), bold: true }],
    [head('根拠となる条項'), clause],
  ];
  return { layout: 'grid', fontSize: 10, margin: [0, 8, 0, 0], table: { widths: [mm(44), '*'], body } };
}

/**
 * Draws a letter of notice for printing, sealing and posting (window envelope).
 * The seal is left to the sender: a printed picture of a seal is not one.
 */
export function noticeLetterPdf(letter: NoticeLetter): Promise<Uint8Array> {
  return renderPdf({
    title: `${TITLE[letter.kind]} ${letter.contract.number}`,
    author: letter.sender.companyName,
    createdAt: letter.createdAt,
    family: 'mincho',
    fontSize: 11,
    lineHeight: 1.5,
    margins: LETTER_MARGINS,
    content: [
      ...letterHead({
        title: TITLE[letter.kind], recipient: letter.recipient, issuer: letter.sender, sealed: false,
        meta: [['通知日', wareki({ date: letter.writtenOn })], ['契約番号', letter.contract.number]],
      }),
      { text: TITLE[letter.kind], fontSize: 15, bold: true, alignment: 'center', margin: [0, mm(98), 0, 14] },
      { text: '拝啓　時下ますますご清栄のこととお慶び申し上げます。', margin: [0, 0, 0, 2] },
      ...bodyText(letter).map((text): Content => ({ text: `　${text}`, preserveLeadingSpaces: true })),
      { text: '敬具', alignment: 'right' },
      { text: '記', alignment: 'center', margin: [0, 8, 0, 0] },
      recordTable(letter),
      { text: '以上', alignment: 'right', margin: [0, 6, 0, 0] },
      {
        margin: [mm(82), 24, 0, 0],
        columnGap: 14,
        columns: [
          { width: 'auto', stack: [letter.sender.companyName, letter.senderRepresentative] },
          { width: 30, text: '㊞', fontSize: 15, color: COLOR.soft, margin: [0, 14, 0, 0] },
        ],
      },
    ],
  });
}

export interface NoticeReceipt {
  number: string;
  createdAt: Date;
  kind: NoticeKind | 'rescission' | 'other';
  contract: { title: string; number: string };
  sender: string;
  recipient: string;
  /** For example 電子メール, 書面（配達証明）, システムからの電子メール. */
  channel: string;
  sentAt: Date | null;
  arrivedAt: Date | null;
  /** What proves the arrival: the mail server's answer, the number of the delivery record. */
  arrivalProof: string | null;
  contentHash: string;
  checks: { label: string; result: 'met' | 'unclear' | 'missing'; basis: string }[];
  effectiveOn: LocalDate | null;
}

const KIND: Record<NoticeReceipt['kind'], string> = {
  nonRenewal: '終了通知（第17条2項）', termination: '解約通知（第18条）', rescission: '解除通知（第19条）', other: 'その他の通知',
};
const RESULT = { met: ['充足', COLOR.green], unclear: ['要確認', COLOR.amber], missing: ['不足', COLOR.red] } as const;

function checkTable(checks: NoticeReceipt['checks']): Content[] {
  if (checks.length === 0) return [];
  const body = checks.map(({ label, result, basis }): TableCell[] => [label, { text: RESULT[result][0], bold: true, color: RESULT[result][1] }, basis]);
  return [
    heading('要件の確認'),
    { layout: 'grid', table: { headerRows: 1, dontBreakRows: true, widths: ['*', 44, mm(66)], body: [[head('要件'), head('結果'), head('根拠')], ...body] } },
  ];
}

/** Draws the record of a notice that was sent or received: when, how, with what proof, and what still has to be checked. */
export function noticeReceiptPdf(receipt: NoticeReceipt): Promise<Uint8Array> {
  const rows: [string, string][] = [
    ['通知の種類', KIND[receipt.kind]],
    ['契約書', `${receipt.contract.title}（契約番号 ${receipt.contract.number}）`],
    ['通知した方', receipt.sender],
    ['通知を受けた方', receipt.recipient],
    ['方法', receipt.channel],
    ['発信', receipt.sentAt ? instantText(receipt.sentAt) : '記録なし'],
    ['到達', receipt.arrivedAt ? instantText(receipt.arrivedAt) : '未到達または確認中'],
    ['到達の記録', receipt.arrivalProof ?? 'なし'],
    ['契約の終了日', receipt.effectiveOn ? dateInBothCalendars(receipt.effectiveOn) : '未確定'],
  ];
  const hash: TableCell[] = [head('内容のハッシュ値（SHA-256）'), { text: receipt.contentHash, fontSize: 8 }];
  return renderPdf({
    title: `通知の記録 ${receipt.number}`,
    author: 'Hoshu',
    createdAt: receipt.createdAt,
    family: 'gothic',
    fontSize: 9.5,
    lineHeight: 1.3,
    margins: [mm(20), mm(18), mm(20), mm(18)],
    footer: (page, pages) => pageNumber(page, pages),
    content: [
      { text: '通知の記録', fontSize: 17, bold: true, alignment: 'center', margin: [0, 0, 0, 4] },
      { text: `番号 ${receipt.number}`, alignment: 'center', color: COLOR.soft, margin: [0, 0, 0, 10] },
      { layout: 'grid', table: { widths: [mm(46), '*'], body: [...rows.map(([label, value]): TableCell[] => [head(label), value]), hash] } },
      ...checkTable(receipt.checks),
      { text: 'この記録は通知の事実を示すもので、通知の法的な効果を判断するものではありません。', fontSize: 8.5, color: COLOR.soft, margin: [0, 10, 0, 0] },
    ],
  });
}
