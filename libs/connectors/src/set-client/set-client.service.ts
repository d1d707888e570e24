import { Injectable } from '@nestjs/common';
import { AppError, InputFaults } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database } from '@groundswell/platform';
import { ConnectorJournal } from '../persistence/connector-journal.js';
import { ConnectorsRepository, type StoredConnector } from '../persistence/connectors.repository.js';
import { AuthorizationServers } from '../sign-in/authorization-server.js';
import { ClientsRepository } from '../sign-in/clients.repository.js';

/** As the operator of the authorization server told it. */
export interface ClientInput {
  readonly connectorId: string;
  /** A version that is prepared; the present one if absent. */
  readonly versionId?: string | null;
  readonly clientId: string;
  readonly clientSecret?: string | null;
}

const PRINTABLE = /^[\x21-\x7e]+$/;
const MOST_CHARACTERS = 2_000;

/**
 * Keeps the client under which an authorization server knows us, where it does not let us register ourselves. The secret goes one
 * way: in here, and out to the authorization server that was found when it was entered.
 */
@Injectable()
export class SetClientService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: ConnectorsRepository,
    private readonly servers: AuthorizationServers,
    private readonly clients: ClientsRepository,
    private readonly journal: ConnectorJournal,
  ) {}

  /** @throws AppError FORBIDDEN, NOT_FOUND, INPUT_INVALID, SIGN_IN_NOT_ASKED, ADDRESS_NOT_ALLOWED, SIGN_IN_FAILED */
  async set(actor: Actor, input: ClientInput): Promise<StoredConnector> {
    const connector = await this.connector(actor, input.connectorId, input.versionId ?? null);
    const faults = new InputFaults();
    const clientId = checked(faults, 'clientId', 'The client id', input.clientId);
    const secret = input.clientSecret ?? '';
    if (secret !== '') checked(faults, 'clientSecret', 'The client secret', secret);
    faults.throwIfAny();
    const client = { client_id: clientId, ...(secret === '' ? {} : { client_secret: secret }) };
    // Asked now, with nothing that is secret: another server that is named later will not see it.
    const { authorizationServer } = await this.servers.discover(connector.url ?? '', () => ({ client_id: clientId }));
    return this.database.transaction(actor.organisationId, async (tx) => {
      const { id: connectorId, issuer } = connector;
      await this.clients.keep(tx, actor.personId, { connectorId, issuer }, { authorizationServer, client });
      await this.journal.ofConnector(tx, actor, 'connector.client.set', connector, {
        authorizationServer,
        clientId,
        hasSecret: secret !== '',
      });
      return this.repository.get(tx, connectorId);
    });
  }

  /** Whoever signed in so stays signed in until their grant ends. @throws AppError FORBIDDEN, NOT_FOUND */
  async remove(actor: Actor, connectorId: string, versionId: string | null = null): Promise<StoredConnector> {
    const connector = await this.connector(actor, connectorId, versionId);
    return this.database.transaction(actor.organisationId, async (tx) => {
      const { id, issuer } = connector;
      if (await this.clients.remove(tx, { connectorId: id, issuer })) {
        await this.journal.ofConnector(tx, actor, 'connector.client.removed', connector, {});
      }
      return this.repository.get(tx, id);
    });
  }

  private async connector(actor: Actor, id: string, versionId: string | null): Promise<StoredConnector> {
    const { organisationId } = actor;
    this.permissions.require(actor, 'connector.update', { type: 'connector', organisationId });
    const connector = await this.database.transaction(organisationId, (tx) =>
      this.repository.getFor(tx, actor.personId, id, versionId),
    );
    if (connector.signIn === 'oauth') return connector;
    throw new AppError('conflict', 'SIGN_IN_NOT_ASKED', `${connector.name} does not ask anyone to sign in.`);
  }
}

function checked(faults: InputFaults, path: string, label: string, value: string): string {
  const text = value.trim();
  // Never with the value: one of them is a secret.
  if (text === '' || text.length > MOST_CHARACTERS || !PRINTABLE.test(text)) {
    faults.add(path, `${label} is 1 to ${MOST_CHARACTERS} plain characters without spaces.`);
  }
  return text;
}
