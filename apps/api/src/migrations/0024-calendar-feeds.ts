import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calendars that a person subscribes to by a secret address (F172). */
export class CalendarFeeds1700000000024 implements MigrationInterface {
  name = 'CalendarFeeds1700000000024';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`create table identity.calendar_feed (
      id uuid primary key default uuidv7(), membership_id uuid not null references identity.membership, name text not null, token_hash bytea not null unique, busy_only boolean not null, created_at timestamptz not null default now(), revoked_at timestamptz)`);
    await q.query('create index calendar_feed_membership on identity.calendar_feed (membership_id)');
    await q.query('grant select, insert, update on identity.calendar_feed to hoshu_auth');
    await q.query('grant select on identity.calendar_feed to hoshu_backup');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table identity.calendar_feed');
  }
}
