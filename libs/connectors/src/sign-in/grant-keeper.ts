import { Injectable } from '@nestjs/common';
import type { OAuthTokens } from '@modelcontextprotocol/client';
import type { Actor, Tx } from '@groundswell/platform';
import { Connections } from '../connections/connections.service.js';
import { ConnectorJournal } from '../persistence/connector-journal.js';
import { ConnectorsRepository, type StoredConnector } from '../persistence/connectors.repository.js';
import type { CredentialHolder } from '../persistence/secrets.repository.js';
import type { KnownServer } from './authorization-server.js';
import { ClientsRepository, type RegisteredClient } from './clients.repository.js';
import { GrantsRepository } from './grants.repository.js';

/** Keeps and removes what people signed in to, with the audit entry, and ends conversations that were opened with it. */
@Injectable()
export class GrantKeeper {
  constructor(
    private readonly grants: GrantsRepository,
    private readonly repository: ConnectorsRepository,
    private readonly connections: Connections,
    private readonly journal: ConnectorJournal,
    private readonly clients: ClientsRepository,
  ) {}

  /** How we are known to the authorization servers of a connector, by their issuers, and as whom an operator registered us. */
  async known(
    tx: Tx,
    { id: connectorId, issuer }: StoredConnector,
  ): Promise<{ readonly known: ReadonlyMap<string, KnownServer>; readonly registered: RegisteredClient | null }> {
    const known = await this.grants.knownServers(tx, connectorId);
    return { known, registered: await this.clients.open(tx, { connectorId, issuer }) };
  }

  async keep(
    tx: Tx,
    actor: Actor,
    holder: CredentialHolder,
    server: KnownServer,
    tokens: OAuthTokens,
  ): Promise<StoredConnector> {
    await this.grants.keep(tx, actor.personId, holder, server, tokens);
    const connector = await this.repository.getFor(tx, actor.personId, holder.connectorId);
    await this.journal.ofConnector(tx, actor, 'connector.signed-in', connector, {
      own: holder.personId !== null,
      authorizationServer: server.authorizationServer,
      scope: tokens.scope ?? server.scope,
    });
    await this.connections.endAfter(tx, connector.id);
    return connector;
  }

  /** Forgets the sign-in; whoever calls next is asked to sign in. @returns whether there was one */
  async forget(tx: Tx, actor: Actor, connector: StoredConnector, personId: string | null): Promise<boolean> {
    const removed = await this.grants.remove(tx, { connectorId: connector.id, personId });
    if (!removed) return false;
    await this.journal.ofConnector(tx, actor, 'connector.signed-out', connector, { own: personId !== null });
    await this.connections.endAfter(tx, connector.id);
    return true;
  }
}
