import { Injectable } from '@nestjs/common';
import type { ResponseOf, signingRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import { inspectUpload } from '../../platform/storage/inspect.js';
import { Files } from '../../platform/storage/files.js';
import { requireRole, SigningAccess } from './access.js';

interface Upload { readonly bytes: Buffer; readonly fileName: string; readonly contentType: string }
type Stored = ResponseOf<typeof signingRoutes.uploadEvidence>;

/** Type by the first bytes; the upload was checked to be one of these. */
function typeOf(bytes: Buffer): string {
  if (bytes.subarray(0, 4).toString('latin1') === '%PDF') return 'application/pdf';
  if (bytes[0] === 0x89) return 'image/png';
  return bytes[0] === 0xff ? 'image/jpeg' : 'image/webp';
}

/** Files that prove something about a signing. */
@Injectable()
export class SigningUploads {
  constructor(private readonly db: Db, private readonly files: Files, private readonly access: SigningAccess) {}

  /** Keeps a signed contract exactly as it came: its fingerprint must stay that of the document the parties hold. Throws file_refused. */
  async evidence(actor: Actor, contractId: string, upload: Upload): Promise<Stored> {
    // Decoding shows that it is what it claims to be; the original bytes are what is kept.
    await inspectUpload(upload.bytes, 'evidence');
    return this.keep(actor, { contractId, type: 'signing.evidence-uploaded', upload: { ...upload, contentType: typeOf(upload.bytes) } });
  }

  /** Keeps a power of attorney or the like (D6). Throws file_refused, signing_role. */
  async authority(actor: Actor, contractId: string, upload: Upload): Promise<Stored> {
    const { bytes, contentType } = await inspectUpload(upload.bytes, 'evidence');
    return this.keep(actor, { contractId, type: 'signing.authority-uploaded', upload: { ...upload, bytes, contentType } });
  }

  private keep(actor: Actor, { contractId, type, upload }: { contractId: string; type: string; upload: Upload }): Promise<Stored> {
    return this.db.tx(actor, async (tx) => {
      const scene = await this.access.scene(tx, contractId);
      requireRole(scene, 'signer');
      const { facts } = scene;
      const file = await this.files.store(tx, { ...upload, clientId: facts.clientId, contractId });
      await tx.audit({ type, contractId, clientId: facts.clientId, target: { kind: 'file', id: file.id }, data: { sha256: file.sha256, byteCount: file.bytes } });
      return { fileId: file.id, sha256: file.sha256, byteCount: file.bytes, contentType: file.contentType };
    });
  }
}
