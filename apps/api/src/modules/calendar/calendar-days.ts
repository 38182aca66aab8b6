import { Injectable } from '@nestjs/common';
import { addDays, localDate, safePostingDay, type LocalDate } from '@hoshu/domain';
import type { Tx } from '../../platform/db/tx.js';
import { noticeDaysOfTerm } from '../contracts/index.js';

type Kind = 'notice' | 'posting' | 'expiry' | 'due' | 'certificate';
export interface CalendarDay { readonly kind: Kind; /** What it is about, never shown as it is. */ readonly key: string; readonly on: LocalDate; readonly title: string; readonly text: string }
interface TermRow { readonly contract_id: string; readonly number: number; readonly contract_number: string; readonly client_name: string; readonly last_on: LocalDate; readonly ends_on: LocalDate | null; readonly notice_days: number }
interface InvoiceRow { readonly id: string; readonly number: string; readonly client_name: string; readonly due_on: LocalDate; readonly total_yen: number }
interface CertificateRow { readonly site_id: string; readonly site_name: string; readonly client_name: string; readonly on: LocalDate }
type Words = Readonly<Record<Kind, readonly [title: string, text: string]>>;

/** Days that a feed reaches back and ahead: what was last month may still matter, and two years hold any term's end. */
const [back, ahead] = [60, 730];
const mostDays = 20_000;
const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;

const words: Readonly<Record<'ja' | 'en', Words>> = {
  ja: {
    notice: ['終了通知の期限', '更新しない場合の書面の通知が、この日までに到達する必要があります（第17条2項）。'], posting: ['終了通知を郵送するなら今日まで', 'どの数え方でも期限に間に合う、最後の投函日です（第17条2項）。'],
    expiry: ['契約期間の満了日', '終了通知がなければ、翌日から同じ条件で更新されます（第17条2項）。'], due: ['お支払期日', '請求書の支払期日です（第11条）。'], certificate: ['証明書の期限', 'サイトのSSL証明書の期限です（第3条7号）。'],
  },
  en: {
    notice: ['Notice deadline', 'A notice on paper not to renew must arrive by this day (article 17(2)).'], posting: ['Last safe day to post a notice', 'A letter posted today is in time under either reading (article 17(2)).'],
    expiry: ['Last day of the term', 'Without a notice it is renewed on the same terms (article 17(2)).'], due: ['Invoice due', 'The invoice is due (article 11).'], certificate: ['Certificate expires', "The site's certificate expires (article 3(7))."],
  },
};

/** The days that a person's calendar shows; row level security and the role's rights decide which. One query per kind. */
@Injectable()
export class CalendarDays {
  async of(tx: Tx): Promise<CalendarDay[]> {
    const { permissions, request } = tx.actor;
    const said = words[request.locale];
    const lists = [
      permissions.has('contract.read') ? await this.terms(tx, said) : [], permissions.has('invoice.read') ? await this.invoices(tx, said) : [], permissions.has('monitor.read') ? await this.certificates(tx, said) : [],
    ];
    return lists.flat().sort((a, b) => a.on.localeCompare(b.on) || a.key.localeCompare(b.key)).slice(0, mostDays);
  }

  private span(tx: Tx): [from: string, to: string] {
    const today = localDate(tx.today);
    return [addDays(today, -back), addDays(today, ahead)];
  }

  // The newest term of each concluded contract; an end on record takes the deadline away and moves the last day.
  private async terms(tx: Tx, said: Words): Promise<CalendarDay[]> {
    const [from, to] = this.span(tx);
    const rows = await tx.query<TermRow>(
      `select t.contract_id, t.number, c.contract_number, cl.company_name as client_name, ${day('t.last_on')} as last_on, ${day('e.last_on')} as ends_on, v.notice_days
       from hoshu.contract_term t join hoshu.contract c on c.id = t.contract_id join hoshu.client cl on cl.id = t.client_id left join hoshu.contract_end e on e.contract_id = t.contract_id and e.withdrawn_at is null
         ${noticeDaysOfTerm}
       where coalesce(e.last_on, t.last_on) between $1 and $2 and not exists (select 1 from hoshu.contract_term n where n.contract_id = t.contract_id and n.number > t.number) order by t.contract_id limit ${mostDays}`, [from, to]);
    return rows.flatMap((row) => {
      const key = `${row.contract_id}:${row.number}`;
      const of = (kind: Kind, on: LocalDate): CalendarDay => ({ kind, key: `${kind}:${key}`, on, title: `${said[kind][0]}：${row.client_name} ${row.contract_number}`, text: said[kind][1] });
      if (row.ends_on !== null) return [{ ...of('expiry', row.ends_on), text: '' }];
      return [of('posting', safePostingDay({ termEnd: row.last_on, noticeDays: row.notice_days })), of('notice', addDays(row.last_on, -row.notice_days)), of('expiry', row.last_on)];
    });
  }

  private async invoices(tx: Tx, said: Words): Promise<CalendarDay[]> {
    const rows = await tx.query<InvoiceRow>(
      `select i.id, i.number, i.recipient->>'companyName' as client_name, ${day('i.due_on')} as due_on, i.total_yen::float8 as total_yen from hoshu.invoice i
       where i.number is not null and i.due_on between $1 and $2 and not exists (select 1 from hoshu.invoice_void x where x.invoice_id = i.id)
         and i.total_yen > (select coalesce(sum(a.amount_yen), 0) from hoshu.allocation a where a.invoice_id = i.id) order by i.id limit ${mostDays}`, this.span(tx));
    return rows.map((row) => ({ kind: 'due', key: `due:${row.id}`, on: row.due_on, title: `${said.due[0]}：${row.client_name} ${row.number}（${row.total_yen.toLocaleString('ja-JP')}円）`, text: said.due[1] }));
  }

  private async certificates(tx: Tx, said: Words): Promise<CalendarDay[]> {
    const rows = await tx.query<CertificateRow>(
      `select s.id as site_id, s.site_name, cl.company_name as client_name, ${day("k.tls_valid_to at time zone 'Asia/Tokyo'")} as "on" from hoshu.monitor m join hoshu.site s on s.id = m.site_id and s.url like 'https:%' join hoshu.client cl on cl.id = m.client_id
         cross join lateral (select c.tls_valid_to from hoshu.monitor_check c where c.monitor_id = m.id and c.tls_valid_to is not null order by c.business_at desc limit 1) k
       where not m.paused and (k.tls_valid_to at time zone 'Asia/Tokyo')::date between $1 and $2 order by m.id limit ${mostDays}`, this.span(tx));
    return rows.map((row) => ({ kind: 'certificate', key: `certificate:${row.site_id}`, on: row.on, title: `${said.certificate[0]}：${row.client_name} ${row.site_name}`, text: said.certificate[1] }));
  }
}
