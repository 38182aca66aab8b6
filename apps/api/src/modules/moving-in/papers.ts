import { jstDayOf } from '@hoshu/domain';
import { verifyPdf } from '../../platform/seal/index.js';
import type { ZipEntry } from '../../platform/storage/zip.js';

/** A file of an archive and what its bytes say. Nothing is inferred from what is not written there. */
export interface Paper { readonly name: string; readonly byteCount: number; readonly isPdf: boolean; readonly title: string; readonly signers: readonly string[]; readonly signedOn: string | null }

const most = 200;

// The title of the information dictionary, where it stands uncompressed: (text) in Latin, or UTF-16 in bytes or hex.
function titleOf(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  const hex = /\/Title\s*<feff([0-9a-f]{4,})>/i.exec(text)?.[1];
  if (hex) return Buffer.from(hex.slice(0, Math.min(most * 4, hex.length - (hex.length % 4))), 'hex').swap16().toString('utf16le').replace(/[\u0000-\u001f]/g, '').trim();
  const literal = /\/Title\s*\(((?:\\.|[^\\()])*)\)/s.exec(text)?.[1];
  if (!literal) return '';
  const raw = Buffer.from(literal.replace(/\\([\\()])/g, '$1'), 'latin1');
  const isWide = raw.length > 2 && raw[0] === 0xfe && raw[1] === 0xff && raw.length % 2 === 0;
  return (isWide ? Buffer.from(raw.subarray(2)).swap16().toString('utf16le') : raw.toString('latin1')).replace(/[\u0000-\u001f\u007f-\u009f]/g, '').trim().slice(0, most);
}

/** Whether bytes are a whole PDF. */
export const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 1024).includes('%PDF-') && bytes.subarray(-2048).includes('%%EOF');

/** Reads one file: whether it is a PDF, its title, who signed it and on which Japanese day the last signature says it was made (CloudSign writes one for itself). */
export function readPaper(entry: ZipEntry): Paper {
  const bytes = entry.read();
  const base = { name: entry.name, byteCount: entry.byteCount, title: '', signers: [], signedOn: null };
  if (!isPdf(bytes)) return { ...base, isPdf: false };
  const checks = verifyPdf(bytes);
  const days = checks.flatMap(({ signedAt }) => (signedAt ? [jstDayOf(signedAt.toISOString())] : [])).sort();
  const signers = [...new Set(checks.map(({ signer, organization }) => [signer, organization].filter(Boolean).join(' / ')).filter(Boolean))];
  return { ...base, isPdf: true, title: titleOf(bytes).slice(0, most), signers: signers.slice(0, 10), signedOn: days.at(-1) ?? null };
}

const plain = (name: string): string => name.normalize('NFC').trim().toLowerCase();

/** The paper of a row: by the name it gives, with or without .pdf, else the one named like the contract number. */
export function paperOf(papers: readonly Paper[], wanted: string, number: string): Paper | null {
  const names = wanted ? [wanted, `${wanted}.pdf`] : number ? [`${number}.pdf`] : [];
  return names.map((name) => papers.find((paper) => plain(paper.name) === plain(name))).find((paper) => paper !== undefined) ?? null;
}
