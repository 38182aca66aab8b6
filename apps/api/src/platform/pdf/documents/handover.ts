import type { LocalDate } from '@hoshu/domain';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { renderPdf } from '../engine.js';
import { COLOR, facts, head, heading, mm, pageNumber } from '../layout.js';
import { dateText, dateWithWeekday, instantText } from '../words.js';

/** 引渡確認書: what was handed over at the end of a contract, and who confirmed exactly that list. */
export interface HandoverDocument {
  contractNumber: string;
  clientName: string;
  vendorName: string;
  endOn: LocalDate;
  article: string;
  closedOn: LocalDate;
  createdAt: Date;
  contentHash: string;
  items: { title: string; detail: string; article: string; owner: string; state: 'open' | 'done' | 'waived'; by: string; text: string }[];
  confirmed: { side: 'client' | 'vendor'; companyName: string; personName: string; role: string; at: Date }[];
}

const words = { open: '未了', done: '済み', waived: '省略' } as const;

function itemsTable({ items }: HandoverDocument): Content {
  const rows = items.map(({ title, detail, article, owner, state, by, text }): TableCell[] => [
    { stack: [{ text: title }, ...[detail, text && `${state === 'waived' ? '省略の理由：' : ''}${text}`].filter(Boolean).map((line): Content => ({ text: line, fontSize: 8, color: COLOR.soft }))] }, article, owner, words[state], { text: by, fontSize: 8 },
  ]);
  return { layout: 'dense', table: { headerRows: 1, dontBreakRows: true, widths: ['*', mm(25), mm(12), mm(15), mm(34)], body: [[head('項目'), head('根拠'), head('担当'), head('結果'), head('記録した方・日')], ...rows] } };
}

/** Draws the confirmed hand-over (F119). */
export function handoverPdf(document: HandoverDocument): Promise<Uint8Array> {
  return renderPdf({
    title: `引渡確認書 ${document.contractNumber}`, author: document.vendorName, createdAt: document.createdAt, family: 'gothic', fontSize: 9.5, lineHeight: 1.35, margins: [mm(18), mm(18), mm(18), mm(18)], footer: pageNumber,
    content: [
      { text: '引渡確認書', fontSize: 17, bold: true, alignment: 'center', margin: [0, 0, 0, 10] },
      facts([['契約番号', document.contractNumber], ['お客様（甲）', document.clientName], ['保守会社（乙）', document.vendorName], ['契約の終了日', `${dateWithWeekday(document.endOn)}（${document.article}）`], ['確認が終わった日', dateText(document.closedOn)]], mm(34)),
      { text: '甲と乙は、契約の終了にあたり、次の一覧のとおり引渡しが済んだこと（又は理由を付けて省略したこと）を確認した。', margin: [0, 10, 0, 0] },
      heading('引渡しの一覧'), itemsTable(document),
      heading('確認した者'), facts(document.confirmed.map(({ side, companyName, personName, role, at }) => [side === 'client' ? '甲' : '乙', `${companyName}　${personName}（${role}）　${instantText(at)}`] as const), mm(12)),
      { text: 'この確認は、秘密保持（第13条）、個人情報（第14条）、損害賠償（第16条）など、契約の終了後も続く義務に影響しない。', fontSize: 9, margin: [0, 12, 0, 0] },
      { text: `双方が確認した一覧のハッシュ値（SHA-256）\n${document.contentHash}`, fontSize: 7.5, color: COLOR.soft, margin: [0, 10, 0, 0] },
    ],
  });
}
