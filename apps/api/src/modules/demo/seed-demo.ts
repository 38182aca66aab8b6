import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { permissionsOf } from '@hoshu/domain';
import type { EntityManager } from 'typeorm';
import type { Actor, RequestInfo } from '../../platform/actor.js';
import { PasswordHasher } from '../../platform/auth/passwords.js';
import type { Config } from '../../platform/config.js';
import { Db } from '../../platform/db/db.js';
import { CONFIG } from '../../platform/tokens.js';
import { firstRow, identityRecords } from '../identity/index.js';
import { SampleData } from '../samples/index.js';
import { CompanyRepository } from '../tenants/index.js';
import { people } from './demo-people.js';

const request: RequestInfo = { id: 'first-start', ip: '', userAgent: '', locale: 'ja' };

/** Fills an empty demo: the people, one vendor with its company data, and the samples. A database that has them is left alone. */
@Injectable()
export class SeedDemo {
  constructor(private readonly db: Db, private readonly hasher: PasswordHasher, private readonly samples: SampleData, private readonly company: CompanyRepository, @Inject(CONFIG) private readonly config: Config) {}

  async run(): Promise<{ seeded: boolean }> {
    if (this.config.mode === 'production') throw new Error('production has no demo data');
    const known = await this.db.asLogin('hoshu_auth', (manager) => identityRecords.userByEmail(manager, people[0]?.email ?? ''));
    if (known) return { seeded: false };
    const hash = await this.hasher.hash(this.config.keys.demoPassword ?? randomUUID());
    const { owner, users } = await this.db.asLogin('hoshu_auth', (manager) => this.addPeople(manager, hash));
    await this.db.tx(owner, async (tx) => {
      const { id: _id, ...profile } = await this.company.profileOn(tx, tx.today);
      await this.company.insertProfile(tx, {
        ...profile, effective_on: tx.today, company_kana: 'カブシキガイシャアオバセイサク', postal_code: '530-0001', prefecture: '大阪府', city: '大阪市', street: '北区梅田1-2-3', building: '梅田ビル5階',
        representative_title: '代表取締役', representative_name: '佐藤 美咲', telephone: '06-1234-5678', registration_number: 'T8700110005901', notice_email: 'owner@aoba.example',
      });
      await this.company.insertBankAccount(tx, { effective_on: '2025-01-01', bank_code: '0005', bank_name: '三菱UFJ銀行', branch_code: '123', branch_name: '梅田支店', account_type: 'futsu', account_number: '1234567', holder_kana: 'カ)アオバセイサク' });
      await tx.audit({ type: 'company.saved', data: { companyName: '株式会社あおば制作', registrationNumber: 'T8700110005901', taxRounding: 'floor' } });
    });
    const { clients } = await this.samples.add(owner);
    await this.db.asLogin('hoshu_auth', async (manager) => {
      await identityRecords.insertMembership(manager, { user_id: users['midori'] ?? '', tenant_id: owner.tenantId, kind: 'client', client_id: clients['midori'] ?? null, role: 'owner', notice_authority: true });
    });
    return { seeded: true };
  }

  private async addPeople(manager: EntityManager, passwordHash: string): Promise<{ owner: Actor; users: Record<string, string> }> {
    const users: Record<string, string> = {};
    for (const person of people) {
      const user = await identityRecords.insertUser(manager, { email: person.email, name: person.name, locale: 'ja', passwordHash });
      await identityRecords.acceptTerms(manager, user.id);
      users[person.key] = user.id;
      if (person.key === 'support' || person.key === 'operator') await manager.query('insert into identity.platform_staff (user_id, role) values ($1, $2) on conflict do nothing', [user.id, person.key]);
    }
    const tenant = await firstRow<{ id: string }>(manager, 'select platform.create_tenant($1, $2) as id', ['株式会社あおば制作', 'owner@aoba.example']);
    const tenantId = tenant?.id ?? '';
    const membership = await identityRecords.insertMembership(manager, { user_id: users['owner'] ?? '', tenant_id: tenantId, kind: 'vendor', client_id: null, role: 'owner', notice_authority: true });
    await identityRecords.insertMembership(manager, { user_id: users['tantou'] ?? '', tenant_id: tenantId, kind: 'vendor', client_id: null, role: 'technician', notice_authority: false });
    const owner: Actor = {
      kind: 'vendor', tenantId, clientId: null, userId: users['owner'] ?? null, membershipId: membership?.id ?? null, recipientId: null, name: '佐藤 美咲', email: 'owner@aoba.example', role: 'owner',
      permissions: permissionsOf('vendor', 'owner'), noticeAuthority: true, assurance: 'one', sessionId: null, request,
    };
    return { owner, users };
  }
}
