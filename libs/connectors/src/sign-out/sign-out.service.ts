import { Injectable } from '@nestjs/common';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database } from '@groundswell/platform';
import { ConnectorsRepository, type StoredConnector } from '../persistence/connectors.repository.js';
import { GrantKeeper } from '../sign-in/grant-keeper.js';

/** Forgets a sign-in: the person's own, or as a steward the one of the house. */
@Injectable()
export class SignOutService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: ConnectorsRepository,
    private readonly keeper: GrantKeeper,
  ) {}

  /** Once more is one act with once. @throws AppError FORBIDDEN, NOT_FOUND */
  async signOut(actor: Actor, connectorId: string, ofHouse: boolean): Promise<StoredConnector> {
    const { organisationId, personId } = actor;
    const permission = ofHouse ? 'connector.update' : 'credential.set-own';
    this.permissions.require(actor, permission, { type: 'connector', organisationId });
    return this.database.transaction(organisationId, async (tx) => {
      const connector = await this.repository.getFor(tx, personId, connectorId);
      await this.keeper.forget(tx, actor, connector, ofHouse ? null : personId);
      return this.repository.getFor(tx, personId, connectorId);
    });
  }
}
