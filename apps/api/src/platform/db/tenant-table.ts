import type { QueryRunner } from 'typeorm';

type Grant = 'select' | 'insert' | 'update' | 'delete';

interface TenantTable {
  /** Table name in schema `hoshu`. */
  readonly name: string;
  /** Column and constraint lines besides tenant_id, id, version and created_at. */
  readonly columns: string;
  readonly vendor?: readonly Grant[];
  readonly system?: readonly Grant[];
  /** 甲's rights; rows are limited to its organisation through `clientColumn`. */
  readonly client?: readonly Grant[];
  /** Column that names 甲's organisation; default `client_id`. null: every client of the tenant may see the row. */
  readonly clientColumn?: string | null;
  /** Rows are facts: no update or delete is granted, and no version column exists. */
  readonly appendOnly?: boolean;
  /** Column list of 甲's SELECT when some columns are the vendor's own. */
  readonly clientColumns?: readonly string[];
}

/**
 * Creates a tenant table: primary key (tenant_id, id), FORCE row level security, one policy per role, grants,
 * and a version column that only ever moves by one (06 §6.4).
 */
export async function createTenantTable(runner: QueryRunner, table: TenantTable): Promise<void> {
  const name = `hoshu.${table.name}`;
  const versioned = !table.appendOnly;
  await runner.query(`create table ${name} (
    tenant_id uuid not null,
    id uuid not null default uuidv7(),
    ${table.columns.trim()},
    ${versioned ? 'version integer not null default 1,' : ''}
    created_at timestamptz not null default now(),
    primary key (tenant_id, id)
  )`);
  await runner.query(`alter table ${name} enable row level security`);
  await runner.query(`alter table ${name} force row level security`);
  const allowed = (grants: readonly Grant[]) => (table.appendOnly ? grants.filter((grant) => grant === 'select' || grant === 'insert') : grants);
  await roleAccess(runner, name, { role: 'r_vendor', grants: allowed(table.vendor ?? ['select', 'insert', 'update']), predicate: `tenant_id = (select app.ctx_tenant('vendor'))` });
  await roleAccess(runner, name, { role: 'r_system', grants: allowed(table.system ?? ['select', 'insert', 'update']), predicate: `tenant_id = (select app.ctx_tenant('system'))` });
  if (table.client?.length) {
    const own = table.clientColumn === null ? '' : ` and ${table.clientColumn ?? 'client_id'} = (select app.ctx_client())`;
    const predicate = `tenant_id = (select app.ctx_tenant('client'))${own}`;
    await roleAccess(runner, name, { role: 'r_client', grants: allowed(table.client), predicate, columns: table.clientColumns });
  }
  await runner.query(`grant select on ${name} to hoshu_backup`);
  if (versioned) await runner.query(`create trigger ${table.name}_version before update on ${name} for each row execute function app.next_version()`);
  else await runner.query(`create trigger ${table.name}_frozen before update or delete on ${name} for each row execute function app.refuse_change()`);
}

interface RoleAccess { readonly role: string; readonly grants: readonly Grant[]; readonly predicate: string; readonly columns?: readonly string[] | undefined }

async function roleAccess(runner: QueryRunner, name: string, { role, grants, predicate, columns }: RoleAccess): Promise<void> {
  if (!grants.length) return;
  const list = grants.map((grant) => (grant === 'select' && columns ? `select (${columns.join(', ')})` : grant));
  await runner.query(`grant ${list.join(', ')} on ${name} to ${role}`);
  await runner.query(`create policy ${role} on ${name} for all to ${role} using (${predicate}) with check (${predicate})`);
}

/** Drops what `createTenantTable` made. */
export const dropTenantTable = async (runner: QueryRunner, name: string): Promise<void> => {
  await runner.query(`drop table hoshu.${name}`);
};

/** Gives a definer function to its own role, so that it can do only what that role's one policy allows. */
export async function ownedBy(runner: QueryRunner, signature: string, owner: string, executors: readonly string[]): Promise<void> {
  await runner.query(`revoke all on function ${signature} from public`);
  for (const executor of executors) await runner.query(`grant execute on function ${signature} to ${executor}`);
  await runner.query('reset role');
  await runner.query(`alter function ${signature} owner to ${owner}`);
  await runner.query('set role hoshu_owner');
}
