import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type ConnectorId, type Id, newId } from '@groundswell/kernel';
import { type Actor, CLOCK, type Tx } from '@groundswell/platform';
import { SecretVault } from '../secrets/secret-vault.service.js';
import { ConnectorSecretEntity } from './connector.entities.js';

/** Stores the secrets of connectors, sealed, and opens them for the way out to the connector. */
@Injectable()
export class SecretsRepository {
  constructor(
    private readonly vault: SecretVault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The secrets of a connector, open. For its process or request and nothing else. @throws AppError SECRET_BROKEN */
  async open(tx: Tx, connectorId: ConnectorId): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.manager.findBy(ConnectorSecretEntity, { ...tx.scope, connectorId });
    const secrets = new Map<string, string>();
    for (const row of rows) secrets.set(row.name, await this.vault.open(tx, row.id, row.sealed));
    return secrets;
  }

  /** Sets a secret, or sets it anew: the earlier one is gone. */
  async set(tx: Tx, actor: Actor, connectorId: ConnectorId, name: string, value: string): Promise<void> {
    const now = this.clock.now();
    const known = await tx.manager.findOneBy(ConnectorSecretEntity, { ...tx.scope, connectorId, name });
    const id = known?.id ?? newId<Id<'connector-secret'>>(now.getTime());
    const { dataKeyId, sealed } = await this.vault.seal(tx, id, value);
    const columns = { dataKeyId, sealed, setAt: now, setById: actor.personId };
    if (known) await tx.manager.update(ConnectorSecretEntity, { ...tx.scope, id }, columns);
    else await tx.manager.insert(ConnectorSecretEntity, { id, ...tx.scope, connectorId, name, ...columns });
  }
}
