import { type DestinationStream, pino, type Logger as PinoLogger } from 'pino';
import type { Settings } from '../settings/settings.js';

/** Injection token of the structured logger. */
export const LOGGER = Symbol('LOGGER');
export type Logger = PinoLogger;

const SECRET_PATHS = ['password', 'token', 'secret', 'value', 'authorization', 'cookie', 'apiKey'];

/** An error without what hangs on it: a failed query carries its parameters, and they are people's data. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return { type: name, message, stack, code, ...(cause === undefined ? {} : { cause: describeError(cause) }) };
}

/** Structured logs on standard error as JSON lines; fields that may hold a secret are removed at the source. */
export function createLogger(
  settings: Pick<Settings, 'logLevel'>,
  destination: DestinationStream = pino.destination(2),
): Logger {
  const paths = SECRET_PATHS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino(
    { level: settings.logLevel, redact: { paths, censor: '[redacted]' }, serializers: { err: describeError } },
    destination,
  );
}
