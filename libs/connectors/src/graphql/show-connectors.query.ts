import { Injectable } from '@nestjs/common';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database } from '@groundswell/platform';
import { ConnectorsRepository, type StoredConnector } from '../persistence/connectors.repository.js';
import { PresentConnector, type ShownConnector } from './present-connector.js';

/** Reads connectors as they are shown to a person. */
@Injectable()
export class ShowConnectorsQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: ConnectorsRepository,
    private readonly present: PresentConnector,
  ) {}

  async all(actor: Actor): Promise<ShownConnector[]> {
    const { organisationId } = actor;
    this.permissions.require(actor, 'connector.read');
    const rows = await this.database.transaction(organisationId, (tx) =>
      this.repository.all(tx, this.permissions.filter(actor, 'connector.read', 'c', 2)),
    );
    return rows.map((row) => this.present.connector(actor, row));
  }

  /** @throws AppError NOT_FOUND */
  async get(actor: Actor, id: string): Promise<StoredConnector> {
    this.permissions.require(actor, 'connector.read');
    return this.database.transaction(actor.organisationId, (tx) => this.repository.get(tx, id));
  }

  /** Null for a connector of nobody or of strangers. */
  async find(actor: Actor, id: string): Promise<ShownConnector | null> {
    const { organisationId } = actor;
    this.permissions.require(actor, 'connector.read');
    const row = await this.database.transaction(organisationId, (tx) => this.repository.find(tx, id));
    const readable =
      row !== null && this.permissions.can(actor, 'connector.read', { type: 'connector', organisationId });
    return readable ? this.present.connector(actor, row) : null;
  }
}
