-- Hoshu: roles for PostgreSQL 18 or newer. Run as a superuser; safe to run again.
-- Printed by: npm run db:roles
do $$ begin create role hoshu_owner nologin; exception when duplicate_object then null; end $$;
do $$ begin create role fn_audit nologin; exception when duplicate_object then null; end $$;
do $$ begin create role fn_claim nologin; exception when duplicate_object then null; end $$;
do $$ begin create role fn_support nologin; exception when duplicate_object then null; end $$;
do $$ begin create role fn_sample nologin; exception when duplicate_object then null; end $$;
do $$ begin create role fn_move nologin; exception when duplicate_object then null; end $$;
do $$ begin create role r_vendor nologin; exception when duplicate_object then null; end $$;
do $$ begin create role r_client nologin; exception when duplicate_object then null; end $$;
do $$ begin create role r_sub nologin; exception when duplicate_object then null; end $$;
do $$ begin create role r_system nologin; exception when duplicate_object then null; end $$;
do $$ begin create role r_support nologin; exception when duplicate_object then null; end $$;
do $$ begin create role r_operator nologin; exception when duplicate_object then null; end $$;
do $$ begin create role hoshu_api login noinherit; exception when duplicate_object then null; end $$;
grant r_vendor to hoshu_api;
grant r_client to hoshu_api;
grant r_sub to hoshu_api;
do $$ begin create role hoshu_worker login noinherit; exception when duplicate_object then null; end $$;
grant r_system to hoshu_worker;
do $$ begin create role hoshu_auth login noinherit; exception when duplicate_object then null; end $$;
do $$ begin create role hoshu_support login noinherit; exception when duplicate_object then null; end $$;
grant r_support to hoshu_support;
grant r_operator to hoshu_support;
do $$ begin create role hoshu_vault login noinherit; exception when duplicate_object then null; end $$;
do $$ begin create role hoshu_backup login noinherit bypassrls; exception when duplicate_object then null; end $$;
do $$ begin create role hoshu_migrator login noinherit bypassrls; exception when duplicate_object then null; end $$;
grant hoshu_owner to hoshu_migrator;
grant hoshu_owner to current_user;
grant fn_audit to current_user;
grant fn_claim to current_user;
grant fn_support to current_user;
grant fn_sample to current_user;
grant fn_move to current_user;
-- Then set each password to the one in your keys file (databasePasswords), for example with psql:
-- \password hoshu_api
-- \password hoshu_worker
-- \password hoshu_auth
-- \password hoshu_support
-- \password hoshu_vault
-- \password hoshu_backup
-- \password hoshu_migrator
