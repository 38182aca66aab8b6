import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDF } from '@libpdf/core';
import { fromBER } from 'asn1js';
import { Certificate, CryptoEngine, setEngine, SignedData, TimeStampResp, TSTInfo } from 'pkijs';
import {
  answerQuery, createSigningAuthority, encodeQuery, isIntact, issueSigner, judgePdf, openTimestampAuthority, readAnswer, signPdf, verifyPdf, type SigningAuthority, type TimestampAuthority, type TimestampTrust,
} from './index.js';
import { integer, sequence } from './der-write.js';
import { OID } from './oids.js';
import { verifyToken } from './timestamp-token.js';

const AT = new Date('2026-04-01T01:23:45.670Z');
const STAMPED = Buffer.from('署名の値');
const NONCE = 0x4123_4567_89ab_cdefn;
const digestOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const query = { digest: digestOf(STAMPED), nonce: NONCE };
const authorityOf = (commonName: string) => createSigningAuthority({ commonName, validFromAt: new Date('2026-01-01T00:00:00Z'), validYears: 10 });

let authority: SigningAuthority;
let tsa: TimestampAuthority;
let trust: TimestampTrust;
let token: Buffer;

/** Asks an authority of this process, like the product does. */
const timestampOf = (of: TimestampAuthority, from: TimestampTrust = trust) => (digest: Buffer) => {
  const asked = { digest, nonce: NONCE };
  return Promise.resolve(readAnswer(answerQuery(of, encodeQuery(asked), AT), asked, from).token);
};

async function sealed(timestamp?: (digest: Buffer) => Promise<Buffer>): Promise<Uint8Array> {
  const pdf = PDF.create();
  pdf.addPage({ size: 'a4' }).drawText('HS-0001', { x: 50, y: 700, size: 20 });
  let bytes = await pdf.save();
  for (const fieldName of ['vendor', 'client']) {
    const signer = await issueSigner(authority, { commonName: fieldName, organization: 'o', issuedAt: AT });
    bytes = await signPdf(bytes, { signer, fieldName, reason: '契約の締結', signedAt: AT, ...(timestamp ? { timestamp } : {}) });
  }
  return bytes;
}

function withTool<T>(names: readonly string[], run: (tool: string, folder: string) => T): T | null {
  const tool = names.find((file) => existsSync(file));
  if (!tool) return null;
  const folder = mkdtempSync(path.join(tmpdir(), 'hoshu-tsa-'));
  try {
    return run(tool, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

beforeAll(async () => {
  authority = await authorityOf('Hoshu Signing CA');
  tsa = await openTimestampAuthority(authority, null);
  trust = { authorityPem: authority.certificatePem, roots: [] };
  token = await timestampOf(tsa)(query.digest);
});

describe('時刻認証局：RFC 3161のタイムスタンプ（F134）', () => {
  it('別の実装（pkijs）が、時刻・ポリシー・番号・乱数・指紋を読み、署名を有効とする', async () => {
    setEngine('node', new CryptoEngine({ name: 'node', crypto: globalThis.crypto }));
    const answer = new TimeStampResp({ schema: fromBER(answerQuery(tsa, encodeQuery(query), AT)).result });
    expect(answer.status.status).toBe(0);
    const signed = new SignedData({ schema: answer.timeStampToken?.content });
    const info = new TSTInfo({ schema: fromBER(signed.encapContentInfo.eContent?.valueBlock.valueHexView ?? new Uint8Array()).result });
    expect([info.genTime, info.policy.startsWith('2.25.'), Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView)]).toEqual([AT, true, query.digest]);
    expect([BigInt(`0x${Buffer.from(info.nonce?.valueBlock.valueHexView ?? []).toString('hex')}`), info.serialNumber.valueBlock.valueHexView.length]).toEqual([NONCE, 16]);
    const root = (signed.certificates ?? []).at(-1) as Certificate;
    // The data is what the imprint was taken of.
    await expect(signed.verify({ signer: 0, data: new Uint8Array(STAMPED).buffer, trustedCerts: [root], checkDate: AT, checkChain: true })).resolves.toBe(true);
  });

  it('opensslがあれば「Verification: OK」と答える', () => {
    const output = withTool(['/usr/bin/openssl', '/usr/local/bin/openssl', '/opt/homebrew/bin/openssl'], (tool, folder) => {
      const at = (name: string, content: string | Buffer) => { writeFileSync(path.join(folder, name), content); return path.join(folder, name); };
      const files = [at('query', encodeQuery(query)), at('answer', answerQuery(tsa, encodeQuery(query), AT)), at('ca.pem', authority.certificatePem), at('data', STAMPED)];
      const [asked = '', answer = '', root = '', data = ''] = files;
      const verify = (...args: string[]) => execFileSync(tool, ['ts', '-verify', '-in', answer, '-CAfile', root, '-attime', String(Math.floor(AT.getTime() / 1000)), ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
      return verify('-queryfile', asked) + verify('-data', data);
    });
    expect(output ?? 'Verification: OK\nVerification: OK\n').toBe('Verification: OK\nVerification: OK\n');
  });

  it('トークンのどの1バイトを変えても分かる。同じ番号は二度と付かない', async () => {
    expect(verifyToken(token, STAMPED, trust)).toMatchObject({ authority: 'Hoshu Timestamp Authority', origin: 'own', facts: { at: AT, nonce: NONCE, policy: OID.ownTimestampPolicy } });
    const unnoticed: number[] = [];
    for (let offset = 0; offset < token.length; offset += 1) {
      const changed = Buffer.from(token);
      changed[offset] = (changed[offset] ?? 0) ^ 0x01;
      try {
        if (verifyToken(changed, STAMPED, trust).origin === 'own') unnoticed.push(offset);
      } catch { /* noticed */ }
    }
    expect(unnoticed).toEqual([]);
    expect(() => verifyToken(token, Buffer.from('別のもの'), trust)).toThrow('something else');
    expect((await timestampOf(tsa)(query.digest)).equals(token)).toBe(false);
  });

  it('乱数・指紋・署名・発行元が違う答え、断り、読めない答えは使わない', async () => {
    const other = await openTimestampAuthority(await authorityOf('Other CA'), null);
    const good = answerQuery(tsa, encodeQuery(query), AT);
    const cases: [Buffer, string][] = [
      [answerQuery(tsa, encodeQuery({ ...query, nonce: NONCE + 1n }), AT), 'answer: The nonce is another one.'],
      [answerQuery(tsa, encodeQuery({ ...query, digest: digestOf(Buffer.from('x')) }), AT), 'answer: The timestamp is of something else.'],
      [answerQuery(other, encodeQuery(query), AT), 'answer: The authority is not listed.'],
      [answerQuery(tsa, encodeQuery(query), new Date('2037-01-01T00:00:00Z')), 'answer: The certificate of the timestamp authority was not valid at the time.'],
      [sequence(sequence(integer(2n))), 'refused: status 2'], [sequence(sequence(integer(0n))), 'answer: The answer has no token.'],
      [Buffer.from('<html>'), 'answer:'], [Buffer.concat([good, Buffer.from([0])]), 'answer: Bytes follow the answer.'], [Buffer.alloc(0), 'answer:'],
    ];
    for (const [answer, reason] of cases) expect(() => readAnswer(answer, query, trust)).toThrow(reason);
    expect(readAnswer(good, query, trust).check.origin).toBe('own');
  });

  it('ほかの署名用の証明書ではタイムスタンプを作れない（用途の拡張が必須）', async () => {
    // A certificate of the signing authority that is for documents, with its key.
    const signer = await issueSigner(authority, { commonName: 'x', organization: 'x', issuedAt: AT });
    const misused = answerQuery({ ...tsa, certificate: Buffer.from(signer.certificate) }, encodeQuery(query), AT);
    expect(() => readAnswer(misused, query, trust)).toThrow('answer:');
    const taken = await openTimestampAuthority(authority, authority.privateKeyPem);
    expect(readAnswer(answerQuery(taken, encodeQuery(query), AT), query, trust).check.origin).toBe('own');
  });

  it('知らない方式・ポリシー・形の依頼は、RFC 3161の断りで答える', () => {
    const sha512 = Buffer.from('3060020101305b300b0609608648016503040203044c', 'hex');
    for (const asked of [Buffer.from('junk'), sha512, Buffer.concat([encodeQuery(query), Buffer.from([1])])]) {
      expect(() => readAnswer(answerQuery(tsa, asked, AT), query, trust)).toThrow('refused: status 2');
    }
  });
});

describe('締結：タイムスタンプ付きの電子署名（PAdES B-T、F134）', () => {
  let bytes: Uint8Array;

  beforeAll(async () => {
    bytes = await sealed(timestampOf(tsa));
  });

  it('2つの署名それぞれに、このサービスの時刻認証局のタイムスタンプが付く', () => {
    expect(verifyPdf(bytes, authority.certificatePem).map(({ valid, trusted, timestamp }) => [valid, trusted, timestamp])).toEqual([
      [true, true, { origin: 'own', at: AT, authority: 'Hoshu Timestamp Authority', validTo: new Date('2036-01-01T00:00:00Z') }], [true, true, { origin: 'own', at: AT, authority: 'Hoshu Timestamp Authority', validTo: new Date('2036-01-01T00:00:00Z') }],
    ]);
    expect(judgePdf(bytes, trust, AT)).toMatchObject({ verdict: 'genuine', level: 'B-T' });
    // Without an authority to check against nothing is said about timestamps.
    expect(verifyPdf(bytes).map(({ valid, timestamp }) => [valid, timestamp])).toEqual([[true, null], [true, null]]);
  });

  it('署名とタイムスタンプのどの1桁を変えても分かる', () => {
    const file = Buffer.from(bytes).toString('latin1');
    const start = file.lastIndexOf('/Contents <') + 11;
    const end = file.indexOf('>', start);
    const unnoticed: number[] = [];
    for (let offset = start; offset < end; offset += 53) {
      const changed = Uint8Array.from(bytes);
      changed[offset] = file[offset] === '0' ? 0x31 : 0x30;
      if (judgePdf(changed, trust, AT).verdict === 'genuine') unnoticed.push(offset - start);
    }
    expect(unnoticed).toEqual([]);
  });

  it('別の署名のタイムスタンプに付け替えると「改変」、発行元の分からないものは時刻の証明にしない', async () => {
    const moved = await sealed(() => Promise.resolve(token));
    expect(verifyPdf(moved, authority.certificatePem)[0]).toMatchObject({ valid: false, reason: 'timestamp: The timestamp is of something else.', trusted: true, timestamp: { origin: 'broken', at: null } });
    expect(judgePdf(moved, trust, AT)).toMatchObject({ verdict: 'changed', level: null });

    const elsewhere = await authorityOf('Other CA');
    const other = await openTimestampAuthority(elsewhere, null);
    const foreign = await sealed(timestampOf(other, { authorityPem: elsewhere.certificatePem, roots: [] }));
    expect(judgePdf(foreign, trust, AT)).toMatchObject({ verdict: 'genuine', level: 'B-B' });
    // The same once the operator lists the root.
    const listed = judgePdf(foreign, { ...trust, roots: [new X509Certificate(elsewhere.certificatePem)] }, AT);
    expect([listed.level, listed.ours[0]?.timestamp?.origin]).toEqual(['B-T', 'listed']);
  });

  it('タイムスタンプのないこれまでの書類は、B-Bのまま有効である', async () => {
    expect(judgePdf(await sealed(), trust, AT)).toMatchObject({ verdict: 'genuine', level: 'B-B', ours: [{ timestamp: null }, { timestamp: null }] });
  });

  it('あとから作られた署名でも、証明書はその時刻に有効である', async () => {
    const signedAt = new Date(AT.getTime() - 20 * 86_400_000);
    const { certificate } = await issueSigner(authority, { commonName: 'x', organization: 'x', issuedAt: signedAt, sealedAt: AT });
    const { validFrom, validTo } = new X509Certificate(certificate);
    expect([new Date(validFrom) <= signedAt, new Date(validTo) > AT]).toEqual([true, true]);
  });

  it('pdfsigがあれば「Signature is Valid」と答える', () => {
    const output = withTool(['/usr/bin/pdfsig', '/usr/local/bin/pdfsig', '/opt/homebrew/bin/pdfsig'], (tool, folder) => {
      writeFileSync(path.join(folder, 'signed.pdf'), bytes);
      return execFileSync(tool, ['-nocert', path.join(folder, 'signed.pdf')], { encoding: 'utf8' }).match(/Signature is Valid/g)?.length;
    });
    expect([output ?? 2, isIntact(verifyPdf(bytes))]).toEqual([2, true]);
  });
});
