import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id, newId } from '@groundswell/kernel';
import { CLOCK, type Tx } from '@groundswell/platform';
import { ConnectorClientEntity } from '../persistence/connector-client.entity.js';
import { SecretVault } from '../secrets/secret-vault.service.js';

/** How we are known at one authorization server, because its operator registered us by hand. */
export interface RegisteredClient {
  readonly authorizationServer: string;
  readonly client: { readonly client_id: string; readonly client_secret?: string };
}

/** What may be seen of it. */
export type ShownClient = Pick<
  ConnectorClientEntity,
  'connectorId' | 'authorizationServer' | 'clientId' | 'hasSecret' | 'setAt'
>;

interface Place {
  readonly connectorId: string;
  readonly issuer: string;
}

/** Stores clients that were registered by hand, their secrets sealed. */
@Injectable()
export class ClientsRepository {
  constructor(
    private readonly vault: SecretVault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** With its secret: for the way to that authorization server and nowhere else. */
  async open(tx: Tx, { connectorId, issuer }: Place): Promise<RegisteredClient | null> {
    const row = await tx.manager.findOneBy(ConnectorClientEntity, { ...tx.scope, connectorId, issuer });
    if (!row) return null;
    const client = JSON.parse(await this.vault.open(tx, row.id, row.sealed)) as RegisteredClient['client'];
    return { authorizationServer: row.authorizationServer, client };
  }

  async shown(tx: Tx, { connectorId, issuer }: Place): Promise<ShownClient | null> {
    return tx.manager.findOneBy(ConnectorClientEntity, { ...tx.scope, connectorId, issuer });
  }

  /** In the place of what was there. */
  async keep(tx: Tx, byId: string, place: Place, registered: RegisteredClient): Promise<void> {
    await this.remove(tx, place);
    const { connectorId, issuer } = place;
    const { authorizationServer, client } = registered;
    const setAt = this.clock.now();
    const id = newId<Id<'connector-client'>>(setAt.getTime());
    await tx.manager.insert(ConnectorClientEntity, {
      id,
      ...tx.scope,
      connectorId,
      issuer,
      authorizationServer,
      clientId: client.client_id,
      hasSecret: client.client_secret !== undefined,
      ...(await this.vault.seal(tx, id, JSON.stringify(client))),
      setAt,
      setById: byId,
    });
  }

  /** @returns whether there was one */
  async remove(tx: Tx, { connectorId, issuer }: Place): Promise<boolean> {
    const { affected } = await tx.manager.delete(ConnectorClientEntity, { ...tx.scope, connectorId, issuer });
    return (affected ?? 0) > 0;
  }
}
