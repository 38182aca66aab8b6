import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import { Loops } from '../../platform/loops.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { Outbox, Poison, type OutboxRow } from '../../platform/outbox/outbox.js';
import { identityRecords } from '../identity/index.js';
import { articleOf, targetOf } from './case.repository.js';
import { overdueStep, type OverdueStep } from './limits.js';

interface Waiting { id: string; contract_id: string; client_id: string; article: number; received_on: string; deadline_on: string | null; overdue_step: number }
const jobSchema = z.strictObject({ what: z.enum(['case', 'mail', 'escalated']), step: z.literal([1, 2]), subjectId: z.string(), contractNumber: z.string(), deadlineOn: z.string() });
export type StaffMail = z.output<typeof jobSchema>;

/** Nobody has taken it up, or what came to the desk has not been forwarded yet. */
const unhandled = `c.arrived_on is null and c.overdue_step < 2 and (c.handler_id is null or (c.source = 'desk' and c.forwarded_at is null))`;
const pauseMs = 60_000;

/** Tells the desk, and then its superiors, of what lies there past its limit: once per step (D8, F120). Nothing is decided or confirmed by it. */
@Injectable()
export class OverdueCases implements OnModuleInit {
  constructor(private readonly tasks: DueTasks, private readonly loops: Loops, private readonly outbox: Outbox, private readonly db: Db) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'desk-overdue', order: 60, run: (actor) => this.run(actor), dueWhen: `exists (select 1 from support.notice_case c where ${unhandled} and (c.received_on < $1 or c.deadline_on is not null))` });
    this.loops.register({ name: 'desk-mails-overdue', pauseMs, run: () => this.mails() });
    this.outbox.on('support.tell-staff', (row) => this.tell(row));
  }

  async run(actor: Actor): Promise<'quiet'> {
    await this.db.tx(actor, async (tx) => {
      const waiting = await tx.query<Waiting & { contract_number: string }>(
        `select c.id, c.contract_id, c.client_id, c.contract_number, c.article, to_char(c.received_on, 'YYYY-MM-DD') as received_on, to_char(c.deadline_on, 'YYYY-MM-DD') as deadline_on, c.overdue_step from support.notice_case c where ${unhandled} order by c.id`);
      for (const row of waiting) {
        const step = overdueStep({ cameOn: row.received_on, deadlineOn: row.deadline_on }, tx.today);
        if (step === null || step <= row.overdue_step) continue;
        if ((await tx.one<{ marked: boolean }>('select support.mark_overdue($1, $2, $3) as marked', [row.id, step, tx.now]))?.marked !== true) continue;
        await tx.audit({ type: 'support.overdue', contractId: row.contract_id, clientId: row.client_id, article: articleOf(row.article), target: targetOf(row), data: { step } });
        await tx.emit('support.tell-staff', { what: 'case', step, subjectId: row.id, contractNumber: row.contract_number, deadlineOn: row.deadline_on ?? '' } satisfies StaffMail);
      }
    });
    return 'quiet';
  }

  /** Mails of which nobody knows the contract belong to no tenant: they have a turn of their own. */
  async mails(): Promise<void> {
    const { today } = await this.db.time();
    await this.db.asLogin('hoshu_worker', async (manager) => {
      const waiting = await manager.query<{ id: string; came_on: string; overdue_step: number }[]>(`select id, to_char(came_on, 'YYYY-MM-DD') as came_on, overdue_step from platform.waiting_mails()`);
      for (const mail of waiting) {
        const step = overdueStep({ cameOn: mail.came_on, deadlineOn: null }, today);
        if (step === null || step <= mail.overdue_step) continue;
        await manager.query('select platform.mark_mail_overdue($1, $2, $3)', [mail.id, step, JSON.stringify({ what: 'mail', step, subjectId: mail.id, contractNumber: '', deadlineOn: '' } satisfies StaffMail)]);
      }
    });
  }

  /** One mail to each of the staff concerned; the same job run twice writes the same rows. Superiors see no case, so they get no number (D33). */
  async tell(row: OutboxRow): Promise<void> {
    const parsed = jobSchema.safeParse(row.payload);
    if (!parsed.success) throw new Poison(`support.tell-staff: ${parsed.error.message}`);
    const { what, step, subjectId, contractNumber, deadlineOn } = parsed.data;
    const roles: readonly ('support' | 'operator')[] = what === 'escalated' ? ['operator'] : rolesOf(step);
    await this.db.asLogin('hoshu_auth', async (manager) => {
      for (const staff of await identityRecords.staffAddresses(manager, roles)) {
        const isDesk = staff.role === 'support';
        await identityRecords.mailOnce(manager, { about: row.id, userId: staff.id }, {
          template: 'support.overdue', to: staff.email, locale: staff.locale, path: isDesk ? (what === 'mail' ? `/ops/mails/${subjectId}` : `/ops/cases/${subjectId}`) : '/ops', data: { what, step: String(step), contractNumber: isDesk ? contractNumber : '', deadlineOn },
        });
      }
    });
  }
}

const rolesOf = (step: OverdueStep): readonly ('support' | 'operator')[] => (step === 1 ? ['support'] : ['support', 'operator']);
