import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type ConnectorId, type ConnectorVersionId, type Id, isId, newId } from '@groundswell/kernel';
import { CLOCK, type Tx } from '@groundswell/platform';
import type { CheckedConnector } from '../register-connector/connector-input.js';
import { ConnectorEntity, ConnectorVersionEntity } from './connector.entities.js';
import { ConnectorMoveEntity, type MoveSummary } from './connector-move.entity.js';

/** Stores versions of connectors, which are only added, and moves from one to another. */
@Injectable()
export class VersionsRepository {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  async insert(
    tx: Tx,
    byId: string,
    place: {
      readonly connectorId: ConnectorId;
      readonly connectorVersionId: ConnectorVersionId;
      readonly number: number;
    },
    checked: CheckedConnector,
  ): Promise<void> {
    const { transport, catalogueKey, url, settings, dataClass, issuer, credentialMode, signIn, limits } = checked;
    await tx.manager.insert(ConnectorVersionEntity, {
      id: place.connectorVersionId,
      ...tx.scope,
      connectorId: place.connectorId,
      number: place.number,
      ...{ transport, catalogueKey, url, settings, dataClass, issuer, credentialMode, signIn, limits },
      createdAt: this.clock.now(),
      createdById: byId,
    });
  }

  /** Every version of some connectors, the newest first. */
  async of(tx: Tx, connectorIds: readonly string[]): Promise<ConnectorVersionEntity[]> {
    return tx.manager
      .createQueryBuilder(ConnectorVersionEntity, 'version')
      .where('version.organisationId = :organisationId', tx.scope)
      .andWhere('version.connectorId = ANY(:connectorIds)', { connectorIds: connectorIds.filter(isId) })
      .orderBy('version.number', 'DESC')
      .getMany();
  }

  async find(tx: Tx, connectorId: string, versionId: string): Promise<ConnectorVersionEntity | null> {
    if (!isId(versionId)) return null;
    return tx.manager.findOneBy(ConnectorVersionEntity, { ...tx.scope, connectorId, id: versionId });
  }

  /** Takes the connector, so that versions are numbered and bindings are moved one act at a time. */
  async hold(tx: Tx, connectorId: string): Promise<void> {
    await tx.query(`SELECT 1 FROM connectors WHERE organisation_id = $1 AND id = $2 FOR UPDATE`, [
      tx.scope.organisationId,
      connectorId,
    ]);
  }

  /** Lets every binding of the connector lead to another version, and keeps that it did. */
  async move(
    tx: Tx,
    byId: string,
    move: { readonly connectorId: string; readonly fromId: string; readonly toId: string },
    summary: MoveSummary,
  ): Promise<void> {
    const now = this.clock.now();
    const { connectorId, fromId, toId } = move;
    const place = { ...tx.scope, id: connectorId };
    await tx.manager.update(ConnectorEntity, place, { currentVersionId: toId, protocolEra: null });
    await tx.manager.insert(ConnectorMoveEntity, {
      id: newId<Id<'connector-move'>>(now.getTime()),
      ...tx.scope,
      connectorId,
      fromVersionId: fromId,
      toVersionId: toId,
      summary,
      movedAt: now,
      movedById: byId,
    });
  }

  /** The moves of a connector, the latest first. */
  async moves(tx: Tx, connectorId: string): Promise<ConnectorMoveEntity[]> {
    return tx.manager.find(ConnectorMoveEntity, { where: { ...tx.scope, connectorId }, order: { movedAt: 'DESC' } });
  }
}
