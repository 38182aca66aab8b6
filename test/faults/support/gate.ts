import type { World } from '@hoshu/testing';

const poll = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Stops a process in the middle of a transaction: a row that is about to be written to the gated table waits until the gate opens. What the
 * killed process had asked for is undone by the database, as when its connection breaks. One gate stands at a time.
 */
export class Gate {
  private table = '';
  constructor(private readonly world: World) {}

  async build(): Promise<void> {
    await this.world.sql('create schema test_gate');
    await this.world.sql('grant usage on schema test_gate to public');
    await this.world.sql('create table test_gate.state (is_shut boolean not null)');
    await this.world.sql('insert into test_gate.state values (false)');
    await this.world.sql(`create function test_gate.wait() returns trigger language plpgsql volatile security definer as $$
      begin
        while (select is_shut from test_gate.state) loop perform pg_sleep(0.02); end loop;
        return new;
      end $$`);
  }

  /** Rows of `table` that meet `condition` (over NEW) wait from now on. */
  async shut(table: string, condition = 'true'): Promise<void> {
    this.table = table;
    await this.world.sql('update test_gate.state set is_shut = true');
    await this.world.sql(`create trigger test_gate before insert on ${table} for each row when (${condition}) execute function test_gate.wait()`);
  }

  /** Whether somebody stands at the gate. */
  async isReached(): Promise<boolean> {
    return (await this.world.sql(`select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`)).length > 0;
  }

  /** Opens it and takes it away, when nobody stands there any more. */
  async open(): Promise<void> {
    await this.world.sql('update test_gate.state set is_shut = false');
    while (await this.isReached()) await poll(10);
    await this.world.sql(`drop trigger test_gate on ${this.table}`);
  }
}
