import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDF } from '@libpdf/core';
import { fromBER } from 'asn1js';
import { Certificate, ContentInfo, CryptoEngine, setEngine, SignedData } from 'pkijs';
import { attachContract, createSigningAuthority, isIntact, issueSigner, readAttached, signPdf, verifyPdf, type SigningAuthority } from './index.js';

const SIGNED_AT = new Date('2026-04-01T01:23:45Z');
const LATER = new Date('2026-04-01T02:00:00Z');

const otherAuthority = () => createSigningAuthority({ commonName: 'Other CA', validFromAt: SIGNED_AT, validYears: 1 });

async function twoSignatures(authority: SigningAuthority): Promise<{ once: Uint8Array; twice: Uint8Array }> {
  const pdf = PDF.create();
  pdf.addPage({ size: 'a4' }).drawText('HS-0001', { x: 50, y: 700, size: 20 });
  const plain = await attachContract(await pdf.save(), { modelJson: '{"title":"保守管理契約書"}', bodyHash: 'ab'.repeat(32), createdAt: SIGNED_AT });
  const vendor = await issueSigner(authority, { commonName: '青葉 花子', organization: '株式会社あおば制作', issuedAt: SIGNED_AT });
  const client = await issueSigner(authority, { commonName: '緑川 一郎', organization: '医療法人社団みどり会', issuedAt: LATER });
  const once = await signPdf(plain, { signer: vendor, fieldName: 'vendor', reason: '契約の締結', signedAt: SIGNED_AT });
  const twice = await signPdf(once, { signer: client, fieldName: 'client', reason: '契約の締結', signedAt: LATER });
  return { once, twice };
}

/** The last signature again, by a parser that shares no code with ours. */
async function verifyWithPkijs(bytes: Uint8Array): Promise<boolean> {
  setEngine('node', new CryptoEngine({ name: 'node', crypto: globalThis.crypto }));
  const file = Buffer.from(bytes).toString('latin1');
  const range = [...file.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].at(-1)?.slice(1).map(Number) as number[];
  const [, length = 0, next = 0, tail = 0] = range;
  const hex = file.slice(length + 1, next - 1);
  const signed = new SignedData({ schema: new ContentInfo({ schema: fromBER(Buffer.from(hex, 'hex')).result }).content });
  const data = Buffer.concat([bytes.subarray(0, length), bytes.subarray(next, next + tail)]);
  const root = (signed.certificates ?? []).at(-1) as Certificate;
  return signed.verify({ signer: 0, data: new Uint8Array(data).buffer, trustedCerts: [root], checkDate: LATER, checkChain: true });
}

describe('締結：電子署名（PAdES B-B、F134）', () => {
  let authority: SigningAuthority;
  let once: Uint8Array;
  let twice: Uint8Array;

  beforeAll(async () => {
    authority = await createSigningAuthority({ commonName: 'Hoshu Signing CA', validFromAt: SIGNED_AT, validYears: 10 });
    ({ once, twice } = await twoSignatures(authority));
  });

  it('2者が順に署名しても、どちらの署名も有効である', () => {
    const checks = verifyPdf(twice, authority.certificatePem);
    expect(checks).toEqual([
      {
        valid: true, reason: null, signer: '青葉 花子', organization: '株式会社あおば制作', signedAt: SIGNED_AT, coversWholeFile: false, trusted: true, timestamp: null,
      },
      {
        valid: true, reason: null, signer: '緑川 一郎', organization: '医療法人社団みどり会', signedAt: LATER, coversWholeFile: true, trusted: true, timestamp: null,
      },
    ]);
    expect(isIntact(checks)).toBe(true);
    expect(verifyPdf(once, authority.certificatePem)[0]?.coversWholeFile).toBe(true);
  });

  it('別の実装（pkijs）でも有効である', async () => {
    await expect(verifyWithPkijs(twice)).resolves.toBe(true);
  });

  it('どの1バイトを変えても、完全でないと分かる', () => {
    const step = Math.max(1, Math.floor(twice.length / 400));
    const unnoticed: number[] = [];
    for (let offset = 0; offset < twice.length; offset += step) {
      const changed = Uint8Array.from(twice);
      changed[offset] = (changed[offset] ?? 0) ^ 0x01;
      if (isIntact(verifyPdf(changed, authority.certificatePem))) unnoticed.push(offset);
    }
    expect(unnoticed).toEqual([]);
  });

  it('署名そのものの1桁を変えても分かる', () => {
    const file = Buffer.from(twice).toString('latin1');
    const start = file.lastIndexOf('/Contents <') + 11;
    const end = file.indexOf('>', start);
    const unnoticed: number[] = [];
    for (let offset = start; offset < end; offset += 23) {
      const changed = Uint8Array.from(twice);
      changed[offset] = file[offset] === '0' ? 0x31 : 0x30;
      if (isIntact(verifyPdf(changed, authority.certificatePem))) unnoticed.push(offset - start);
    }
    expect(unnoticed).toEqual([]);
  });

  it('末尾に書き足すと、ファイル全体を覆わなくなる', () => {
    const appended = Buffer.concat([twice, Buffer.from('\n% more')]);
    expect(isIntact(verifyPdf(appended))).toBe(false);
    expect(verifyPdf(appended).map((entry) => entry.valid)).toEqual([true, true]);
  });

  it('別の認証局が出した署名は信頼されない', async () => {
    const checks = verifyPdf(twice, (await otherAuthority()).certificatePem);
    expect(checks.map((entry) => [entry.valid, entry.trusted])).toEqual([[true, false], [true, false]]);
  });

  it('署名のないPDFは空の一覧になる', async () => {
    const pdf = PDF.create();
    pdf.addPage();
    expect(verifyPdf(await pdf.save())).toEqual([]);
    expect(isIntact([])).toBe(false);
  });

  it('契約のデータとハッシュを添付し、署名の後も読み出せる', async () => {
    await expect(readAttached(twice)).resolves.toEqual({ kind: 'contract', modelJson: '{"title":"保守管理契約書"}', bodyHash: 'ab'.repeat(32) });
  });

  it('認証局の鍵はJSONにして保存できる', async () => {
    const restored = JSON.parse(JSON.stringify(authority)) as SigningAuthority;
    const signer = await issueSigner(restored, { commonName: '第三者', organization: '株式会社見本', issuedAt: LATER });
    const signed = await signPdf(twice, { signer, fieldName: 'third', reason: '確認', signedAt: LATER });
    expect(isIntact(verifyPdf(signed, authority.certificatePem))).toBe(true);
    expect(authority.kid).toMatch(/^[0-9a-f]{16}$/);
  });

  it('pdfsigがあれば「Signature is Valid」と答える', () => {
    const tool = ['/usr/bin/pdfsig', '/usr/local/bin/pdfsig', '/opt/homebrew/bin/pdfsig'].find((file) => existsSync(file));
    if (!tool) return expect(isIntact(verifyPdf(twice))).toBe(true);
    const folder = mkdtempSync(path.join(tmpdir(), 'hoshu-sig-'));
    const file = path.join(folder, 'signed.pdf');
    writeFileSync(file, twice);
    const output = execFileSync(tool, ['-nocert', file], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(output.match(/Signature is Valid/g)).toHaveLength(2);
    return undefined;
  });
});
