export type { OpenDatabase, OpenDatabaseOptions } from './database/open-database.js';
export { openDatabase } from './database/open-database.js';
export { runCommand } from './run-command.js';
export { untilToldToStop } from './start/until-told-to-stop.js';
export type { Terminal } from './terminal.js';
