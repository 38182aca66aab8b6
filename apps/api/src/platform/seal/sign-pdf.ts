import type { PDF, Signer } from '@libpdf/core';

// Loaded at its first use: a process that signs nothing stays small.
const openPdf = async (bytes: Uint8Array): Promise<PDF> => (await import('@libpdf/core')).PDF.load(bytes);

/** Names of the files inside a contract PDF. */
export const MODEL_FILE = 'contract.json';
export const HASH_FILE = 'contract.sha256';
const kinds = {
  contract: { model: MODEL_FILE, hash: HASH_FILE, text: '契約内容' },
  amendment: { model: 'amendment.json', hash: 'amendment.sha256', text: '変更覚書の内容' },
} as const;
type AttachedKind = keyof typeof kinds;

export interface SignatureRequest {
  signer: Signer;
  /** Unique in the document, for example `client` or `vendor`. */
  fieldName: string;
  /** Shown by PDF viewers, for example 契約の締結. No brackets. */
  reason: string;
  signedAt: Date;
  /** Takes a SHA-256 digest and answers a timestamp token (RFC 3161) of at most `longestToken` bytes; without it the level stays B-B. */
  timestamp?: (digest: Buffer) => Promise<Buffer>;
}

/** Bytes that a token may have, so that it surely fits with the signature into its place. */
export const longestToken = 8_192;
const placeBytes = 12_288;

export interface ContractAttachment {
  /** RFC 8785 JSON of the rendering model: the bytes that the body hash was taken of. */
  modelJson: string;
  /** SHA-256, lower-case hex. */
  bodyHash: string;
  createdAt: Date;
}

/**
 * Adds one PAdES signature as an incremental update, so that earlier signatures stay valid: level B-T with a timestamp, else B-B.
 * @returns the bytes of the signed file
 * @throws when the field of that name is signed already
 */
export async function signPdf(bytes: Uint8Array, request: SignatureRequest): Promise<Uint8Array> {
  const pdf = await openPdf(bytes);
  const { timestamp } = request;
  const { bytes: signed } = await pdf.sign({
    signer: request.signer,
    fieldName: request.fieldName,
    reason: request.reason,
    signingTime: request.signedAt,
    ...(timestamp ? { level: 'B-T', timestampAuthority: { timestamp: async (digest: Uint8Array) => new Uint8Array(await timestamp(Buffer.from(digest))) } } : { level: 'B-B' }),
    estimatedSize: placeBytes,
    digestAlgorithm: 'SHA-256',
  });
  return signed;
}

/**
 * Puts the contract as data into the PDF, before it is signed: its model and the hash of it.
 * Both originals carry the same two files.
 */
export const attachContract = (bytes: Uint8Array, attachment: ContractAttachment): Promise<Uint8Array> => attach(bytes, 'contract', attachment);

/** The same for a 変更覚書: its text as both read it, and the hash that both signed. */
export const attachAmendment = (bytes: Uint8Array, attachment: ContractAttachment): Promise<Uint8Array> => attach(bytes, 'amendment', attachment);

async function attach(bytes: Uint8Array, kind: AttachedKind, attachment: ContractAttachment): Promise<Uint8Array> {
  const { model, hash, text: what } = kinds[kind];
  const pdf = await openPdf(bytes);
  const dates = { createdAt: attachment.createdAt, modifiedAt: attachment.createdAt };
  const text = new TextEncoder();
  pdf.attachments.add(model, text.encode(attachment.modelJson), {
    ...dates, mimeType: 'application/json', description: `${what}（RFC 8785 JSON）`,
  });
  pdf.attachments.add(hash, text.encode(`${attachment.bodyHash}  ${model}\n`), {
    ...dates, mimeType: 'text/plain', description: `${what}のSHA-256`,
  });
  return pdf.save();
}

/** Reads the contract, or the 変更覚書, back out of a PDF; null when it carries neither. */
export async function readAttached(bytes: Uint8Array): Promise<{ kind: AttachedKind; modelJson: string; bodyHash: string } | null> {
  const pdf = await openPdf(bytes);
  const text = new TextDecoder();
  for (const kind of ['contract', 'amendment'] as const) {
    const [model, hash] = [pdf.attachments.get(kinds[kind].model), pdf.attachments.get(kinds[kind].hash)];
    if (model && hash) return { kind, modelJson: text.decode(model), bodyHash: text.decode(hash).slice(0, 64) };
  }
  return null;
}

/** The characters of a PDF's first page in reading order, without the breaks that layout puts in. For files that were found intact: no hostile file should reach a parser. */
export async function readFirstPage(bytes: Uint8Array): Promise<string> {
  return ((await openPdf(bytes)).getPage(0)?.extractText().text ?? '').replace(/\s/g, '');
}
