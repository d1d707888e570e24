import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ConnectorId } from '@groundswell/kernel';
import { type Leaver, LeaverDuties } from '@groundswell/identity';
import { type Actor, type Tx } from '@groundswell/platform';
import { Connections } from '../connections/connections.service.js';
import { ConnectorJournal } from '../persistence/connector-journal.js';
import { ConnectorsRepository } from '../persistence/connectors.repository.js';

/**
 * Destroys the credentials of a person who leaves, in the transaction that ends their access: what they set for themselves, what
 * they signed in to, and a sign-in they are in the middle of. What they set for the house stays: it is not theirs.
 */
@Injectable()
export class DestroyCredentialsService implements OnModuleInit {
  constructor(
    private readonly duties: LeaverDuties,
    private readonly repository: ConnectorsRepository,
    private readonly connections: Connections,
    private readonly journal: ConnectorJournal,
  ) {}

  onModuleInit(): void {
    this.duties.add('credentialsDestroyed', (tx, leaver, by) => this.destroyOf(tx, leaver, by));
  }

  /** @returns how many credentials there were */
  async destroyOf(tx: Tx, leaver: Leaver, by: Actor): Promise<number> {
    const gone: ConnectorId[] = [];
    for (const table of ['connector_secrets', 'connector_grants', 'connector_sign_ins']) {
      const rows = await tx.query<{ connector_id: ConnectorId }>(
        `DELETE FROM ${table} WHERE organisation_id = $1 AND person_id = $2 RETURNING connector_id`,
        [leaver.organisationId, leaver.personId],
      );
      gone.push(...rows.map((row) => row.connector_id));
    }
    for (const connector of await this.repository.byIds(tx, [...new Set(gone)])) {
      const details = { personId: leaver.personId, name: leaver.name };
      await this.journal.ofConnector(tx, by, 'credential.destroyed', connector, details);
      await this.connections.endAfter(tx, connector.id);
    }
    return gone.length;
  }
}
