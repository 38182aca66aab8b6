import type { AmendmentModel, DiffLine } from '@hoshu/contract-text';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { renderPdf, type PdfDocument } from '../engine.js';
import { COLOR, facts, head, heading, mm, pageNumber } from '../layout.js';
import { instantText } from '../words.js';

interface Signer { companyName: string; side: 'client' | 'vendor'; personName: string; role: string; authority: 'representative' | 'delegated'; signedAt: Date }

export interface AmendmentDocument {
  model: AmendmentModel;
  /** A change by notice of one side instead of a 覚書 of both. */
  isNotice: boolean;
  bodyHash: string;
  signers: Signer[];
  createdAt: Date;
}

// Struck through and underlined as well as coloured: it must be readable in black and white.
const cell = (line: DiffLine, side: 'removed' | 'added'): TableCell => {
  const runs = line.parts.filter(({ kind }) => kind === 'same' || kind === side).map(({ kind, text }) => (kind === 'same' ? { text } : { text, color: side === 'removed' ? COLOR.red : COLOR.green, decoration: side === 'removed' ? 'lineThrough' as const : 'underline' as const, bold: side === 'added' }));
  return { text: runs.length > 0 ? runs : '（なし）' };
};

/** 新旧対照表 of one article. */
function comparison({ title, lines }: AmendmentModel['changes'][number]): Content {
  return { layout: 'grid', margin: [0, 4, 0, 8], table: { headerRows: 2, widths: ['*', '*'], body: [[{ ...head(title), colSpan: 2 }, ''], [head('変更前'), head('変更後')], ...lines.map((line): TableCell[] => [cell(line, 'removed'), cell(line, 'added')])] } };
}

const signerText = ({ companyName, personName, role, authority, signedAt }: Signer): string => `${companyName}　${personName}（${role}・${authority === 'representative' ? '代表者' : '代表者から委任を受けた者'}）\n${instantText(signedAt)}`;

const lead = (title: string, number: string, preamble: string): Content[] => [
  { text: title, fontSize: 18, bold: true, alignment: 'center', margin: [0, 0, 0, 12] },
  { text: `番号 ${number}`, alignment: 'right', fontSize: 9, margin: [0, 0, 0, 8] },
  { text: preamble },
];
const sheet = { family: 'mincho', fontSize: 10.5, lineHeight: 1.4, margins: [mm(22), mm(20), mm(22), mm(20)], footer: pageNumber } satisfies Partial<PdfDocument>;

/** Draws a 変更覚書: what changes, from when, who agreed, and the hash of what they read. A change by notice has no clauses of an agreement. */
export function amendmentPdf({ model, isNotice, bodyHash, signers, createdAt }: AmendmentDocument): Promise<Uint8Array> {
  const title = isNotice ? '通知先変更のお知らせ' : model.title;
  const giver = signers[0]?.side === 'client' ? '甲' : '乙';
  const preamble = isNotice ? `${giver}は、保守管理契約書（契約番号 ${model.contractNumber}）別紙1の自らの通知先を、次のとおり変更したことを相手方に通知する。` : model.preamble;
  const clauses = isNotice ? model.clauses.slice(0, 1) : model.clauses;
  return renderPdf({
    title: `${title} ${model.number}`, author: model.parties.vendor, createdAt, ...sheet,
    content: [
      ...lead(title, model.number, preamble),
      heading('変更する条項'),
      ...model.changes.map(comparison),
      heading(isNotice ? '効力' : '発効日その他'),
      { ol: clauses },
      {
        unbreakable: true, stack: [
          heading(isNotice ? '通知した者' : '署名', 18),
          facts(signers.map((signer) => [signer.side === 'client' ? '甲' : '乙', signerText(signer)] as const), mm(12)),
          { text: `${isNotice ? '' : '双方は、次のハッシュ値の内容を画面で確認し、電磁的方法により署名した。この書面には、署名した者ごとの電子署名とタイムスタンプが付いている。\n'}内容のハッシュ値（SHA-256）\n${bodyHash}\n変更後の契約書全文のハッシュ値（SHA-256）\n${model.newBodyHash}`, fontSize: 8, margin: [0, 16, 0, 0] },
        ],
      },
    ],
  });
}

export interface AmendmentPaper {
  model: AmendmentModel;
  bodyHash: string;
  createdAt: Date;
  parties: { side: 'client' | 'vendor'; companyName: string; address: string }[];
}

/** A ruled line to write on, with the mark of the place of a seal where one belongs. */
const blank = (label: string, value: string, seal = false): TableCell[] => [{ text: label, color: COLOR.soft }, { text: value || ' ', margin: [0, 2, 0, 2] }, { text: seal ? '㊞' : '', alignment: 'right', margin: [0, 2, 0, 2] }];

const underlined = { hLineWidth: (line: number) => (line === 0 ? 0 : 0.5), vLineWidth: () => 0, hLineColor: () => COLOR.line, paddingTop: () => 5, paddingBottom: () => 3, paddingLeft: () => 2, paddingRight: () => 2 };

/** Draws the same 変更覚書 to be signed and sealed on paper in two copies: places for day, title, name and seal of both sides. */
export function amendmentPaperPdf({ model, bodyHash, createdAt, parties }: AmendmentPaper): Promise<Uint8Array> {
  return renderPdf({
    title: `${model.title} ${model.number}`, author: model.parties.vendor, createdAt, ...sheet,
    content: [
      ...lead(model.title, model.number, model.preamble),
      heading('変更する条項'),
      ...model.changes.map(comparison),
      heading('発効日その他'),
      { ol: model.clauses },
      {
        unbreakable: true, stack: [
          { text: '本覚書の成立を証するため、本書2通を作成し、甲乙が記名押印のうえ、各1通を保有する。', margin: [0, 14, 0, 12] },
          { text: '年　　　　月　　　　日', margin: [mm(24), 0, 0, 8] },
          ...parties.map(({ side, companyName, address }): Content => ({
            margin: [0, 6, 0, 10], columnGap: mm(6), columns: [{ width: mm(10), text: side === 'client' ? '甲' : '乙', bold: true, margin: [0, 5, 0, 0] }, { width: '*', layout: underlined, table: { widths: [mm(26), '*', mm(12)], body: [blank('所在地', address), blank('会社名', companyName), blank('役職', ''), blank('氏名', '', true)] } }],
          })),
          { text: `役職が代表者でないときは、代表者から委任を受けた者として署名する。\n変更内容のハッシュ値（SHA-256）\n${bodyHash}`, fontSize: 8, margin: [0, 10, 0, 0] },
        ],
      },
    ],
  });
}
