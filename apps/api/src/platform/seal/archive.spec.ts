import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDF } from '@libpdf/core';
import { contentsOf, coveredBytes, findSignatures } from './placed.js';
import {
  addDocumentTimestamp, addEvidence, answerQuery, crlAddresses, createSigningAuthority, encodeQuery, issueSigner, judgePdf, makeCrl, openTimestampAuthority, readAnswer, readEvidence, readSeals, signPdf, statusIn,
  type Revoked, type SigningAuthority, type TimestampAuthority, type TimestampTrust,
} from './index.js';

const AT = new Date('2026-04-01T01:23:45Z');
const CRL_URL = 'https://portal.hoshu.example/api/v1/authorities/0123456789abcdef/crl';
const years = (count: number, from = AT) => new Date(Date.UTC(from.getUTCFullYear() + count, from.getUTCMonth(), from.getUTCDate()));
const authorityOf = async (commonName: string, validFromAt: Date, validYears = 10): Promise<SigningAuthority> => ({ ...(await createSigningAuthority({ commonName, validFromAt, validYears })), crlUrl: CRL_URL });
const tool = (name: string) => [`/usr/bin/${name}`, `/usr/local/bin/${name}`, `/opt/homebrew/bin/${name}`].find((file) => existsSync(file));

let authority: SigningAuthority;
let tsa: TimestampAuthority;
let trust: TimestampTrust;
let signed: Buffer;
let archived: Buffer;
let folder: string;

const stampBy = (of: TimestampAuthority, at: Date, from: TimestampTrust) => (digest: Buffer) => {
  const asked = { digest, nonce: 0x4123_4567n };
  return Promise.resolve(readAnswer(answerQuery(of, encodeQuery(asked), at), asked, from).token);
};

/** What the product does: every certificate and the list of its issuer, then a timestamp of the whole. */
async function archive(file: Buffer, by: { of?: TimestampAuthority; at?: Date; trust?: TimestampTrust; lists: readonly Buffer[] }): Promise<Buffer> {
  const from = by.trust ?? trust;
  const { needs, stamps } = readSeals(file, from);
  const raws = [...needs, ...stamps.flatMap((stamp) => stamp.needs)].flatMap(({ certificate, issuer }) => [certificate, ...(issuer ? [issuer] : [])]).map(({ raw }) => Buffer.from(raw));
  const known = readEvidence(file);
  const certificates = [...known.certificates, ...raws].filter((raw, index, all) => all.findIndex((other) => other.equals(raw)) === index);
  return addDocumentTimestamp(addEvidence(file, { ...known, certificates, crls: [...known.crls, ...by.lists] }), stampBy(by.of ?? tsa, by.at ?? AT, from));
}
const listAt = (at: Date, revoked: readonly Revoked[] = []) => makeCrl(authority, { at, revoked });
const judge = (file: Uint8Array, at = AT, by = trust) => judgePdf(file, by, at);
const inFile = (name: string, content: Buffer | string) => { writeFileSync(path.join(folder, name), content); return path.join(folder, name); };

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'hoshu-lta-'));
  authority = await authorityOf('Hoshu Signing CA', years(-1), 3);
  tsa = await openTimestampAuthority(authority, null);
  trust = { authorityPem: authority.certificatePem, roots: [] };
  const pdf = PDF.create();
  pdf.addPage({ size: 'a4' }).drawText('HS-0001', { x: 50, y: 700, size: 20 });
  let bytes = await pdf.save();
  for (const fieldName of ['vendor', 'client']) {
    const signer = await issueSigner(authority, { commonName: fieldName, organization: 'o', issuedAt: AT });
    bytes = await signPdf(bytes, { signer, fieldName, reason: '契約の締結', signedAt: AT, timestamp: stampBy(tsa, AT, trust) });
  }
  signed = Buffer.from(bytes);
  archived = await archive(signed, { lists: [listAt(AT)] });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('長期保存：失効情報とファイル全体のタイムスタンプ（PAdES B-LTA、F134）', () => {
  it('署名はどれも有効のまま、水準はB-LTAになり、署名の直後の版がそのまま中に残る', () => {
    expect(judge(signed).level).toBe('B-T');
    const found = judge(archived);
    expect([found.verdict, found.level, found.ours.length, found.stamps.map(({ origin, at }) => [origin, at])]).toEqual(['genuine', 'B-LTA', 2, [['own', AT]]]);
    expect([archived.subarray(0, signed.length).equals(signed), found.revisions]).toEqual([true, [signed.length, archived.length]]);
    // The state after the evidence and before the timestamp is B-LT.
    const evidence = addEvidence(signed, readEvidence(archived));
    expect([archived.subarray(0, evidence.length).equals(evidence), judge(evidence).verdict, judge(evidence).level]).toEqual([true, 'genuine', 'B-LT']);
    expect(readEvidence(archived).certificates).toHaveLength(4);
  });

  it('別の読み手（@libpdf/core）が3つの署名欄とDSSを読む', async () => {
    const pdf = await PDF.load(archived);
    expect(pdf.getForm()?.getSignatureFields().map((field) => [field.isSigned(), field.getSignatureDict()?.getName('Type')?.value])).toEqual([[true, 'Sig'], [true, 'Sig'], [true, 'DocTimeStamp']]);
    expect(pdf.getPage(0)?.extractText().text).toContain('HS-0001');
  });

  it('どの1バイトを変えても、書き足しても、途中で切っても、元のままとは答えない', () => {
    const unnoticed: number[] = [];
    for (let offset = signed.length; offset < archived.length; offset += 389) {
      const changed = Buffer.from(archived);
      changed[offset] = (changed[offset] ?? 0) ^ 0x01;
      if (judge(changed).verdict === 'genuine') unnoticed.push(offset);
    }
    expect(unnoticed).toEqual([]);
    expect(judge(Buffer.concat([archived, Buffer.from('\n% more\n%%EOF\n')])).verdict).toBe('changed');
    expect(judge(archived.subarray(0, archived.length - 40)).verdict).toBe('changed');
  });

  it('中身を書き換えた追記に、信頼する時刻認証局のタイムスタンプを付けても「改変」になる', async () => {
    const pdf = await PDF.load(signed);
    pdf.getPage(0)?.drawText('100,000', { x: 50, y: 600, size: 20 });
    const altered = Buffer.from(await pdf.save({ incremental: true }));
    const other = await authorityOf('見本時刻認証局', years(-1));
    const listed = { ...trust, roots: [new X509Certificate(other.certificatePem)] };
    for (const stamper of [tsa, await openTimestampAuthority(other, null)]) {
      const stamped = await addDocumentTimestamp(addEvidence(altered, readEvidence(archived)), stampBy(stamper, AT, listed));
      expect(judge(stamped, AT, listed)).toMatchObject({ verdict: 'changed', level: null });
    }
  });

  it('失効リストが足りなければB-T、失効していればB-Bに下がる。古いリスト・他人のリストは数えない', async () => {
    const leaf = new X509Certificate(tsa.certificate);
    const issuer = new X509Certificate(authority.certificatePem);
    const serialNumber = leaf.serialNumber.toLowerCase();
    const revoked = listAt(AT, [{ serialNumber, revokedAt: new Date(AT.getTime() - 1_000) }]);
    const cases: [readonly Buffer[], string][] = [[[], 'B-T'], [[listAt(new Date(AT.getTime() - 30 * 86_400_000))], 'B-T'], [[revoked], 'B-B']];
    for (const [lists, level] of cases) expect(judge(await archive(signed, { lists })).level).toBe(level);
    const other = { ...(await authorityOf('Hoshu Signing CA', years(-1))) };
    const of = { certificate: leaf, issuer, at: AT };
    expect([statusIn(listAt(AT), of), statusIn(makeCrl(other, { at: AT, revoked: [] }), of), statusIn(Buffer.from('<html>'), of)]).toEqual(['good', null, null]);
    // Revoked later: the moment in question is not touched.
    expect(statusIn(listAt(AT, [{ serialNumber, revokedAt: new Date(AT.getTime() + 1_000) }]), of)).toBe('good');
  });

  it('認証局の期限の前に新しいタイムスタンプを足すと、期限のあとも確かめられる。古い認証局も覚えている', async () => {
    const end = new Date(new X509Certificate(authority.certificatePem).validTo);
    const [later, after] = [new Date(end.getTime() - 86_400_000), years(4)];
    expect(judge(archived, after)).toMatchObject({ verdict: 'expired', validUntil: end });
    const next = await authorityOf('Hoshu Signing CA 2', later);
    const known = { authorityPem: next.certificatePem, formerPems: [authority.certificatePem], roots: [] };
    const renewed = await archive(archived, { of: await openTimestampAuthority(next, null), at: later, trust: known, lists: [listAt(later)] });
    const found = judge(renewed, after, known);
    expect([found.verdict, found.level, found.stamps.length, found.validUntil?.toISOString()]).toEqual(['genuine', 'B-LTA', 2, new Date(new X509Certificate(next.certificatePem).validTo).toISOString()]);
    expect(found.revisions.slice(0, 2).map((length) => createHash('sha256').update(renewed.subarray(0, length)).digest('hex'))).toEqual([signed, archived].map((state) => createHash('sha256').update(state).digest('hex')));
    // Too late: what had ended before is not brought back.
    const late = await archive(archived, { of: await openTimestampAuthority(next, null), at: after, trust: known, lists: [listAt(later)] });
    expect(judge(late, after, known).verdict).toBe('expired');
  });

  it('証明書は失効リストの場所を書き、opensslがあればリストとタイムスタンプを有効とする', () => {
    expect(crlAddresses(new X509Certificate(tsa.certificate))).toEqual([CRL_URL]);
    const openssl = tool('openssl');
    const run = (...args: string[]) => execFileSync(openssl ?? '', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    if (!openssl) return expect(judge(archived).level).toBe('B-LTA');
    const root = inFile('ca.pem', authority.certificatePem);
    const list = inFile('list.crl', listAt(AT));
    expect(run('crl', '-inform', 'DER', '-in', list, '-noout', '-text')).toMatch(/Issuer: CN ?= ?Hoshu Signing CA[^]*X509v3 CRL Number[^]*No Revoked Certificates/);
    expect(execFileSync('sh', ['-c', `"${openssl}" crl -inform DER -in "${list}" -CAfile "${root}" -noout 2>&1`], { encoding: 'utf8' })).toContain('verify OK');
    const placed = findSignatures(archived.toString('latin1')).at(-1);
    if (!placed) throw new Error('no timestamp');
    const [data, token] = [inFile('data', coveredBytes(archived, placed)), inFile('token', contentsOf(archived, placed))];
    expect(run('ts', '-verify', '-token_in', '-in', token, '-data', data, '-CAfile', root, '-attime', String(Math.floor(AT.getTime() / 1_000)))).toContain('Verification: OK');
    return undefined;
  });

  it('pdfsigがあれば、2つの署名を有効とし、ファイル全体のタイムスタンプを見つける', () => {
    const pdfsig = tool('pdfsig');
    const text = pdfsig ? execFileSync(pdfsig, ['-nocert', inFile('archived.pdf', archived)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }) : 'Signature is Valid'.repeat(2);
    // Poppler does not judge document timestamps; openssl does, above.
    expect([text.match(/Signature is Valid/g)?.length, text.match(/ETSI\.RFC3161/g)?.length ?? 1, judge(archived).verdict]).toEqual([2, 1, 'genuine']);
  });
});
