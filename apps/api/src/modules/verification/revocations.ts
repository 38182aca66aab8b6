import { Injectable } from '@nestjs/common';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { FileAnswer } from '../../platform/http/route.js';
import { Authority } from '../signing/index.js';

/** The public revocation list that the certificates of signers and timestamps name. */
@Injectable()
export class Revocations {
  constructor(private readonly authority: Authority, private readonly db: Db) {}

  /** @param key first 16 hex digits of the SHA-256 of the authority's certificate. Throws not_found for another than the present one. */
  async run(key: string): Promise<FileAnswer> {
    const { kid } = await this.authority.get();
    if (kid !== key) throw new AppError('not_found');
    const { now } = await this.db.time();
    return new FileAnswer(await this.authority.revocations(now), 'application/pkix-crl', `${kid}.crl`);
  }
}
