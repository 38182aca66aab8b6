import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { PDF } from '@libpdf/core';
import { bodyHash, renderContract, runsText, sampleTerms } from '@hoshu/contract-text';
import { canonicalJson } from '@hoshu/domain';
import { attachContract, createSigningAuthority, isIntact, issueSigner, readAttached, signPdf, verifyPdf } from '../seal/index.js';
import { contractPdf, sealSvg, type OriginalMark } from './index.js';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const CREATED_AT = new Date('2026-04-01T00:00:00Z');

/** All characters in reading order, without spaces and line ends: layout may break a line anywhere. */
const dense = (text: string): string => text.replace(/\s/g, '');

async function textOf(bytes: Uint8Array): Promise<string> {
  const pdf = await PDF.load(bytes);
  return dense(pdf.extractText().map((page) => page.text).join(''));
}

function textByTool(bytes: Uint8Array): string | null {
  const tool = ['/usr/bin/pdftotext', '/usr/local/bin/pdftotext', '/opt/homebrew/bin/pdftotext'].find((file) => existsSync(file));
  if (!tool) return null;
  const folder = mkdtempSync(path.join(tmpdir(), 'hoshu-pdf-'));
  const file = path.join(folder, 'contract.pdf');
  writeFileSync(file, bytes);
  const text = execFileSync(tool, [file, '-'], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return dense(text);
}

/** Whether a glyph of the document stands for the character: what copying and searching find. */
function isMapped(bytes: Uint8Array, character: string): boolean {
  const code = character.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0')).join(' ');
  return [...Buffer.from(bytes).toString('latin1').matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].some(([, stream = '']) => {
    try {
      return new RegExp(`<${code}>`, 'i').test(inflateSync(Buffer.from(stream, 'latin1')).toString('latin1'));
    } catch {
      return false;
    }
  });
}

function draw(mark: OriginalMark, terms = sampleTerms()): Promise<Uint8Array> {
  const model = renderContract(terms);
  const seals = { client: { svg: sealSvg({ companyName: terms.parties.client.companyName, shape: 'round' }) } };
  return contractPdf(model, { mark, bodyHash: bodyHash(model, sha256), createdAt: CREATED_AT, contractNumber: 'HS-2026-0001', sealImages: seals });
}

describe('締結：本書2通', () => {
  it('2通は「甲保有分」「乙保有分」のほかは同じ文字である', async () => {
    const [client, vendor] = [await draw('甲保有分'), await draw('乙保有分')];
    const [clientText, vendorText] = [await textOf(client), await textOf(vendor)];
    expect(clientText).toContain('甲保有分');
    expect(clientText.replaceAll('甲保有分', '')).toBe(vendorText.replaceAll('乙保有分', ''));
    expect(textByTool(client)?.replaceAll('甲保有分', '')).toBe(textByTool(vendor)?.replaceAll('乙保有分', ''));
  });

  it('描いた文字は、契約のモデルの各文とそのまま一致する', async () => {
    const model = renderContract(sampleTerms());
    const text = await textOf(await draw('甲保有分'));
    const paragraphs = model.articles.flatMap((article) => article.paragraphs);
    const sentences = [
      runsText(model.preamble), model.closing, runsText(model.dateLine), model.annex.lead,
      ...paragraphs.flatMap((paragraph) => [paragraph.label + runsText(paragraph.runs), ...paragraph.items.map((item) => item.label + runsText(item.runs))]),
      ...paragraphs.flatMap((paragraph) => (paragraph.proviso ? [runsText(paragraph.proviso)] : [])),
      ...model.signatures.flatMap((block) => block.lines.map((line) => `${line.label}：${runsText(line.runs)}`)),
      ...model.annex.sections.map((section) => `${section.number}　${section.heading}`),
    ];
    expect(sentences.filter((sentence) => !text.includes(dense(sentence)))).toEqual([]);
  });

  it('各条の文がそのままの順で読み出せる', async () => {
    const text = await textOf(await draw('乙保有分'));
    for (const article of renderContract(sampleTerms()).articles) {
      expect(text).toContain(dense(`第${article.number}条（${article.heading}）`));
    }
    expect(text).toContain('期間満了日の30日前までに甲乙いずれからも書面による終了通知がない場合');
    expect(text).toContain('令和8年4月1日');
    expect(text).toContain(bodyHash(renderContract(sampleTerms()), sha256));
  });

  it('人名の異体字（髙﨑𠮷）と㈱・半角ｶﾅが欠けない', async () => {
    const terms = sampleTerms();
    terms.parties.vendor.representativeName = '髙﨑　𠮷太郎';
    terms.parties.vendor.companyName = '㈱あおば制作ｶﾅ';
    const bytes = await draw('甲保有分', terms);
    const text = textByTool(bytes) ?? (await textOf(bytes));
    // The library's own reader gives the glyph's number for a character beyond the first plane; the document's own table names it.
    expect([isMapped(bytes, '𠮷'), isMapped(bytes, '𡈽')]).toEqual([true, false]);
    expect(text.replace(/𠮷|\p{Cc}/u, '')).toContain('髙﨑太郎');
    expect(text).toContain('㈱あおば制作ｶﾅ');
    expect(text).not.toContain('〓');
  });

  it('同じ入力からは同じバイト列ができる', async () => {
    expect(Buffer.compare(await draw('甲保有分'), await draw('甲保有分'))).toBe(0);
  });

  it('契約データを添付して2者が署名すると、検証でき、データのハッシュが本文ハッシュと一致する', async () => {
    const model = renderContract(sampleTerms());
    const authority = await createSigningAuthority({ commonName: 'Hoshu Signing CA', validFromAt: CREATED_AT, validYears: 5 });
    let bytes = await attachContract(await draw('甲保有分'), { modelJson: canonicalJson(model), bodyHash: bodyHash(model, sha256), createdAt: CREATED_AT });
    for (const side of ['vendor', 'client'] as const) {
      const party = sampleTerms().parties[side];
      const signer = await issueSigner(authority, { commonName: party.representativeName, organization: party.companyName, issuedAt: CREATED_AT });
      bytes = await signPdf(bytes, { signer, fieldName: side, reason: '契約の締結', signedAt: CREATED_AT });
    }
    expect(isIntact(verifyPdf(bytes, authority.certificatePem))).toBe(true);
    const attached = await readAttached(bytes);
    expect(sha256(attached?.modelJson ?? '')).toBe(attached?.bodyHash);
  });
});
