import 'reflect-metadata';
import { runCommand } from './run-command.js';
import { terminal } from './terminal.js';

process.setSourceMapsEnabled(true);
const code = await runCommand(process.argv.slice(2), terminal);
// Explicit: a socket that a library keeps open must not keep the process.
process.exit(code);
