export type { HostileBehaviour } from './hostile-server.js';
export { HOSTILE_BEHAVIOURS, HOSTILE_SERVER, hostileServer } from './hostile-server.js';
