import { Injectable } from '@nestjs/common';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { LinkTokens } from '../../platform/links/link-tokens.js';
import { firstRow, identityRecords } from './records.js';

/** Opening a link shows what it is for and consumes nothing (D18): mail scanners open links too. */
@Injectable()
export class PreviewLink {
  constructor(private readonly db: Db, private readonly tokens: LinkTokens) {}

  run(token: string) {
    const name = this.tokens.read(token);
    if (!name) throw new AppError('link_invalid');
    return this.db.asLogin('hoshu_auth', async (manager) => {
      const link = await identityRecords.link(manager, name.id);
      // A telephone entry has a page of its own, which tells what is to be confirmed.
      if (!link || link.purpose === 'confirmation') throw new AppError('link_invalid');
      const expired = link.generation !== name.generation || link.expires_at < new Date();
      const signUp = link.purpose === 'verify' ? await firstRow<{ company_name: string }>(manager, 'select company_name from identity.sign_up where id = $1', [link.subject_id]) : null;
      return { purpose: link.purpose, status: link.used_at ? ('used' as const) : expired ? ('expired' as const) : ('valid' as const), email: link.email, companyName: signUp?.company_name ?? null };
    });
  }
}
