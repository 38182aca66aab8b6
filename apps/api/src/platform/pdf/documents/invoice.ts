import type { LocalDate } from '@hoshu/domain';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { renderPdf } from '../engine.js';
import { COLOR, head, heading, mm, pageNumber } from '../layout.js';
import { dateText, dateWithWeekday, grouped, yen, yenHeadline } from '../words.js';
import { LETTER_MARGINS, letterHead } from './letter.js';
import type { Issuer, Recipient } from './parties.js';

export interface InvoiceLine {
  description: string;
  /** Second, smaller line: site, period, order. */
  detail?: string;
  quantity: number;
  unit: string;
  unitPriceYen: number;
  amountYen: number;
  taxRatePercent: number;
  /** 軽減税率対象: marked ※. */
  reducedRate?: boolean;
}

/** One rounding per rate (消費税法施行令70条の10): the sums are computed before, the document only prints them. */
export interface TaxGroup {
  taxRatePercent: number;
  netYen: number;
  taxYen: number;
  grossYen: number;
}

export interface BankAccount {
  /** For example 当社口座, 貴社専用口座. */
  label: string;
  bank: string;
  branch: string;
  /** 普通, 当座. */
  kind: string;
  number: string;
  /** Holder in kana as the bank shows it, with the written name behind it. */
  holder: string;
}

export interface PreviousUnpaid {
  number: string;
  dueOn: LocalDate;
  amountYen: number;
}

export interface InvoiceDocument {
  number: string;
  issuedOn: LocalDate;
  issuedAt: Date;
  dueOn: LocalDate;
  supply: { firstOn: LocalDate; lastOn: LocalDate };
  contractNumber?: string;
  purchaseOrderNumber?: string;
  issuer: Issuer;
  recipient: Recipient;
  priceMode: 'inclusive' | 'exclusive';
  rounding: 'floor' | 'round' | 'ceil';
  lines: InvoiceLine[];
  taxGroups: TaxGroup[];
  totalYen: number;
  previousUnpaid: PreviousUnpaid[];
  bankAccounts: BankAccount[];
  transferFeeBearer: 'client' | 'vendor';
  /** Share of the tax that the recipient may still deduct when the issuer is not registered, in percent. */
  deductiblePercent?: number;
  notes: string[];
}

const ROUNDING = { floor: '切捨て', round: '四捨五入', ceil: '切上げ' } as const;

const right = (text: string): TableCell => ({ text, alignment: 'right' });
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** 2026年11月1日〜11月30日. */
export function supplyText({ firstOn, lastOn }: InvoiceDocument['supply']): string {
  if (firstOn === lastOn) return dateText(firstOn);
  const end = firstOn.slice(0, 4) === lastOn.slice(0, 4) ? dateText(lastOn).replace(/^\d+年/, '') : dateText(lastOn);
  return `${dateText(firstOn)}〜${end}`;
}

function metaRows(invoice: InvoiceDocument): [string, string][] {
  const rows: [string, string][] = [
    ['請求書番号', invoice.number],
    ['請求日', dateText(invoice.issuedOn)],
    ['取引年月日', supplyText(invoice.supply)],
  ];
  if (invoice.contractNumber) rows.push(['契約番号', invoice.contractNumber]);
  if (invoice.purchaseOrderNumber) rows.push(['貴社発注番号', invoice.purchaseOrderNumber]);
  return rows;
}

function headline(invoice: InvoiceDocument): Content {
  return {
    layout: 'frame',
    margin: [0, 8, 0, 8],
    table: {
      widths: ['*', 'auto'],
      body: [[
        { text: 'ご請求金額（税込）', fontSize: 11, margin: [0, 5, 0, 0], border: [true, true, false, true] },
        { text: yenHeadline(invoice.totalYen), fontSize: 19, bold: true, alignment: 'right', border: [false, true, true, true] },
      ]],
    },
  };
}

/** Without registration there is no column for the rate. */
function lineTable(invoice: InvoiceDocument): Content {
  const registered = invoice.issuer.registrationNumber !== null;
  const suffix = registered ? (invoice.priceMode === 'inclusive' ? '（税込）' : '（税抜）') : '';
  const rate = (cell: TableCell): TableCell[] => (registered ? [cell] : []);
  const body = invoice.lines.map((line, index): TableCell[] => [
    { text: String(index + 1), alignment: 'center' },
    { stack: [`${line.description}${line.reducedRate ? ' ※' : ''}`, ...(line.detail ? [{ text: line.detail, fontSize: 8, color: COLOR.soft }] : [])] },
    right(grouped(line.quantity)),
    { text: line.unit, alignment: 'center' },
    right(grouped(line.unitPriceYen)),
    ...rate(right(`${line.taxRatePercent}%`)),
    right(grouped(line.amountYen)),
  ]);
  const headRow: TableCell[] = [
    head('No.', 'center'), head('品目'), head('数量', 'center'), head('単位', 'center'),
    head(`単価${suffix}`, 'center'), ...rate(head('税率', 'center')), head(`金額${suffix}`, 'center'),
  ];
  const widths = [18, '*', 28, 26, 58, ...(registered ? [28] : []), 62];
  return { layout: 'grid', table: { headerRows: 1, dontBreakRows: true, widths, body: [headRow, ...body] } };
}

function taxTable(invoice: InvoiceDocument): Content {
  const registered = invoice.issuer.registrationNumber !== null;
  // 消費税法57条の5: without registration nothing may look like the tax field of a qualified invoice.
  if (!registered) return { text: '' };
  const inclusive = invoice.priceMode === 'inclusive';
  return {
    layout: 'grid',
    table: {
      widths: ['*', 72, 64],
      body: [
        [head('税率別内訳'), head(inclusive ? '対価（税込）' : '対価（税抜）', 'center'), head('消費税額', 'center')],
        ...invoice.taxGroups.map((group): TableCell[] => [
          `${group.taxRatePercent}%対象`, right(yen(inclusive ? group.grossYen : group.netYen)), right(yen(group.taxYen)),
        ]),
      ],
    },
  };
}

function totalTable(invoice: InvoiceDocument): Content {
  const net = sum(invoice.taxGroups.map((group) => group.netYen));
  const tax = sum(invoice.taxGroups.map((group) => group.taxYen));
  const total: TableCell[] = [head('合計（税込）'), { text: yen(invoice.totalYen), bold: true, alignment: 'right' }];
  const rows: TableCell[][] = [[head('小計（税抜）'), right(yen(net))], [head('消費税'), right(yen(tax))], total];
  return { layout: 'grid', table: { widths: ['*', 92], body: invoice.issuer.registrationNumber ? rows : [[head('合計'), total[1] ?? '']] } };
}

/** 前回未入金: the old claim, outside the tax groups, so that it is not taxed twice. */
function unpaidBlock(invoice: InvoiceDocument): Content[] {
  if (invoice.previousUnpaid.length === 0) return [];
  const unpaid = sum(invoice.previousUnpaid.map((entry) => entry.amountYen));
  return [
    heading('前回までの未入金（請求済みのため、上の合計と消費税には含みません）'),
    {
      layout: 'grid',
      table: {
        widths: ['*', mm(38), 92],
        body: [
          [head('請求書番号'), head('お支払期限', 'center'), head('未入金額', 'center')],
          ...invoice.previousUnpaid.map((entry): TableCell[] => [entry.number, { text: dateText(entry.dueOn), alignment: 'center' }, right(yen(entry.amountYen))]),
          [{ text: '今回ご請求額と合わせたお支払額', bold: true, colSpan: 2 }, '', { text: yen(unpaid + invoice.totalYen), bold: true, alignment: 'right' }],
        ],
      },
    },
  ];
}

function accountBox(account: BankAccount): Content {
  const rows: [string, string][] = [
    ['金融機関', `${account.bank}　${account.branch}`],
    ['口座種別・番号', `${account.kind}　${account.number}`],
    ['口座名義', account.holder],
  ];
  const body: TableCell[][] = rows.map(([label, value]) => [{ text: label, color: COLOR.soft }, value]);
  return {
    layout: 'box',
    margin: [0, 8, 0, 0],
    unbreakable: true,
    table: {
      widths: ['*'],
      body: [[{ stack: [{ text: `お振込先（${account.label}）`, bold: true, margin: [0, 0, 0, 2] }, { layout: 'bare', table: { widths: [mm(28), '*'], body } }] }]],
    },
  };
}

function notes(invoice: InvoiceDocument): Content[] {
  // 第11条3項: 甲 bears the transfer fee unless the parties agreed otherwise.
  const fee = invoice.transferFeeBearer === 'client'
    ? '恐れ入りますが、振込手数料は貴社にてご負担くださいますようお願い申し上げます（保守管理契約書 第11条第3項）。'
    : '振込手数料は当社が負担いたします（保守管理契約書 第11条第3項）。';
  const lines = [fee];
  if (invoice.issuer.registrationNumber) lines.push(`消費税額は、税率ごとに1回の端数処理（${ROUNDING[invoice.rounding]}）で計算しています。`);
  else if (invoice.deductiblePercent !== undefined) lines.push(`適格請求書発行事業者以外からの課税仕入れです（${invoice.deductiblePercent}%控除対象）。`);
  if (invoice.lines.some((line) => line.reducedRate)) lines.push('※は軽減税率の対象です。');
  const all = [...lines, ...invoice.notes];
  return [{ unbreakable: true, fontSize: 8.5, stack: [heading('備考', 10), ...all.map((text): Content => ({ text }))] }];
}

/**
 * Draws an invoice: 適格請求書 when the issuer is registered, a plain 請求書 otherwise (消費税法57条の4第1項).
 * @returns the bytes of the PDF
 */
export function invoicePdf(invoice: InvoiceDocument): Promise<Uint8Array> {
  return renderPdf({
    title: `請求書 ${invoice.number}`,
    author: invoice.issuer.companyName,
    createdAt: invoice.issuedAt,
    family: 'gothic',
    fontSize: 9.5,
    lineHeight: 1.3,
    margins: LETTER_MARGINS,
    footer: (page, pages) => (pages > 1 ? pageNumber(page, pages) : ''),
    content: [
      ...letterHead({ title: '請求書', recipient: invoice.recipient, issuer: invoice.issuer, meta: metaRows(invoice), sealed: true }),
      { text: '平素よりお世話になっております。\n下記のとおりご請求申し上げます。', margin: [0, mm(58), 0, mm(18)] },
      headline(invoice),
      { text: ['お支払期限：', { text: dateWithWeekday(invoice.dueOn), bold: true }], margin: [0, 0, 0, 8] },
      lineTable(invoice),
      { unbreakable: true, columns: [{ width: '*', stack: [taxTable(invoice)] }, { width: mm(74), stack: [totalTable(invoice)] }], columnGap: mm(8), margin: [0, 10, 0, 0] },
      ...unpaidBlock(invoice),
      ...invoice.bankAccounts.map(accountBox),
      ...notes(invoice),
    ],
  });
}
