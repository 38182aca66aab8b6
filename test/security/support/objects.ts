import { randomUUID } from 'node:crypto';
import type { World } from '@hoshu/testing';
import { tablesOf, type Table } from './catalog.js';
import { clientColumnOf } from './synthetic-rows.js';

/** Where an object is looked for: a tenant, and inside it one client organisation or none. */
export interface Place { readonly tenantId: string; readonly clientId: string | null; readonly userId: string | null }
type Finder = (world: World, place: Place) => Promise<string | null>;

const one = async (world: World, sql: string, parameters: unknown[]): Promise<string | null> => (await world.sql<{ id: string }>(sql, parameters))[0]?.id ?? null;

/** Parameters whose object is not a row of `hoshu.<name>`: one line each. */
const finders: Readonly<Record<string, Finder>> = {
  membershipId: (world, place) => one(world, 'select id from identity.membership where tenant_id = $1 and client_id is not distinct from $2 and ended_at is null order by created_at limit 1', [place.tenantId, place.clientId]),
  sessionId: (world, place) => one(world, 'select s.id from identity.session s join identity.membership m on m.id = s.membership_id where m.tenant_id = $1 and s.ended_at is null limit 1', [place.tenantId]),
  feedId: (world, place) => one(world, 'select f.id from identity.calendar_feed f join identity.membership m on m.id = f.membership_id where m.tenant_id = $1 and m.client_id is not distinct from $2 limit 1', [place.tenantId, place.clientId]),
  invitationId: (world, place) => one(world, 'select id from identity.invitation where tenant_id = $1 limit 1', [place.tenantId]),
  paymentId: (world, place) => one(world, 'select id from hoshu.receipt where tenant_id = $1 and ($2::uuid is null or client_id = $2) order by id limit 1', [place.tenantId, place.clientId]),
  proposalId: (world, place) => one(world, 'select id from hoshu.agreement_entry where tenant_id = $1 and ($2::uuid is null or client_id = $2) order by id limit 1', [place.tenantId, place.clientId]),
  followUpId: (world, place) => one(world, 'select id from hoshu.agreement_entry where tenant_id = $1 and ($2::uuid is null or client_id = $2) order by id limit 1', [place.tenantId, place.clientId]),
  deliveryId: (world, place) => one(world, 'select id from hoshu.agreement_entry where tenant_id = $1 and ($2::uuid is null or client_id = $2) order by id limit 1', [place.tenantId, place.clientId]),
  mailId: (world, place) => one(world, 'select id from hoshu.received_mail where tenant_id = $1 and ($2::uuid is null or client_id = $2) order by id limit 1', [place.tenantId, place.clientId]),
  callId: (world, place) => one(world, 'select id from hoshu.notice_call where tenant_id = $1 and ($2::uuid is null or client_id = $2) order by id limit 1', [place.tenantId, place.clientId]),
  entryId: (world, place) => one(world, 'select id from hoshu.agreement_entry where tenant_id = $1 and ($2::uuid is null or client_id = $2) order by id limit 1', [place.tenantId, place.clientId]),
  requestId: (world, place) => one(world, 'select id from hoshu.notice_withdrawal where tenant_id = $1 and ($2::uuid is null or client_id = $2) order by id limit 1', [place.tenantId, place.clientId]),
  userId: (world, place) => one(world, 'select user_id as id from identity.membership where tenant_id = $1 limit 1', [place.tenantId]),
  tenantId: (_, place) => Promise.resolve(place.tenantId),
  clientId: (_, place) => Promise.resolve(place.clientId),
};

/** Parameters that name no stored object of a tenant (a token, a month, a kind of document). */
export const freeParameters: ReadonlySet<string> = new Set(['token', 'code', 'month', 'yearMonth', 'year', 'kind', 'day', 'number', 'format', 'name', 'locale', 'slug', 'article', 'mark', 'side', 'ruleId', 'persona', 'copy', 'endpoint', 'kid']);

const snake = (name: string): string => name.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Finds the objects that route parameters name: by the map above, else the table `hoshu.<name>` or the only one that ends so. */
export class Objects {
  private constructor(private readonly world: World, private readonly tables: readonly Table[]) {}

  static async open(world: World): Promise<Objects> {
    return new Objects(world, (await tablesOf(world, ['hoshu', 'support', 'vault'])).filter((table) => table.has('id') && table.has('tenant_id')));
  }

  private table(parameter: string): Table | null {
    const name = snake(parameter);
    const exact = this.tables.find((table) => table.name.split('.')[1] === name);
    const similar = this.tables.filter((table) => table.name.endsWith(`_${name}`) || table.name.split('.')[1]?.startsWith(`${name}_`));
    return exact ?? (similar.length > 0 ? (similar[0] ?? null) : null);
  }

  /** Whether this parameter can be answered at all. */
  knows(parameter: string): boolean {
    return parameter in finders || freeParameters.has(parameter) || this.table(parameter) !== null;
  }

  /** Id of an object in a place, or null where the place has none. */
  async idFor(parameter: string, place: Place): Promise<string | null> {
    const finder = finders[parameter];
    if (finder) return finder(this.world, place);
    const table = this.table(parameter);
    if (!table) return null;
    const column = place.clientId ? clientColumnOf(table) : null;
    return one(this.world, `select id from ${table.name} where tenant_id = $1 ${column ? `and ${column} = $2` : ''} order by id limit 1`, column ? [place.tenantId, place.clientId] : [place.tenantId]);
  }
}

export const malformedIds = ['1', '%00', "' or 1=1--", '..%2f..%2f', 'null', 'undefined', randomUUID().slice(0, -1), `${randomUUID()}0`, '00000000-0000-0000-0000-00000000000g', '%F0%9F%92%A9', 'a'.repeat(3_000), '{}', '%E0%A4%A', '../session', '*', '0x10', '-1', '1e9'];
