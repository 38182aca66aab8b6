import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { renderPdf } from '../engine.js';
import { COLOR, head, heading, mm, pageNumber } from '../layout.js';
import { instantText } from '../words.js';

/** How a signature was given, named plainly. */
export type SignatureLevel = 'consentRecord' | 'twoFactor' | 'ownCertificate';

export interface CertifiedSigner {
  side: 'client' | 'vendor';
  companyName: string;
  name: string;
  title: string;
  /** 代表者, or how the authority was given (委任). */
  authority: { kind: 'representative' } | { kind: 'delegated'; proof: string };
  email: string;
  level: SignatureLevel;
  /** True only where the conditions of 電子署名法3条 are met (own certificate, or two factors inside the service as well). */
  presumedAuthentic: boolean;
  openedAt: Date | null;
  signedAt: Date;
  network: string | null;
  /** The person came by a mailed link and also knew a code told by another way. */
  accessCode: boolean;
}

/** Timestamps (RFC 3161) of one set of documents. Whether another authority is accredited (総務大臣認定) cannot be known here, so it is not claimed. */
export interface StampedBy {
  /** Names of the authorities, as their certificates say. */
  readonly authorities: readonly string[];
  /** This product's own authority gave some or all of them. */
  readonly isOwn: boolean;
  /** Why another authority was not used although one is set; else null. */
  readonly failure: 'unreachable' | 'slow' | 'refused' | 'answer' | null;
}

/** Long-term validation of one set of documents. */
export interface ArchivedBy {
  readonly level: 'B-T' | 'B-LTA';
  /** Why the level stayed at B-T; else null. */
  readonly failure: 'chain' | 'no_address' | 'unreachable' | 'answer' | 'revoked' | null;
}

export interface CompletionCertificate {
  issuedAt: Date;
  contractTitle: string;
  contractNumber: string;
  completedAt: Date;
  bodyHash: string;
  originals: { mark: '甲保有分' | '乙保有分'; fileHash: string }[];
  signers: CertifiedSigner[];
  events: { at: Date; text: string }[];
  /** Who gave the timestamps of the originals. */
  stampedBy: StampedBy;
  /** What the originals carry to be checked by later. */
  archivedBy: ArchivedBy;
  /** Subject of the certificate that the files were signed with. */
  signingCertificate: string;
}

const LEVEL: Record<SignatureLevel, string> = {
  consentRecord: '同意の記録と、改ざんを検知するための電子署名（当サービスの鍵）。二要素による本人確認は行っていません。',
  twoFactor: '二要素で本人を確認し、署名者の指示により当サービスの鍵で電子署名を付与しました（立会人型）。',
  ownCertificate: '署名者本人の電子証明書による電子署名です（当事者型）。',
};

function levelText(signer: CertifiedSigner): string {
  const claim = signer.presumedAuthentic && signer.level !== 'consentRecord' ? '電子署名法3条の推定の要件を満たす方法で行われました。' : '';
  return `${LEVEL[signer.level]}${claim}`;
}

const mono = (text: string): Content => ({ text, fontSize: 8 });

function signerTable(signer: CertifiedSigner): Content {
  const side = signer.side === 'client' ? 'お客様（甲）' : '保守会社（乙）';
  const authority = signer.authority.kind === 'representative' ? '代表者' : `委任を受けた者（${signer.authority.proof}）`;
  const rows: [string, Content][] = [
    ['会社', signer.companyName],
    ['氏名・肩書', `${signer.name}（${signer.title}）`],
    ['署名の権限', authority],
    ['メールアドレス', signer.email],
    ['開封', signer.openedAt ? instantText(signer.openedAt) : '記録なし'],
    ['署名', instantText(signer.signedAt)],
    ['接続元', signer.network ?? '記録なし'],
    ...(signer.accessCode ? [['アクセスコード', 'メールとは別の経路で伝えたコードの入力を求め、一致を確認しました。'] as [string, Content]] : []),
    ['署名の水準', levelText(signer)],
  ];
  const body = rows.map(([label, value]): TableCell[] => [head(label), value as TableCell]);
  return {
    unbreakable: true,
    stack: [heading(side), { layout: 'grid', table: { widths: [mm(30), '*'], body } }],
  };
}

function hashTable(certificate: CompletionCertificate): Content {
  const body: TableCell[][] = [
    [head('契約内容（2通に共通）'), mono(certificate.bodyHash) as TableCell],
    ...certificate.originals.map((original): TableCell[] => [head(`${original.mark}のファイル`), mono(original.fileHash) as TableCell]),
  ];
  return { unbreakable: true, stack: [heading('ハッシュ値（SHA-256）'), { layout: 'grid', table: { widths: [mm(42), '*'], body } }] };
}

function eventTable(events: CompletionCertificate['events']): Content[] {
  if (events.length === 0) return [];
  const body = events.map((event): TableCell[] => [instantText(event.at), event.text]);
  return [heading('経過'), { layout: 'grid', table: { headerRows: 1, dontBreakRows: true, widths: [mm(70), '*'], body: [[head('日時'), head('内容')], ...body] } }];
}

const FAILURE: Record<NonNullable<StampedBy['failure']>, string> = {
  unreachable: '接続できませんでした', slow: '時間内に応答がありませんでした', refused: '発行を断られました', answer: '応答の検証に失敗しました',
};

function timeText({ authorities, isOwn, failure }: StampedBy): string {
  const names = authorities.join('、');
  if (!isOwn) return `2通の署名には、時刻認証局「${names}」のタイムスタンプ（RFC 3161）を付与しています。総務大臣の認定を受けた局かどうかは、当サービスでは確かめていません。`;
  const fallback = failure ? `外部の時刻認証局を使う設定ですが、${FAILURE[failure]}。このため、その分は当サービスの時刻認証局で付与しました。` : '';
  return `2通の署名には、タイムスタンプ（RFC 3161、${names}）を付与しています。${fallback}当サービスの時計による時刻で、第三者による証明でも、総務大臣認定のタイムスタンプでもありません。`;
}

const MISSING: Record<NonNullable<ArchivedBy['failure']>, string> = {
  chain: 'タイムスタンプの証明書の発行元をたどれなかった', no_address: '時刻認証局の証明書に失効リストの場所が書かれていない', unreachable: '時刻認証局の失効リストを取得できなかった',
  answer: '取得した失効リストが正しくなかった', revoked: '時刻認証局の証明書が失効していた',
};

function archiveText({ failure }: ArchivedBy): string {
  if (failure) return `2通の形式はPAdES B-Tです。${MISSING[failure]}ため、失効情報とファイル全体のタイムスタンプ（B-LTA）は、この時点では付けていません。`;
  return '2通の形式はPAdES B-LTAです。証明書が失効していないことを示すデータと、ファイル全体のタイムスタンプを付けています。有効期間が切れる前に、当サービスが新しいタイムスタンプを追記します。追記したファイルのハッシュ値は変わりますが、上のハッシュ値の版がそのまま中に残り、検証ページで確かめられます。';
}

/**
 * Draws the 合意締結証明書: who signed, in what capacity, when and how, and the hashes of what was signed.
 * It claims no more than what was done: 電子署名法3条 appears only where the data says so, 認定タイムスタンプ never.
 */
export function completionCertificatePdf(certificate: CompletionCertificate): Promise<Uint8Array> {
  return renderPdf({
    title: `合意締結証明書 ${certificate.contractNumber}`,
    author: 'Hoshu',
    createdAt: certificate.issuedAt,
    family: 'gothic',
    fontSize: 9,
    lineHeight: 1.25,
    margins: [mm(20), mm(14), mm(20), mm(16)],
    footer: (page, pages) => pageNumber(page, pages),
    content: [
      { text: '合意締結証明書', fontSize: 17, bold: true, alignment: 'center', margin: [0, 0, 0, 10] },
      {
        layout: 'grid',
        table: {
          widths: [mm(42), '*'],
          body: [
            [head('契約書'), certificate.contractTitle],
            [head('契約番号'), certificate.contractNumber],
            [head('締結の完了'), instantText(certificate.completedAt)],
            [head('署名に使った証明書'), certificate.signingCertificate],
            [head('2通の署名の形式'), `PAdES ${certificate.archivedBy.level}`],
          ],
        },
      },
      ...certificate.signers.map(signerTable),
      hashTable(certificate),
      ...eventTable(certificate.events),
      { text: timeText(certificate.stampedBy), fontSize: 8.5, color: COLOR.soft, margin: [0, 10, 0, 0] },
      { text: archiveText(certificate.archivedBy), fontSize: 8.5, color: COLOR.soft },
      {
        text: '2通の契約書は「甲保有分」「乙保有分」の表示だけが異なり、契約内容のハッシュ値は同じです。各ファイルには契約内容のデータ（contract.json）を添付しています。',
        fontSize: 8.5, color: COLOR.soft,
      },
    ],
  });
}
