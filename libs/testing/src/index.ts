export type { HostileBehaviour, HostileHttpServer, HttpChange, HttpServer, HttpServerOptions } from './mcp/index.js';
export {
  HOSTILE_BEHAVIOURS,
  HOSTILE_ENTRY,
  HOSTILE_SERVER,
  hostileServer,
  HTTP_CHANGES,
  startHostileHttpServer,
  startHttpServer,
} from './mcp/index.js';
export { obedientModel, order, ScriptedModel } from './model/index.js';
export type {
  RecordedRequest,
  ScriptedAnswer,
  ScriptedFault,
  ScriptedReply,
  ScriptedToolUse,
  ScriptedUsage,
} from './model/index.js';
export type { TestApp, TestAppOptions } from './postgres/test-app.js';
export { startTestApp, TEST_NOW } from './postgres/test-app.js';
export type { TestDatabase } from './postgres/test-database.js';
export { createTestDatabase } from './postgres/test-database.js';
export { OwnerOnlyPermissionsModule } from './programme/role-permissions.js';
export type { TestOrganisation } from './programme/test-organisation.js';
export { foundOrganisation } from './programme/test-organisation.js';
export type { AuthorizationServer } from './mcp/index.js';
export { startAuthorizationServer } from './mcp/index.js';
export type { ContactsServer } from './mcp/index.js';
export { startContactsServer } from './mcp/index.js';
