import { Injectable } from '@nestjs/common';
import { issueSigner, signPdf } from '../../platform/seal/index.js';
import { Archive, type Archiving } from './archive.js';
import { Authority } from './authority.js';
import { Timestamps, type Stamping } from './timestamps.js';

/** One person's word, as the seal in a document says it. */
export interface SealedAct {
  /** Unique in the document, for example `client` or `vendor`. */
  readonly fieldName: string;
  readonly personName: string;
  readonly companyName: string;
  readonly signedAt: Date;
}

/** Puts the acts of people into a PDF as PAdES signatures, each with a timestamp. */
@Injectable()
export class Sealing {
  constructor(private readonly authority: Authority, private readonly timestamps: Timestamps, private readonly archive: Archive) {}

  /** The timestamps of one set of documents. */
  begin(): Stamping {
    return this.timestamps.begin();
  }

  /** Raises what was sealed with these timestamps to B-LTA, where revocation data can be had. */
  archiving(stamping: Stamping): Promise<Archiving> {
    return this.archive.begin(stamping);
  }

  /** @param sealedAt when the document is made, on the business clock; @returns the sealed file, signed in the order of the acts */
  async run(bytes: Uint8Array, acts: readonly SealedAct[], { reason, sealedAt, stamping }: { readonly reason: string; readonly sealedAt: Date; readonly stamping: Stamping }): Promise<Buffer> {
    const authority = await this.authority.get();
    let sealed = bytes;
    for (const { fieldName, personName, companyName, signedAt } of [...acts].sort((a, b) => a.signedAt.getTime() - b.signedAt.getTime())) {
      const signer = await issueSigner(authority, { commonName: personName, organization: companyName, issuedAt: signedAt, sealedAt });
      sealed = await signPdf(sealed, { signer, fieldName, reason, signedAt, timestamp: stamping.timestamp });
    }
    return Buffer.from(sealed);
  }
}
