import { Injectable } from '@nestjs/common';
import { paperSteps, type BodyOf, type ResponseOf, type signingPaperRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { SigningAccess } from './access.js';

type View = ResponseOf<typeof signingPaperRoutes.copies>;
type Step = View['copies'][number]['steps'][number];
interface StepRow { readonly copy: 'client' | 'vendor'; readonly step: Step['step']; readonly happened_on: string; readonly note: string; readonly entered_by_name: string; readonly created_at: Date }

/** F136, 後文: where each of the two paper copies is, as 乙 has recorded it. What was entered stays; a later entry corrects it. */
@Injectable()
export class PaperCopies {
  constructor(private readonly db: Db, private readonly access: SigningAccess) {}

  /** Throws not_found unless the newest request goes by paper. */
  view(actor: Actor, contractId: string): Promise<View> {
    return this.db.read(actor, async (tx) => this.of(tx, (await this.request(tx, contractId)).id));
  }

  /** Records what happened to a copy on a day; the same twice is once. Throws not_found (no paper), signed_on_future. */
  move(actor: Actor, contractId: string, body: BodyOf<typeof signingPaperRoutes.move>): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      await this.access.locked(tx, contractId);
      const request = await this.request(tx, contractId);
      if (body.happenedOn > tx.today) throw new AppError('signed_on_future');
      const added = await tx.change(
        `insert into hoshu.signing_paper_step (tenant_id, client_id, contract_id, request_id, copy, step, happened_on, note, entered_by_name) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (tenant_id, request_id, copy, step, happened_on) do nothing`,
        [actor.tenantId, request.client_id, contractId, request.id, body.copy, body.step, body.happenedOn, body.note, actor.name]);
      if (added) await tx.audit({ type: 'signing.paper-copy-moved', contractId, clientId: request.client_id, article: '後文', target: { kind: 'signing_request', id: request.id }, data: { copy: body.copy, step: body.step, happenedOn: body.happenedOn } });
      return this.of(tx, request.id);
    });
  }

  private async request(tx: Tx, contractId: string) {
    const { request } = await this.access.scene(tx, contractId);
    if (request?.form !== 'paper') throw new AppError('not_found');
    return request;
  }

  private async of(tx: Tx, requestId: string): Promise<View> {
    const rows = await tx.query<StepRow>(`select copy, step, to_char(happened_on, 'YYYY-MM-DD') as happened_on, note, entered_by_name, created_at from hoshu.signing_paper_step where request_id = $1 order by happened_on, array_position($2::text[], step), id`, [requestId, [...paperSteps]]);
    const copies = (['client', 'vendor'] as const).map((copy) => {
      const steps = rows.filter((row) => row.copy === copy).map((row) => ({ step: row.step, happenedOn: row.happened_on, note: row.note, enteredBy: row.entered_by_name, enteredAt: row.created_at.toISOString() }));
      return { copy, standing: steps.at(-1)?.step ?? null, steps };
    });
    return { copies, complete: copies.every(({ standing }) => standing === 'kept') };
  }
}
