import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { AppError } from '@groundswell/kernel';

/** The oldest major version whose views can be bound by row-level security (`security_invoker`). */
const OLDEST_MAJOR = 15;
const STARTING_UP = '57P03';

/** What an operator's own database said about itself. */
export interface OutsideDatabase {
  readonly version: string;
}

/**
 * Asks the database of DATABASE_URL whether it answers and is new enough; waits a little for one that is starting up.
 * @throws AppError `unavailable` with a sentence that never holds the password
 */
export async function checkOutsideDatabase(url: string, waitMs = 20_000): Promise<OutsideDatabase> {
  for (const deadline = Date.now() + waitMs; ; await delay(500)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 8_000 });
    // The query that waits on a cut connection fails by itself.
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
      const version = rows[0]?.server_version ?? '0';
      if (Number.parseInt(version, 10) >= OLDEST_MAJOR) return { version };
      throw new AppError(
        'unavailable',
        'DATABASE_TOO_OLD',
        `The database of DATABASE_URL is PostgreSQL ${version}; at least ${OLDEST_MAJOR} is needed.`,
      );
    } catch (error) {
      if (codeOf(error) !== STARTING_UP || Date.now() > deadline) throw databaseFault(error, url);
    } finally {
      await client.end();
    }
  }
}

/** Turns what the driver or the database says about DATABASE_URL into a sentence; anything else stays as it is. */
export function databaseFault(error: unknown, url: string): unknown {
  if (error instanceof AppError) return error;
  const { place, user, name } = partsOf(url);
  const fault = (code: string, message: string) => new AppError('unavailable', code, message, { cause: error });
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
    case 'ENOENT':
    case STARTING_UP:
      return fault('DATABASE_UNREACHABLE', `No database answers at ${place}. ${ADVICE}`);
    case '28P01':
    case '28000':
      return fault(
        'DATABASE_REFUSED',
        `The database at ${place} refuses the user ${user} of DATABASE_URL. Check the password and pg_hba.conf.`,
      );
    case '3D000':
      return fault(
        'DATABASE_MISSING',
        `The server at ${place} has no database ${name}. Make it with: CREATE DATABASE ${name}`,
      );
    case '42501':
      return fault(
        'DATABASE_RIGHT_MISSING',
        `The user ${user} misses a right in the database ${name}: it must own the database and may create roles. Grant it with: ALTER ROLE ${user} CREATEROLE`,
      );
    case '53300':
      return fault(
        'DATABASE_FULL',
        `The database at ${place} takes no more connections. Close some, or raise its max_connections.`,
      );
    default:
      return isTimeout(error) ? fault('DATABASE_UNREACHABLE', `No database answers at ${place}. ${ADVICE}`) : error;
  }
}

const ADVICE = 'Start it, correct DATABASE_URL, or leave DATABASE_URL out to use the embedded database.';

function partsOf(url: string): { place: string; user: string; name: string } {
  const { hostname, port, username, pathname, searchParams } = new URL(url);
  const user = decodeURIComponent(username) || 'of this system';
  return {
    place: `${searchParams.get('host') ?? (hostname || 'localhost')}:${port || '5432'}`,
    user,
    name: decodeURIComponent(pathname.slice(1)) || user,
  };
}

/** The code of a fault; of several attempts (IPv6, then IPv4) the last one's. */
function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError ? codeOf(error.errors.at(-1)) : null;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && /timeout expired|terminated due to connection timeout/.test(error.message);
}
