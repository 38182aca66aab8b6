import { PDF } from '@libpdf/core';
import type { LocalDate } from '@hoshu/domain';
import {
  completionCertificatePdf, incidentReportPdf, invoicePdf, monthlyReportPdf, noticeLetterPdf, noticeReceiptPdf, receiptPdf, sealSvg,
  type CertifiedSigner, type CompletionCertificate, type InvoiceDocument, type Issuer, type MonthlyReport, type Recipient,
} from './index.js';

const AT = new Date('2026-11-01T00:00:00Z');
const on = (date: string): LocalDate => date as LocalDate;

const issuer: Issuer = {
  companyName: '株式会社あおば制作', registrationNumber: 'T8700110005901', postalCode: '530-0001', address: '大阪府大阪市北区梅田一丁目2番3号',
  telephone: '06-1234-5678', person: '佐藤 美咲', seal: { svg: sealSvg({ companyName: '株式会社あおば制作', shape: 'square' }) },
};
const recipient: Recipient = {
  companyName: '医療法人社団 みどり会', postalCode: '220-0012', address: '神奈川県横浜市西区みなとみらい1-1-1', department: '経理部', honorific: '御中',
};
const invoice: InvoiceDocument = {
  number: 'INV-2026-11-0042', issuedOn: on('2026-11-01'), issuedAt: AT, dueOn: on('2026-11-30'),
  supply: { firstOn: on('2026-11-01'), lastOn: on('2026-11-30') }, contractNumber: 'HS-2025-0042', issuer, recipient,
  priceMode: 'exclusive', rounding: 'floor',
  lines: [{ description: '保守管理費（2026年11月分）', quantity: 1, unit: '式', unitPriceYen: 56000, amountYen: 56000, taxRatePercent: 10 }],
  // 56,000 × 10% = 5,600
  taxGroups: [{ taxRatePercent: 10, netYen: 56000, taxYen: 5600, grossYen: 61600 }],
  totalYen: 61600, previousUnpaid: [],
  bankAccounts: [{ label: '貴社専用口座', bank: 'りそな銀行（0010）', branch: 'なにわ支店（123）', kind: '普通', number: '1234567', holder: 'ホシュ（カ' }],
  transferFeeBearer: 'client', notes: [],
};

async function read(bytes: Uint8Array): Promise<{ pages: number; text: string }> {
  const pdf = await PDF.load(bytes);
  const pages = pdf.extractText();
  return { pages: pages.length, text: pages.map((page) => page.text).join('').replace(/\s/g, '') };
}

describe('第11条 請求書', () => {
  it('F067 適格請求書の記載事項がそろい、1枚に収まる', async () => {
    const { pages, text } = await read(await invoicePdf(invoice));
    expect(pages).toBe(1);
    for (const item of [
      '株式会社あおば制作', '登録番号：T8700110005901', '2026年11月1日〜11月30日', '保守管理費（2026年11月分）', '10%対象56,000円5,600円',
      '医療法人社団みどり会', '経理部御中', '￥61,600-', '2026年11月30日（月）', '普通1234567',
    ]) expect(text).toContain(item);
  });

  it('3項 振込手数料の負担を書く', async () => {
    expect((await read(await invoicePdf(invoice))).text).toContain('振込手数料は貴社にてご負担');
    expect((await read(await invoicePdf({ ...invoice, transferFeeBearer: 'vendor' }))).text).toContain('振込手数料は当社が負担');
  });

  it('登録番号がなければ、税率・消費税額の欄のない請求書になる', async () => {
    const plain = { ...invoice, issuer: { ...issuer, registrationNumber: null }, priceMode: 'inclusive' as const, deductiblePercent: 70 };
    const { text } = await read(await invoicePdf(plain));
    expect(text).not.toMatch(/登録番号|税率別内訳|消費税額/);
    expect(text).toContain('適格請求書発行事業者以外からの課税仕入れです（70%控除対象）');
  });

  it('前回未入金は税の内訳の外に書く', async () => {
    const { text } = await read(await invoicePdf({ ...invoice, previousUnpaid: [{ number: 'INV-2026-10-0042', dueOn: on('2026-10-31'), amountYen: 440 }] }));
    expect(text).toContain('10%対象56,000円5,600円');
    // 61,600 + 440 = 62,040
    expect(text).toContain('今回ご請求額と合わせたお支払額62,040円');
    expect(text).toContain('￥61,600-');
  });

  it('明細が多いと次の頁に続き、見出しが繰り返され、頁番号が付く', async () => {
    const line = invoice.lines[0];
    const { pages, text } = await read(await invoicePdf({ ...invoice, lines: Array.from({ length: 60 }, () => ({ ...line, detail: 'みどり会' }) as never) }));
    expect(pages).toBeGreaterThan(1);
    expect(text.match(/No\.品目/g)?.length).toBeGreaterThan(1);
    expect(text).toContain(`1/${pages}`);
  });

  it('領収書は収入印紙が不要であることを書く', async () => {
    const { text } = await read(await receiptPdf({
      number: 'R-1', issuedOn: on('2026-12-01'), issuedAt: AT, receivedOn: on('2026-11-30'), issuer, recipient, amountYen: 61600,
      purpose: '2026年11月分 保守管理費として', method: '銀行振込', invoiceNumbers: ['INV-2026-11-0042'], taxGroups: invoice.taxGroups,
    }));
    expect(text).toContain('収入印紙は不要です');
    expect(text).toContain('61,600円（うち消費税額5,600円）');
  });
});

const signer: CertifiedSigner = {
  side: 'vendor', companyName: '株式会社あおば制作', name: '青葉 花子', title: '代表取締役', authority: { kind: 'representative' },
  email: 'owner@aoba.example', level: 'twoFactor', presumedAuthentic: false, openedAt: AT, signedAt: AT, network: '203.0.113.5', accessCode: false,
};
const certificate: CompletionCertificate = {
  issuedAt: AT, contractTitle: '保守管理契約書（Webサイト）', contractNumber: 'HS-2026-0001', completedAt: AT, bodyHash: 'ab'.repeat(32),
  originals: [{ mark: '甲保有分', fileHash: 'cd'.repeat(32) }, { mark: '乙保有分', fileHash: 'ef'.repeat(32) }],
  signers: [signer], events: [{ at: AT, text: '署名しました' }], stampedBy: { authorities: ['Hoshu Timestamp Authority'], isOwn: true, failure: null }, archivedBy: { level: 'B-LTA', failure: null }, signingCertificate: 'Hoshu Signing CA',
};

describe('締結：合意締結証明書', () => {
  const textWith = async (change: Partial<CompletionCertificate>) => (await read(await completionCertificatePdf({ ...certificate, ...change }))).text;

  it('F141 署名者、権限、時刻、水準、ハッシュを書く', async () => {
    const text = await textWith({});
    for (const item of ['青葉花子（代表取締役）', '代表者', '2026年11月1日09:00:00（日本時間）', '立会人型', 'ab'.repeat(32), 'ef'.repeat(32)]) expect(text).toContain(item);
  });

  it('条件を満たさないとき、電子署名法3条と認定タイムスタンプの語は出ない', async () => {
    expect(await textWith({})).not.toMatch(/電子署名法|認定タイムスタンプ/);
    expect(await textWith({ signers: [{ ...signer, level: 'consentRecord', presumedAuthentic: true }] })).not.toContain('電子署名法');
  });

  it('条件を満たすときだけ書く', async () => {
    expect(await textWith({ signers: [{ ...signer, level: 'ownCertificate', presumedAuthentic: true }] })).toContain('電子署名法3条');
  });

  it('F134 タイムスタンプの発行元と、外部の時刻認証局を使えなかったことを書く', async () => {
    const own = await textWith({});
    expect(own).toContain('RFC3161、HoshuTimestampAuthority');
    expect(own).toContain('第三者による証明でも、総務大臣認定のタイムスタンプでもありません');
    expect(own).not.toContain('外部の時刻認証局');
    const replaced = await textWith({ stampedBy: { authorities: ['Hoshu Timestamp Authority'], isOwn: true, failure: 'slow' } });
    expect(replaced).toContain('外部の時刻認証局を使う設定ですが、時間内に応答がありませんでした。このため、その分は当サービスの時刻認証局で付与しました。');
    const other = await textWith({ stampedBy: { authorities: ['見本時刻認証局'], isOwn: false, failure: null } });
    expect(other).toContain('時刻認証局「見本時刻認証局」のタイムスタンプ');
    expect(other).toContain('認定を受けた局かどうかは、当サービスでは確かめていません');
  });

  it('F134 署名の形式を正直に書き、B-LTAにできなかった理由を書く', async () => {
    expect(await textWith({})).toMatch(/2通の署名の形式PAdESB-LTA.*追記したファイルのハッシュ値は変わりますが/);
    const stayed = await textWith({ archivedBy: { level: 'B-T', failure: 'unreachable' } });
    expect(stayed).toContain('2通の署名の形式PAdESB-T');
    expect(stayed).toContain('時刻認証局の失効リストを取得できなかったため、失効情報とファイル全体のタイムスタンプ（B-LTA）は、この時点では付けていません。');
    expect(stayed).not.toContain('PAdESB-LTA');
  });
});

describe('第17条・第18条 通知の書面', () => {
  const letter = {
    writtenOn: on('2027-02-10'), createdAt: AT, sender: issuer, senderRepresentative: '代表取締役　青葉　花子', recipient,
    contract: { title: '保守管理契約書（Webサイト）', number: 'HS-2026-0001', concludedOn: on('2026-04-01') }, endsOn: on('2027-03-31'), noticeDays: 60,
  };

  it('第17条2項 終了通知書は期間満了日と根拠を書き、1枚に収まる', async () => {
    const { pages, text } = await read(await noticeLetterPdf({ ...letter, kind: 'nonRenewal' }));
    expect(pages).toBe(1);
    expect(text).toContain('第17条2項に基づき');
    expect(text).toContain('令和9年3月31日（2027年3月31日）');
    expect(text).toContain('期間満了日の60日前まで');
  });

  it('第18条 解約通知書は到達から数える日を書く', async () => {
    const { text } = await read(await noticeLetterPdf({ ...letter, kind: 'termination' }));
    expect(text).toContain('第18条に基づき');
    expect(text).toContain('本通知の到達から60日を経過する日');
  });

  it('通知の記録は要件ごとの結果を書き、法的な効果を断定しない', async () => {
    const { text } = await read(await noticeReceiptPdf({
      number: 'N-1', createdAt: AT, kind: 'termination', contract: { title: '保守管理契約書', number: 'HS-1' }, sender: 'A', recipient: 'B', channel: '電子メール',
      sentAt: AT, arrivedAt: null, arrivalProof: null, contentHash: 'ab'.repeat(32), effectiveOn: null,
      checks: [{ label: '通知権限', result: 'unclear', basis: '代表者以外からの通知' }],
    }));
    expect(text).toContain('通知権限要確認代表者以外からの通知');
    expect(text).toContain('未到達または確認中');
    expect(text).toContain('法的な効果を判断するものではありません');
  });
});

describe('第3条・第9条 報告書', () => {
  const report: MonthlyReport = {
    month: '2026-11', createdAt: AT, vendorName: '株式会社あおば制作', clientName: '医療法人社団みどり会', contractNumber: 'HS-1', siteNames: ['みどり会クリニック'],
    summary: { availability: '99.95%', prevented: '脆弱性2件', fixed: '予約フォーム', remaining: '残り2件', decisions: 'ありません' }, comment: '所見です。',
    uptime: { percent: 99.951, downMinutes: 21, days: Array.from({ length: 30 }, () => 100) }, incidents: [], works: [], certificates: [], counts: [],
  };

  it('月次報告書は5行から始まる', async () => {
    const { text } = await read(await monthlyReportPdf(report));
    expect(text).toMatch(/稼働率99\.95%防いだこと脆弱性2件直したこと予約フォーム今月の残り枠残り2件お客様の判断が必要なことありません/);
    expect(text).toContain('この月の障害はありません');
  });

  it('計測のない月には稼働率を書かない', async () => {
    const { text } = await read(await monthlyReportPdf({ ...report, uptime: { percent: null, downMinutes: 0, days: Array.from({ length: 30 }, () => null) }, works: [{ label: '第3条1号', name: '稼働状況確認', frequency: '5分ごと', records: '0回の確認' }] }));
    expect(text).toContain('稼働状況計測なし');
    expect(text).toContain('0回の確認');
  });

  it('ふつうは1枚、長い所見と多い障害と9業務がそろっても2枚に収まる', async () => {
    const { pages, text } = await read(await monthlyReportPdf({
      ...report, comment: 'とても長い所見です。'.repeat(40),
      incidents: Array.from({ length: 20 }, () => ({ detectedAt: AT, title: '長い名前の障害が起きて復旧した', downMinutes: 95, reportMinutes: 12 })),
      certificates: Array.from({ length: 20 }, (_, index) => ({ host: `www${index}.midori.example`, expiresOn: on('2027-01-20'), daysLeft: 60 - index })),
      works: Array.from({ length: 9 }, (_, index) => ({ label: `第3条${index + 1}号`, name: 'CMS、プラグイン及び関連ソフトウェアの更新', frequency: '月1回', records: 'コメントで報告' })),
      counts: [{ label: '更新', value: '12件' }],
    }));
    expect((await read(await monthlyReportPdf(report))).pages).toBe(1);
    expect(pages).toBeLessThanOrEqual(2);
    expect(text).toContain('ほか15件');
  });

  it('第5条3項 障害報告書は発見から報告までの時間を書く', async () => {
    const { text } = await read(await incidentReportPdf({
      number: 'INC-1', createdAt: AT, vendorName: '乙社', clientName: '甲社', contractNumber: 'HS-1', siteName: 'サイト', title: '停止', detectedAt: AT,
      reportedAt: new Date('2026-11-01T01:35:00Z'), restoredAt: null, impact: '影響', cause: '原因', exemption: '第9条2項', decidedBy: '佐藤', disputed: true,
      measures: '対応', prevention: '防止', timeline: [],
    }));
    expect(text).toContain('発見から1時間35分');
    expect(text).toContain('第21条により協議中');
    expect(text).toContain('対応中');
  });
});
