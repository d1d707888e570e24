export type { Actor, Role, SystemActor } from './actor/actor.js';
export { ROLES } from './actor/actor.js';
export { CLOCK } from './clock.token.js';
export type { Access } from './access/access.decorators.js';
export {
  ACCESS,
  CurrentActor,
  CurrentRequest,
  notSignedIn,
  Permission,
  Public,
  SignedIn,
} from './access/access.decorators.js';
export type { RequestContext } from './access/request-context.js';
export { requestLoader } from './access/request-context.js';
export { bigInteger, safeInteger } from './database/columns.js';
export { APP_ROLE, Database, together, Tx } from './database/database.js';
export { formatGraphqlError, STATUS_OF_KIND } from './graphql/format-error.js';
export { JsonScalar, MicrosScalar, PicoUsdScalar } from './graphql/scalars.js';
export type { WrappedKey } from './keys/key-ring.js';
export { addMasterKey, KeyRing, openKeyRing, StaticKeyRing } from './keys/key-ring.js';
export type { Signed } from './keys/signing-keys.js';
export { SigningKeys } from './keys/signing-keys.js';
export type { Logger } from './logging/logger.js';
export { createLogger, LOGGER } from './logging/logger.js';
export type { EventSubscriber, OutboxEvent } from './outbox/outbox.js';
export { Outbox } from './outbox/outbox.js';
export type { PlatformParts } from './platform.module.js';
export { PlatformModule } from './platform.module.js';
export type { Job, JobHandler, Timetable } from './queue/queue.js';
export { DATABASE_URL, payloadText, Queue } from './queue/queue.js';
export type { Sweep } from './queue/sweeps.js';
export { Sweeps } from './queue/sweeps.js';
export { describeSettings, readSettings, Settings } from './settings/settings.js';
export { Signals } from './signals/signals.js';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './embedded-postgres/index.js';
export { startEmbeddedPostgres } from './embedded-postgres/index.js';
