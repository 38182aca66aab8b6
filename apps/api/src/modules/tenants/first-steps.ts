import { Injectable } from '@nestjs/common';
import type { ResponseOf, companyRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import { Invitations, Members } from '../identity/index.js';
import { companyView } from './company.js';
import { CompanyRepository } from './company.repository.js';

type Steps = ResponseOf<typeof companyRoutes.onboarding>;
/** Without these no contract can be sent; the rest may follow later. */
const needed: ReadonlySet<string> = new Set(['prefecture', 'representativeName', 'noticeEmail']);

/** The first steps of a new vendor (F163): read from the data each time, never remembered from clicks. */
@Injectable()
export class FirstSteps {
  constructor(private readonly db: Db, private readonly repository: CompanyRepository, private readonly members: Members, private readonly invitations: Invitations) {}

  async get(actor: Actor): Promise<Steps> {
    const colleagues = (await this.members.list(actor.tenantId, 'vendor', null)).length + (await this.invitations.list(actor.tenantId, 'vendor', null)).length;
    return this.db.read(actor, async (tx) => {
      const company = companyView(await this.repository.profileOn(tx, tx.today));
      const there = await tx.one<Omit<Steps, 'company' | 'team'>>(
        `select exists (select 1 from hoshu.bank_account) as bank, exists (select 1 from hoshu.client where not is_sample) as client, exists (select 1 from hoshu.site where not is_sample) as site, exists (select 1 from hoshu.contract where not is_sample) as draft,
           exists (select 1 from hoshu.contract c where not c.is_sample and (exists (select 1 from hoshu.signing_request r where r.contract_id = c.id) or exists (select 1 from hoshu.contract_conclusion k where k.contract_id = c.id))) as sent`);
      return { bank: false, client: false, site: false, draft: false, sent: false, ...there, company: !company.missing.some(({ field }) => needed.has(field)), team: colleagues > 1 };
    });
  }
}
