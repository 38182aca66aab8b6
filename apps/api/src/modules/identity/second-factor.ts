import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RequestInfo } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { PasswordHasher } from '../../platform/auth/passwords.js';
import { auditPerson } from './identity-audit.js';
import { firstRow, type UserRecord } from './records.js';
import { TotpCodes } from './totp.js';

const recoveryCodes = 10;

/** Enrolment and use of the authenticator app and its recovery codes. */
@Injectable()
export class SecondFactor {
  constructor(private readonly codes: TotpCodes, private readonly hasher: PasswordHasher) {}

  /** Whether a code is right; marks it as used. */
  async accept(manager: EntityManager, user: UserRecord, code: string, request: RequestInfo): Promise<boolean> {
    if (!user.totp_secret) return false;
    if (/^\d{6}$/.test(code)) {
      const step = this.codes.acceptedStep(this.codes.open(user.totp_secret, user.id), code, user.totp_last_step === null ? null : Number(user.totp_last_step));
      if (step === null) return false;
      // Compare-and-set: two requests with one code cannot both win.
      return (await firstRow(manager, 'update identity."user" set totp_last_step = $2 where id = $1 and (totp_last_step is null or totp_last_step < $2) returning id', [user.id, step])) !== null;
    }
    return this.acceptRecovery(manager, user, code, request);
  }

  private async acceptRecovery(manager: EntityManager, user: UserRecord, code: string, request: RequestInfo): Promise<boolean> {
    const rows: { id: string; code_hash: string }[] = await manager.query('select id, code_hash from identity.recovery_code where user_id = $1 and used_at is null', [user.id]);
    for (const row of rows) {
      if (!(await this.hasher.verify(code.toUpperCase().replaceAll('-', ''), row.code_hash))) continue;
      const used = await firstRow(manager, 'update identity.recovery_code set used_at = now() where id = $1 and used_at is null returning id', [row.id]);
      if (used) await auditPerson(manager, user, request, { type: 'identity.recovery-code-used' });
      return used !== null;
    }
    return false;
  }

  /** Starts enrolment; nothing is required of the person before the first right code. */
  async start(manager: EntityManager, user: UserRecord): Promise<{ secret: string; uri: string }> {
    const secret = this.codes.newSecret();
    await manager.query('update identity."user" set totp_pending = $2 where id = $1', [user.id, this.codes.seal(secret, user.id)]);
    return { secret: this.codes.base32(secret), uri: this.codes.uri(secret, user.email) };
  }

  /** Finishes enrolment with a right code. Returns ten recovery codes, shown once. Throws code_wrong, totp_not_enrolled. */
  async confirm(manager: EntityManager, user: UserRecord, code: string, request: RequestInfo): Promise<string[]> {
    if (!user.totp_pending) throw new AppError('totp_not_enrolled');
    const step = this.codes.acceptedStep(this.codes.open(user.totp_pending, user.id), code, null);
    if (step === null) throw new AppError('code_wrong');
    await manager.query('update identity."user" set totp_secret = totp_pending, totp_pending = null, totp_last_step = $2 where id = $1', [user.id, step]);
    await manager.query('delete from identity.recovery_code where user_id = $1', [user.id]);
    const codes = Array.from({ length: recoveryCodes }, () => randomBytes(10).toString('hex').toUpperCase());
    for (const plain of codes) await manager.query('insert into identity.recovery_code (user_id, code_hash) values ($1, $2)', [user.id, await this.hasher.hash(plain)]);
    await auditPerson(manager, user, request, { type: 'identity.second-factor-enrolled' });
    return codes.map((plain) => plain.match(/.{1,5}/g)?.join('-') ?? plain);
  }

  async remove(manager: EntityManager, user: UserRecord, request: RequestInfo): Promise<void> {
    await manager.query('update identity."user" set totp_secret = null, totp_pending = null, totp_last_step = null where id = $1', [user.id]);
    await manager.query('delete from identity.recovery_code where user_id = $1', [user.id]);
    await auditPerson(manager, user, request, { type: 'identity.second-factor-removed' });
  }
}
