import { Injectable } from '@nestjs/common';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database, type Tx } from '@groundswell/platform';
import { ConnectorsRepository, type StoredConnector } from '../persistence/connectors.repository.js';
import { SecretsRepository } from '../persistence/secrets.repository.js';
import type { CheckedConnector, ConnectorInput } from '../register-connector/connector-input.js';
import { ConnectorInputCheck } from '../register-connector/connector-input.js';
import { LookAtVersion } from './look-at-version.service.js';
import { NewVersion, type PreparedVersion } from './new-version.js';

/** What a steward changes of a connector. Its name and description stay. */
export type ConnectorChange = Omit<ConnectorInput, 'name' | 'description' | 'clientKey'> & {
  readonly connectorId: string;
  /** The newest version that the steward saw. */
  readonly seenNumber: number;
};

/**
 * Makes a new version of a connector: looked at over the real protocol, its tools pinned beside those of the present one.
 * Nothing uses it yet; bindings go there by one act of their own.
 */
@Injectable()
export class ChangeConnectorService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly check: ConnectorInputCheck,
    private readonly lookAt: LookAtVersion,
    private readonly repository: ConnectorsRepository,
    private readonly secrets: SecretsRepository,
    private readonly versions: NewVersion,
  ) {}

  /**
   * Secrets of the present version go along if their issuer stays; for another issuer they are entered anew.
   * @throws AppError FORBIDDEN, NOT_FOUND, INPUT_INVALID, CONNECTOR_UNCHANGED, REVISION_STALE, CONNECTOR_… when the server
   * cannot be listed
   */
  async change(actor: Actor, change: ConnectorChange): Promise<PreparedVersion> {
    const { organisationId } = actor;
    this.permissions.require(actor, 'connector.update', { type: 'connector', organisationId });
    const { connector, kept } = await this.database.transaction(organisationId, async (tx) => {
      const found = await this.repository.getFor(tx, actor.personId, change.connectorId);
      return { connector: found, kept: await this.keptSecrets(tx, actor, found, change) };
    });
    const { name, description } = connector;
    const given = change.secrets.filter((secret) => secret.value !== '');
    const secrets = [...kept].filter(([key]) => !given.some((secret) => secret.name === key));
    const checked = await this.check.check({
      ...change,
      name,
      description,
      secrets: [...given, ...secrets.map(([key, value]) => ({ name: key, value }))],
    });
    const own = new Map(given.map((secret) => [secret.name, secret.value]));
    // The issuer is known once the settings are checked. To another one, what was kept does not go.
    const isElsewhere = checked.issuer !== connector.issuer && secrets.length > 0;
    const settled = isElsewhere ? await this.check.check({ ...change, name, description, secrets: given }) : checked;
    return this.store(actor, connector, settled, own, change.seenNumber);
  }

  private async keptSecrets(
    tx: Tx,
    actor: Actor,
    connector: StoredConnector,
    change: ConnectorChange,
  ): Promise<ReadonlyMap<string, string>> {
    const mode = change.credentialMode ?? 'shared';
    const sameServer =
      change.transport === connector.transport && (change.catalogueKey ?? null) === connector.catalogueKey;
    if (mode !== connector.credentialMode || !sameServer) return new Map();
    const personId = mode === 'personal' ? actor.personId : null;
    return this.secrets.open(tx, { connectorId: connector.id, issuer: connector.issuer, personId });
  }

  private async store(
    actor: Actor,
    connector: StoredConnector,
    checked: CheckedConnector,
    given: ReadonlyMap<string, string>,
    seenNumber: number,
  ): Promise<PreparedVersion> {
    const look = await this.lookAt.look(actor, connector.id, checked);
    return this.database.transaction(actor.organisationId, (tx) =>
      this.versions.add(tx, actor, connector, { checked, look, given, seenNumber }),
    );
  }
}
