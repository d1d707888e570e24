import { createLogger, type Logger, readSettings, type Settings } from '@groundswell/platform';
import { doctor } from './doctor/doctor.js';
import { migrateDatabase } from './migrate/migrate.js';
import { start } from './start/start.js';
import type { Terminal } from './terminal.js';
import { tell } from './terminal.js';

type Command = (settings: Settings, logger: Logger, terminal: Terminal) => Promise<number>;

const COMMANDS: ReadonlyMap<string, { readonly purpose: string; readonly run: Command }> = new Map([
  ['start', { purpose: 'start database and server', run: start }],
  ['migrate', { purpose: 'bring the database to the present schema', run: migrateDatabase }],
  ['doctor', { purpose: 'look for what is in the way of a start', run: doctor }],
]);

/** Runs the command named by the arguments and gives its exit code: 0 fine, 1 a fault, 2 not understood. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  const command = COMMANDS.get(name ?? '');
  if (command === undefined || rest.length > 0) {
    const known = name === '--help' || name === '-h';
    if (!known) terminal.progress(`groundswell: ${args.join(' ') || 'no command'} is not understood.`);
    for (const [word, { purpose }] of COMMANDS) terminal.progress(`  ${word.padEnd(8)} ${purpose}`);
    return known ? 0 : 2;
  }
  try {
    const settings = readSettings();
    return await command.run(settings, createLogger(settings), terminal);
  } catch (error) {
    terminal.progress(tell(error));
    return 1;
  }
}
