import { createHash } from 'node:crypto';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { AppError, type ConnectorId, type ConnectorVersionId, type OrganisationId } from '@groundswell/kernel';
import { type Actor, Database, LOGGER, type Logger, Signals, type Tx } from '@groundswell/platform';
import { ConnectionOpener, type ConnectionTarget } from '../mcp/connection-opener.js';
import { McpFailure } from '../mcp/mcp-failure.js';
import type { McpSession } from '../mcp/mcp-session.js';
import { SessionPool } from '../mcp/session-pool.js';
import { type HealthFinding, HealthRepository } from '../persistence/health.repository.js';
import type { ConnectorLimits } from '../persistence/connector.entities.js';
import { SIGN_IN, type StoredConnector } from '../persistence/connectors.repository.js';
import { SecretsRepository } from '../persistence/secrets.repository.js';
import { AccessTokens } from '../sign-in/access-tokens.service.js';
import { CREDENTIALS_SIGNAL } from '../secrets/credentials-signal.js';

/** What tells one conversation from another: the connector's version, and the very credentials it was opened with. */
export interface ConnectionKey {
  readonly connectorId: ConnectorId;
  readonly versionId: ConnectorVersionId;
  /** Whose credentials; null for those of the house. */
  readonly personId: string | null;
  readonly secretsSet: Readonly<Record<string, string>>;
}

/** A connector's way to its server, ready to be opened. */
export interface Connection {
  readonly key: string;
  readonly connectorId: ConnectorId;
  readonly limits: ConnectorLimits;
  readonly target: ConnectionTarget;
}

/** The name of a conversation in the pool: any change of version or credentials makes it another one. */
export function connectionKey({ connectorId, versionId, personId, secretsSet }: ConnectionKey): string {
  const stamp = Object.entries(secretsSet)
    .map(([name, at]) => `${name}=${at}`)
    .sort()
    .join('\n');
  return `${connectorId}:${versionId}:${personId ?? 'house'}:${createHash('sha256').update(stamp).digest('hex').slice(0, 16)}`;
}

/** Whose connection it is; nobody's where the credential is the house's and no person asks. */
type Holder = Pick<Actor, 'organisationId'> & { readonly personId: Actor['personId'] | null };

function assertCredentials({ name, signIn, credentialMode, secretsSet }: StoredConnector): void {
  const isPersonal = credentialMode === 'personal';
  if (signIn === 'oauth' ? secretsSet[SIGN_IN] !== undefined : !isPersonal || Object.keys(secretsSet).length > 0)
    return;
  const message = isPersonal
    ? `Everyone uses ${name} with their own credential, and you have none yet. Set yours under Connectors, Your credentials.`
    : `Nobody has signed in to ${name} yet. Ask a steward to do so under Connectors, ${name}.`;
  throw new AppError('conflict', 'SECRET_MISSING', message);
}

type Untimed<T> = T extends unknown ? Omit<T, 'durationMs'> : never;
type HealthOutcome = Untimed<HealthFinding>;

/** The conversations of this process with the servers of connectors. */
@Injectable()
export class Connections implements BeforeApplicationShutdown {
  private readonly stopListening: () => void;

  constructor(
    private readonly opener: ConnectionOpener,
    private readonly pool: SessionPool<McpSession>,
    private readonly secrets: SecretsRepository,
    private readonly tokens: AccessTokens,
    private readonly health: HealthRepository,
    private readonly database: Database,
    private readonly signals: Signals,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.stopListening = signals.listen(CREDENTIALS_SIGNAL, (connectorId) => this.drop(connectorId));
  }

  /** Later than the end of the work: a call that is under way when the process stops may end. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopListening();
    await this.pool.end();
  }

  /**
   * Reads what a conversation needs, secrets included, in the transaction that read the connector for this person.
   * @throws AppError SECRET_MISSING when the person, or the house, has yet to set or sign in
   */
  async prepare(tx: Tx, { organisationId, personId }: Holder, connector: StoredConnector): Promise<Connection> {
    const { id: connectorId, versionId, issuer, secretsSet, limits } = connector;
    const holder = { connectorId, issuer, personId: connector.credentialMode === 'personal' ? personId : null };
    assertCredentials(connector);
    const secrets = await this.secrets.open(tx, holder);
    const { transport, catalogueKey, url, settings, protocolEra } = connector;
    const token = connector.signIn === 'oauth' ? { token: () => this.tokens.valid({ organisationId, ...holder }) } : {};
    return {
      key: connectionKey({ connectorId, versionId, personId: holder.personId, secretsSet }),
      connectorId,
      limits,
      target: { transport, catalogueKey, url, settings, secrets, era: protocolEra, ...token },
    };
  }

  /** Works in the conversation, which is opened if need be. @throws McpFailure, AppError when too many wait */
  async use<T>(
    { organisationId }: Pick<Actor, 'organisationId'>,
    connection: Connection,
    work: (session: McpSession) => Promise<T>,
  ): Promise<T> {
    return this.pool.use(connection.key, () => this.open(organisationId, connection), work);
  }

  /** Works in a conversation of its own, past the pool: to look at a server as it is now. @throws McpFailure */
  async useFresh<T>(target: ConnectionTarget, work: (session: McpSession) => Promise<T>): Promise<T> {
    const session = await this.opener.open(target);
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  }

  isOpen(key: string): boolean {
    return this.pool.has(key);
  }

  /** Works in the conversation if it is open already; null when it is not. @throws McpFailure, AppError */
  async useOpen<T>(key: string, work: (session: McpSession) => Promise<T>): Promise<T | null> {
    return this.pool.useOpen(key, work);
  }

  /** Ends the conversations of a connector, here when the transaction commits and in every other process. */
  async endAfter(tx: Tx, connectorId: ConnectorId): Promise<void> {
    await this.signals.notify(tx, CREDENTIALS_SIGNAL, connectorId);
    // Not waited for: calls under way may take their time to end.
    tx.afterCommit(() => this.drop(connectorId));
  }

  private drop(connectorId: string): void {
    this.pool
      .drop(`${connectorId}:`)
      .catch((error: unknown) =>
        this.logger.warn({ err: error, connectorId }, 'A connector’s conversation did not end.'),
      );
  }

  private async open(organisationId: OrganisationId, { connectorId, target }: Connection): Promise<McpSession> {
    const startedMs = performance.now();
    const remember = (finding: HealthOutcome) =>
      this.database.transaction(organisationId, (tx) =>
        this.health.record(tx, connectorId, { ...finding, durationMs: performance.now() - startedMs }, true),
      );
    try {
      const session = await this.opener.open(target);
      await remember({ ok: true, era: session.era, toolCount: null });
      return session;
    } catch (error) {
      if (error instanceof McpFailure) await remember({ ok: false, failure: error });
      throw error;
    }
  }
}
