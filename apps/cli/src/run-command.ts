import { createLogger, type Logger, readSettings, type Settings } from '@groundswell/platform';
import type { Terminal } from './terminal.js';
import { tell } from './terminal.js';

type Command = (settings: Settings, terminal: Terminal, logger: Logger, args: readonly string[]) => Promise<number>;

interface CommandEntry {
  readonly purpose: string;
  readonly load: () => Promise<Command>;
  /** Reads further words itself. */
  readonly takesArguments?: boolean;
}

// Loaded when called: what is wrong with the arguments or the settings is said at once.
const COMMANDS: ReadonlyMap<string, CommandEntry> = new Map([
  ['start', { purpose: 'start database and server', load: async () => (await import('./start/start.js')).start }],
  [
    'demo',
    { purpose: 'start a filled demo in a folder of its own', load: async () => (await import('./demo/demo.js')).demo },
  ],
  [
    'migrate',
    {
      purpose: 'bring the database to the present schema',
      load: async () => (await import('./migrate/migrate.js')).migrateDatabase,
    },
  ],
  [
    'doctor',
    {
      purpose: 'look for what is in the way of a start',
      load: async () => (await import('./doctor/doctor.js')).doctor,
    },
  ],
  [
    'audit',
    {
      purpose: 'verify the audit log, sign checkpoints, remove what is old',
      load: async () => (await import('./audit/audit.js')).audit,
      takesArguments: true,
    },
  ],
  [
    'keys',
    {
      purpose: 'rotate the keys of all secrets',
      load: async () => (await import('./keys/keys.js')).keys,
      takesArguments: true,
    },
  ],
]);

/** Runs the command named by the arguments and gives its exit code: 0 fine, 1 a fault, 2 not understood. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  const command = COMMANDS.get(name ?? '');
  if (command === undefined || (rest.length > 0 && command.takesArguments !== true)) {
    const known = name === '--help' || name === '-h';
    if (!known) terminal.progress(`groundswell: ${args.join(' ') || 'no command'} is not understood.`);
    for (const [word, { purpose }] of COMMANDS) terminal.progress(`  ${word.padEnd(8)} ${purpose}`);
    return known ? 0 : 2;
  }
  try {
    const settings = readSettings();
    const run = await command.load();
    return await run(settings, terminal, createLogger(settings), rest);
  } catch (error) {
    terminal.progress(tell(error));
    return 1;
  }
}
