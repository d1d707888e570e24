export type { OpenDatabase, OpenDatabaseOptions } from './database/open-database.js';
export { openDatabase } from './database/open-database.js';
export { runCommand } from './run-command.js';
export { StopWish } from './start/stop-wish.js';
export type { Terminal } from './terminal.js';
