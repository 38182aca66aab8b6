import { Global, Module, type DynamicModule, type OnApplicationShutdown, Injectable, Inject } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Logger } from 'pino';
import { Sessions } from './auth/sessions.js';
import { PasswordHasher } from './auth/passwords.js';
import type { Config } from './config.js';
import { dataSourceOptions } from './db/data-sources.js';
import { Db } from './db/db.js';
import type { Login } from './db/roles.js';
import { SafeFetch } from './fetch/safe-fetch.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { LinkTokens } from './links/link-tokens.js';
import { Loops } from './loops.js';
import { MailChecks } from './mail/mail-checks.js';
import { Mailer } from './mail/mailer.js';
import { DueTasks } from './outbox/due-tasks.js';
import { Outbox } from './outbox/outbox.js';
import { Doorbell } from './queue/doorbell.js';
import { RateLimits } from './rate/rate-limits.js';
import { FileRemoval } from './storage/file-removal.js';
import { Files } from './storage/files.js';
import { CONFIG, LOGGER } from './tokens.js';

@Injectable()
class CloseLog implements OnApplicationShutdown {
  constructor(@Inject(LOGGER) private readonly log: Logger) {}
  onApplicationShutdown(): void {
    this.log.flush();
  }
}

const shared = [Db, Doorbell, Sessions, PasswordHasher, LinkTokens, Mailer, MailChecks, Outbox, DueTasks, Loops, RateLimits, Readiness, Files, FileRemoval, SafeFetch];

/** Framework glue for one process; `logins` are the database logins this process may use (D33). */
@Global()
@Module({})
export class PlatformModule {
  static forProcess(config: Config, log: Logger, logins: readonly Login[]): DynamicModule {
    const tokens = logins.map((login) => getDataSourceToken(login));
    return {
      module: PlatformModule,
      imports: logins.map((login) => TypeOrmModule.forRootAsync({ name: login, useFactory: () => ({ ...dataSourceOptions(config, login), retryAttempts: 3, retryDelay: 500 }) })),
      controllers: [HealthController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: log },
        { provide: 'DATA_SOURCES', inject: tokens, useFactory: (...sources: DataSource[]) => Object.fromEntries(logins.map((login, index) => [login, sources[index]])) },
        ...shared,
        CloseLog,
      ],
      exports: [CONFIG, LOGGER, ...shared],
    };
  }
}
