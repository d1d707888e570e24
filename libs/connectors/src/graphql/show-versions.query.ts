import { Injectable } from '@nestjs/common';
import { notFound } from '@groundswell/kernel';
import { type Actor, Database } from '@groundswell/platform';
import type { ComparedVersions } from '../move-bindings/version-difference.query.js';
import type { ConnectorVersionEntity } from '../persistence/connector.entities.js';
import { ConnectorsRepository, type StoredConnector } from '../persistence/connectors.repository.js';
import { type HealthLook, HealthRepository } from '../persistence/health.repository.js';
import { VersionsRepository } from '../persistence/versions.repository.js';
import type {
  ConnectorMoveType,
  ConnectorVersionDifferenceType,
  ConnectorVersionType,
} from './connector-versions.type.js';
import type { ToolType } from './connectors.type.js';
import { PresentConnector } from './present-connector.js';

const LOOKS_SHOWN = 50;

/** Reads versions, moves and health of a connector that the person may see already. */
@Injectable()
export class ShowVersionsQuery {
  constructor(
    private readonly database: Database,
    private readonly repository: ConnectorsRepository,
    private readonly versions: VersionsRepository,
    private readonly health: HealthRepository,
    private readonly present: PresentConnector,
  ) {}

  async versionsOf(actor: Actor, connectorId: string, presentId: string): Promise<ConnectorVersionType[]> {
    const found = await this.database.transaction(actor.organisationId, (tx) => this.versions.of(tx, [connectorId]));
    return found.map((version) => this.shown(version, presentId));
  }

  /** @throws AppError NOT_FOUND */
  async getVersion(actor: Actor, connector: StoredConnector, versionId: string): Promise<ConnectorVersionType> {
    const found = await this.database.transaction(actor.organisationId, (tx) =>
      this.versions.find(tx, connector.id, versionId),
    );
    if (!found) throw notFound('version');
    return this.shown(found, connector.versionId);
  }

  async toolsOf(actor: Actor, versionId: string): Promise<ToolType[]> {
    const found = await this.database.transaction(actor.organisationId, (tx) =>
      this.repository.toolsOfVersion(tx, versionId),
    );
    return found.map((tool) => this.present.tool(tool));
  }

  async movesOf(actor: Actor, connectorId: string): Promise<ConnectorMoveType[]> {
    const moves = await this.database.transaction(actor.organisationId, (tx) => this.versions.moves(tx, connectorId));
    return moves.map(({ id, summary, movedAt, movedById }) => ({ id, ...summary, movedAt, movedById }));
  }

  async healthOf(actor: Actor, connectorId: string): Promise<readonly HealthLook[]> {
    return this.database.transaction(actor.organisationId, (tx) => this.health.history(tx, [connectorId], LOOKS_SHOWN));
  }

  difference({ connectorId, from, to, difference, toLookAt }: ComparedVersions): ConnectorVersionDifferenceType {
    return {
      connectorId,
      ...difference,
      toLookAt,
      from: this.shown(from, from.id),
      to: this.shown(to, from.id),
    };
  }

  private shown(version: ConnectorVersionEntity, presentId: string): ConnectorVersionType {
    const { id, connectorId, number, transport, catalogueKey, url, settings, dataClass, issuer } = version;
    const { credentialMode, signIn, limits, createdAt, createdById } = version;
    return {
      ...{ id, connectorId, number, transport, catalogueKey, url, settings, dataClass, issuer },
      ...{ credentialMode, signIn, limits, createdAt, createdById },
      present: id === presentId,
      address: this.present.address(version),
    };
  }
}
