import { Inject, Injectable } from '@nestjs/common';
import { type Clock, InputFaults, isId, notFound } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database } from '@groundswell/platform';
import { PolicyLayersQuery } from '@groundswell/policies';
import { CONNECTOR_SET_UP_RECORDED, POLICY_SET_UP_RECORDED } from '../domain/connectors.events.js';
import { ConnectorJournal } from '../persistence/connector-journal.js';
import { ConnectorsRepository } from '../persistence/connectors.repository.js';

const MOST_MINUTES = 10_000;

/** What the minutes were spent on: exactly one of the two. */
export interface SetUpPlace {
  readonly connectorId?: string | null;
  readonly layerId?: string | null;
}

/** Takes the minutes that a steward spent on setting up a connector or a policy layer; the cost ledger above books them. */
@Injectable()
export class RecordSetUpMinutesService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: ConnectorsRepository,
    private readonly layers: PolicyLayersQuery,
    private readonly journal: ConnectorJournal,
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Minutes add up. @throws AppError FORBIDDEN, NOT_FOUND, INPUT_INVALID */
  async record(actor: Actor, place: SetUpPlace, minutes: number): Promise<void> {
    const faults = new InputFaults();
    faults.wholeNumber('minutes', minutes, 'The minutes', 1, MOST_MINUTES);
    const { connectorId = null, layerId = null } = place;
    if ((connectorId === null) === (layerId === null)) {
      faults.add('connectorId', 'Say what the minutes were spent on: a connector or a policy layer.');
    }
    faults.throwIfAny();
    if (connectorId !== null) await this.ofConnector(actor, connectorId, minutes);
    else if (layerId !== null) await this.ofLayer(actor, layerId, minutes);
  }

  private async ofConnector(actor: Actor, connectorId: string, minutes: number): Promise<void> {
    const { organisationId, personId } = actor;
    this.permissions.require(actor, 'connector.update', { type: 'connector', organisationId });
    await this.database.transaction(organisationId, async (tx) => {
      const connector = await this.repository.get(tx, connectorId);
      await tx.query(
        `UPDATE connectors SET set_up_minutes = coalesce(set_up_minutes, 0) + $1 WHERE organisation_id = $2 AND id = $3`,
        [minutes, organisationId, connector.id],
      );
      const entryId = await this.journal.ofConnector(tx, actor, 'connector.set-up.recorded', connector, { minutes });
      const at = this.clock.now().toISOString();
      await this.journal.tell(tx, CONNECTOR_SET_UP_RECORDED, {
        connectorId: connector.id,
        entryId,
        minutes,
        personId,
        at,
      });
    });
  }

  private async ofLayer(actor: Actor, layerId: string, minutes: number): Promise<void> {
    const { organisationId, personId } = actor;
    this.permissions.require(actor, 'policy.edit', { type: 'policy-layer', organisationId });
    await this.database.transaction(organisationId, async (tx) => {
      const layer = isId(layerId) ? await this.layers.findById(tx, organisationId, layerId) : null;
      if (!layer) throw notFound('policy layer');
      const entryId = await this.audit.record(tx, {
        actor,
        action: 'policy.set-up.recorded',
        subject: { type: 'policy-layer', id: layer.id },
        details: { name: layer.name, minutes },
      });
      const at = this.clock.now().toISOString();
      await this.journal.tell(tx, POLICY_SET_UP_RECORDED, { layerId: layer.id, entryId, minutes, personId, at });
    });
  }
}
