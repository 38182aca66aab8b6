import { Injectable, type OnModuleInit } from '@nestjs/common';
import { localDate } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { Outbox, Poison } from '../../platform/outbox/outbox.js';
import { dateText } from '../../platform/pdf/index.js';
import { ContractReader, isLive, type ContractFacts } from '../contracts/index.js';
import { mailSide } from '../notifications/index.js';

interface Account { bank: string; branch: string; number: string; since: string; vendor: string; reply: string; newest: boolean }
interface PayerRow { id: string; name: string; honorific: string; recipients: string[]; notice: string }
/** `facts`: a contract of the client, a live one where there is one. */
type Payer = PayerRow & { facts: ContractFacts };

const accountSql = `select a.bank_name as bank, a.branch_name as branch, a.account_number as number, to_char(a.effective_on, 'YYYY-MM-DD') as since, p.company_name as vendor, p.notice_email as reply,
    not exists (select 1 from hoshu.bank_account b where b.effective_on <= $2 and (b.effective_on, b.id) > (a.effective_on, a.id)) as newest
  from hoshu.bank_account a, lateral (select company_name, notice_email from hoshu.company_profile where effective_on <= $2 order by effective_on desc, id desc limit 1) p where a.id = $1`;

/** 振込先変更のお知らせ (D16): one mail to every address that gets invoices. A change that was overtaken by a newer one is not announced. */
@Injectable()
export class AnnounceAccount implements OnModuleInit {
  constructor(private readonly outbox: Outbox, private readonly db: Db, private readonly reader: ContractReader) {}

  onModuleInit(): void {
    this.outbox.on('company.bank-account-changed', async (row, actor) => {
      if (!actor) throw new Poison('an account belongs to a tenant');
      await this.run(actor, String(row.payload['accountId']));
    });
  }

  private run(actor: Actor, accountId: string): Promise<void> {
    return this.db.tx(actor, async (tx) => {
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`account:${accountId}`]);
      const account = await tx.one<Account>(accountSql, [accountId, tx.today]);
      if (!account?.newest || !(await this.first(tx, accountId))) return;
      const payers = await this.payers(tx);
      let clients = 0;
      for (const payer of payers) {
        const told = [];
        for (const to of payer.recipients) told.push(await this.mail(tx, { account, payer, to }));
        if (told.includes(true)) clients += 1;
      }
      await tx.audit({ type: 'billing.account-announced', article: '第11条2項', data: { accountId, clients } });
    });
  }

  // A note that is resolved from the start stands for "told": a second run of the same row mails nobody twice.
  private async first(tx: Tx, accountId: string): Promise<boolean> {
    const rows = await tx.query(
      `insert into hoshu.billing_alert (tenant_id, kind, subject_key, resolved_at) select $1, 'account_announced', $2::text, $3 where not exists (select 1 from hoshu.billing_alert where kind = 'account_announced' and subject_key = $2) returning id`, [tx.actor.tenantId, accountId, tx.now]);
    return rows.length > 0;
  }

  // D11: a client with a live contract is told; one that waits with all of its contracts is not.
  private async payers(tx: Tx): Promise<Payer[]> {
    const contracts = new Map<string, ContractFacts>();
    for (const facts of await this.reader.concluded(tx)) if (!contracts.has(facts.clientId) || isLive(facts, tx.today)) contracts.set(facts.clientId, facts);
    const rows = await tx.query<PayerRow>('select id, company_name as name, honorific, invoice_recipients as recipients, notice_email as notice from hoshu.client where id = any($1) order by id', [[...contracts.keys()]]);
    return rows.map((row) => ({ ...row, facts: found(contracts.get(row.id)), recipients: row.recipients.length ? row.recipients : [row.notice].filter(Boolean) }));
  }

  private mail(tx: Tx, { account, payer, to }: { account: Account; payer: Payer; to: string }): Promise<boolean> {
    return mailSide(tx, payer.facts, {
      side: 'client', cause: 'act', template: 'billing.account-changed', to, locale: 'ja', path: '/portal/invoices', contractId: null, subjectRef: 'bank-account', fromName: account.vendor, ...(account.reply ? { replyTo: account.reply } : {}),
      data: { vendor: account.vendor, recipient: payer.name, honorific: payer.honorific || '御中', bank: account.bank, branch: account.branch, lastDigits: account.number.slice(-3), since: dateText(localDate(account.since)) },
    });
  }
}
