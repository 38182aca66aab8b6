import { pino, type Logger } from 'pino';
import type { Config } from './config.js';

const hidden = ['password', 'token', 'code', 'secret', 'authorization', 'cookie', 'totp', 'email', 'ip', 'signature'];

/** JSON lines; anything that looks like a secret or a person is replaced before it is written. */
export const createLogger = (config: Config, name: string): Logger =>
  pino({
    name, level: config.logLevel, base: { name },
    redact: { paths: hidden.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `req.headers["${key}"]`]), censor: '[redacted]' },
    serializers: { err: (error: unknown) => (error instanceof Error ? { type: error.name, message: error.message.slice(0, 500), stack: error.stack, code: (error as { code?: unknown }).code } : { message: String(error).slice(0, 500) }) },
  });
