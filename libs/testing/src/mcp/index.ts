export type { HostileBehaviour } from './hostile-server.js';
export { HOSTILE_BEHAVIOURS, HOSTILE_ENTRY, HOSTILE_SERVER, hostileServer } from './hostile-server.js';
export type { HostileHttpServer, HttpChange } from './hostile-http-server.js';
export { HTTP_CHANGES, startHostileHttpServer } from './hostile-http-server.js';
export type { HttpServer, HttpServerOptions } from './http-server.js';
export { startHttpServer } from './http-server.js';
export type { AuthorizationServer } from './authorization-server.js';
export { startAuthorizationServer } from './authorization-server.js';
