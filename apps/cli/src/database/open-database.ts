import { migrate } from '@groundswell/migrations';
import { type Settings, startEmbeddedPostgres } from '@groundswell/platform';
import type { Terminal } from '../terminal.js';
import { checkOutsideDatabase, databaseFault } from './outside-database.js';

/** A database that answers, wherever it runs. */
export interface ReachedDatabase {
  /** Connection text of the owner. Holds the password: never print it. */
  readonly url: string;
  /** Where it is, in words that may be printed. */
  readonly place: string;
  readonly close: () => Promise<void>;
}

/** A database of the present schema. */
export interface OpenDatabase extends ReachedDatabase {
  readonly applied: number;
}

export interface OpenDatabaseOptions {
  readonly settings: Settings;
  readonly terminal: Terminal;
  /** For programs beside us that cannot use a Unix socket. */
  readonly loopback?: boolean;
}

/** Opens the database of DATABASE_URL, else starts the embedded one, and brings it to the present schema. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  const { settings, terminal } = options;
  const { url, place, close } = await reachDatabase(options);
  try {
    const { applied } = await migrate(url);
    if (applied > 0) terminal.progress(`Database brought to the present schema (${applied} steps).`);
    return { url, place, applied, close };
  } catch (error) {
    await close();
    throw settings.databaseUrl === undefined ? error : databaseFault(error, settings.databaseUrl);
  }
}

/** Opens the database of DATABASE_URL, else starts the embedded one, and leaves its contents alone. */
export async function reachDatabase(options: OpenDatabaseOptions): Promise<ReachedDatabase> {
  const { settings, terminal } = options;
  if (settings.databaseUrl !== undefined) {
    const { version } = await checkOutsideDatabase(settings.databaseUrl);
    return {
      url: settings.databaseUrl,
      place: `PostgreSQL ${version} of DATABASE_URL`,
      close: () => Promise.resolve(),
    };
  }
  const embedded = await startEmbeddedPostgres({
    home: settings.home,
    loopback: options.loopback ?? false,
    log: (line) => terminal.progress(line),
    onProgress: (line) => terminal.progress(`${line} …`),
  });
  return { url: embedded.url, place: `embedded, in ${embedded.dataFolder}`, close: () => embedded.stop() };
}
