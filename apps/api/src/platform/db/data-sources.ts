import type { DataSourceOptions } from 'typeorm';
import type { Config } from '../config.js';
import type { Login } from './roles.js';

const poolSize: Readonly<Record<Login, number>> = { hoshu_api: 12, hoshu_worker: 8, hoshu_auth: 6, hoshu_support: 3 };

/** Connection options of one login; every wait is bounded (06 §6.3: the driver's defaults hang for ever). */
export function dataSourceOptions(config: Config, login: Login): DataSourceOptions {
  const password = config.keys.databasePasswords[login];
  if (!password) throw new Error(`keys file has no password for ${login}`);
  return {
    type: 'postgres',
    host: config.database.host,
    port: config.database.port,
    database: config.database.name,
    username: login,
    password,
    ssl: config.database.ssl,
    entities: [],
    synchronize: false,
    poolSize: poolSize[login],
    connectTimeoutMS: 3_000,
    // Statements are sent without waiting for the answer before; each still fails or succeeds for itself.
    extra: { pipeline: true, query_timeout: 20_000, keepAlive: true, idleTimeoutMillis: 30_000, application_name: login },
  };
}
