import type { LocalDate } from '@hoshu/domain';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { renderPdf } from '../engine.js';
import { facts, head, heading, mm, pageNumber } from '../layout.js';
import { dateText, instantText } from '../words.js';

interface Agreeing { name: string; side: 'client' | 'vendor'; personName: string; at: Date }

export interface AgreementDocument {
  /** 合意書, or 別途契約書 for work outside of the contract (第4条2項). */
  title: string;
  isSeparate: boolean;
  number: string;
  contractNumber: string;
  /** The clause that leaves this to an agreement, for example 第8条2項. */
  article: string;
  subject: string;
  clientName: string;
  vendorName: string;
  text: string;
  terms: [label: string, value: string][];
  proposed: Agreeing;
  accepted: Agreeing;
  /** SHA-256 of the proposal that was accepted. */
  contentHash: string;
  meetings: { heldOn: string; text: string }[];
}

const partyOf = ({ name, side, personName, at }: Agreeing): string => `${name}（${side === 'client' ? '甲' : '乙'}）　${personName}　${instantText(at)}`;

function openingOf({ clientName, vendorName, contractNumber, article, isSeparate }: AgreementDocument): string {
  const between = `${clientName}（以下「甲」）と${vendorName}（以下「乙」）は、保守管理契約（契約番号 ${contractNumber}。以下「本契約」）の${article}`;
  return isSeparate ? `${between}（保守対象外業務）に定める別途契約として、本契約の保守管理業務に含まれない次の業務について、次のとおり契約した。その報酬は、本契約の保守管理費とは別のものである。` : `${between}に基づき、次のとおり合意した。`;
}

/** Draws what both sides agreed to (第21条 and the clauses that leave something to an agreement): words, terms, who proposed, who accepted, and the hash. */
export function agreementPdf(document: AgreementDocument): Promise<Uint8Array> {
  const meetings = document.meetings.map(({ heldOn, text }): TableCell[] => [dateText(heldOn as LocalDate), text]);
  return renderPdf({
    title: `${document.title} ${document.number}`, author: document.vendorName, createdAt: document.accepted.at, family: 'mincho', fontSize: 10.5, lineHeight: 1.4, margins: [mm(22), mm(20), mm(22), mm(20)], footer: pageNumber,
    content: [
      { text: document.title, fontSize: 18, bold: true, alignment: 'center', margin: [0, 0, 0, 12] },
      { text: openingOf(document) },
      { text: document.subject, fontSize: 12, bold: true, margin: [0, 12, 0, 6] },
      { text: document.text },
      ...(document.terms.length > 0 ? [heading(document.isSeparate ? '契約の内容' : '合意した内容'), facts(document.terms, mm(50))] : []),
      ...(meetings.length > 0 ? [heading('打合せの記録'), { layout: 'grid', table: { headerRows: 1, dontBreakRows: true, widths: [mm(40), '*'], body: [[head('日付'), head('内容')], ...meetings] } } as Content] : []),
      heading('合意した者', 18),
      facts([['提案', partyOf(document.proposed)], ['同意', partyOf(document.accepted)]], mm(20)),
      { text: `番号 ${document.number}\n合意した案のハッシュ値（SHA-256）\n${document.contentHash}`, fontSize: 8, margin: [0, 16, 0, 0] },
    ],
  });
}
