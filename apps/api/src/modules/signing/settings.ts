import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, signingSettingRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { inOrder } from './send.js';
import { SigningRepository } from './signing.repository.js';

/** How long 乙's requests are open and when their people are reminded, unless a sending says otherwise (F132). */
@Injectable()
export class SigningDefaults {
  constructor(private readonly db: Db, private readonly repository: SigningRepository) {}

  get(actor: Actor): Promise<ResponseOf<typeof signingSettingRoutes.settings>> {
    return this.db.read(actor, async (tx) => {
      const { open_days, reminder_days, version } = await this.repository.settings(tx);
      return { openDays: open_days, reminderDays: reminder_days, version };
    });
  }

  /** Requests that are out keep what they were sent with. Throws version_stale. */
  save(actor: Actor, body: BodyOf<typeof signingSettingRoutes.saveSettings>, version: number): Promise<ResponseOf<typeof signingSettingRoutes.saveSettings>> {
    return this.db.tx(actor, async (tx) => {
      const reminderDays = inOrder(body.reminderDays);
      if (!(await this.repository.saveSettings(tx, { open_days: body.openDays, reminder_days: reminderDays, version }))) throw new AppError('version_stale');
      await tx.audit({ type: 'signing.settings-saved', data: { openDays: body.openDays, reminderDays } });
      return { openDays: body.openDays, reminderDays, version: version + 1 };
    });
  }
}
