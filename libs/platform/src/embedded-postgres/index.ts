export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './embedded-postgres.js';
export { startEmbeddedPostgres } from './embedded-postgres.js';
