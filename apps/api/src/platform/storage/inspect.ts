import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { AppError } from '../app-error.js';

/** `image`: png, jpeg, webp, re-encoded to PNG; `pdf`: a PDF byte-exact; `evidence`: either. */
export type UploadKind = 'image' | 'pdf' | 'evidence';
const maximumPixels = 50_000_000;

/** What an upload really is, by its bytes. Throws `file_refused` for anything outside the list. */
export async function inspectUpload(bytes: Buffer, kind: UploadKind): Promise<{ bytes: Buffer; contentType: string }> {
  const type = await fileTypeFromBuffer(bytes);
  if (type?.mime === 'application/pdf' && kind !== 'image') {
    if (!bytes.subarray(-2048).includes('%%EOF')) throw new AppError('file_refused');
    return { bytes, contentType: 'application/pdf' };
  }
  if (kind !== 'pdf' && type && ['image/png', 'image/jpeg', 'image/webp'].includes(type.mime)) return { bytes: await reencode(bytes), contentType: 'image/png' };
  throw new AppError('file_refused');
}

// Re-encoding drops EXIF and whatever else was hidden behind the picture (06 §5, 41 and 46).
async function reencode(bytes: Buffer): Promise<Buffer> {
  try {
    return await sharp(bytes, { limitInputPixels: maximumPixels, failOn: 'error' }).rotate().png().toBuffer();
  } catch {
    throw new AppError('file_refused');
  }
}
