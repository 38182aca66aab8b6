import type { ErrorCode } from '@hoshu/api-schema';
import { AppError } from '../app-error.js';

const bySqlState: Readonly<Record<string, ErrorCode>> = {
  '23505': 'duplicate', '23P01': 'conflict', '23503': 'not_found', '40001': 'conflict', '40P01': 'conflict', '55P03': 'unavailable',
  '57014': 'unavailable', '25006': 'internal', '53100': 'unavailable', '53200': 'unavailable', '53300': 'unavailable',
  // Raised by the triggers that freeze a rescinded contract (第19条).
  HS019: 'contract_frozen',
};

const sqlStateOf = (error: unknown): string | undefined => {
  const state = (error as { driverError?: { code?: unknown }; code?: unknown } | null)?.driverError?.code ?? (error as { code?: unknown } | null)?.code;
  return typeof state === 'string' ? state : undefined;
};

const constraintOf = (error: unknown): unknown => (error as { driverError?: { constraint?: unknown } }).driverError?.constraint ?? (error as { constraint?: unknown }).constraint;

/** The refusal behind any thrown value; null = a programmer's error. */
export function refusalOf(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  const state = sqlStateOf(error);
  if (!state) return isConnectionLoss(error) ? new AppError('unavailable') : null;
  if (state === '23P01' && constraintOf(error) === 'site_coverage_once') return new AppError('site_overlap');
  const known = bySqlState[state];
  if (known) return known === 'internal' ? null : new AppError(known);
  // Class 22: the value does not fit its type (06 §5, 29); classes 08 and 57P: the database is away.
  if (/^22/.test(state)) return new AppError('invalid_request');
  if (/^(08|57P)/.test(state) || /^E(CONN|PIPE|TIMEDOUT)/.test(state)) return new AppError('unavailable');
  return null;
}

const isConnectionLoss = (error: unknown): boolean =>
  error instanceof Error && /Connection terminated|timeout exceeded when trying to connect|Query read timeout/.test(error.message);
