import { pino, type Logger as PinoLogger } from 'pino';
import type { Settings } from '../settings/settings.js';

/** Injection token of the structured logger. */
export const LOGGER = Symbol('LOGGER');
export type Logger = PinoLogger;

const SECRET_PATHS = ['password', 'token', 'secret', 'value', 'authorization', 'cookie', 'apiKey'];

/** Structured logs on standard error as JSON lines; fields that may hold a secret are removed at the source. */
export function createLogger(settings: Pick<Settings, 'logLevel'>): Logger {
  const paths = SECRET_PATHS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino({ level: settings.logLevel, redact: { paths, censor: '[redacted]' } }, pino.destination(2));
}
