export { migrate } from './migrate.js';
export { MIGRATIONS } from './migrations.js';
