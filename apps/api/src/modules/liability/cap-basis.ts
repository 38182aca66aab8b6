import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import type { CapView } from './cap.js';

type Basis = CapView['basis'];

/** The day 「直近」 counts back from, as 乙 chose it last; without a choice 事由発生日 (R21). Works under both sides' roles. */
export const capBasis = async (tx: Tx): Promise<Basis> =>
  (await tx.one<Basis>(`select basis as value, to_char(set_on, 'YYYY-MM-DD') as "setOn" from hoshu.cap_basis order by id desc limit 1`)) ?? { value: 'incident', setOn: null };

/** The setting of 乙: the form does not say which day counts, so both sides see what is chosen and since when. */
@Injectable()
export class CapBasis {
  constructor(private readonly db: Db) {}

  /** Chooses; the same choice again changes nothing. */
  set(actor: Actor, basis: Basis['value']): Promise<{ ok: true }> {
    return this.db.tx(actor, async (tx) => {
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`cap-basis:${actor.tenantId}`]);
      const before = await capBasis(tx);
      if (before.setOn !== null && before.value === basis) return { ok: true };
      await tx.query('insert into hoshu.cap_basis (tenant_id, basis, set_by, set_on) values ($1, $2, $3, $4)', [actor.tenantId, basis, actor.name, tx.today]);
      await tx.audit({ type: 'liability.basis-chosen', article: '第16条2項', data: { basis, before: before.value } });
      return { ok: true };
    });
  }
}
