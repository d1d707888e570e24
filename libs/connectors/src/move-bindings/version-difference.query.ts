import { Injectable } from '@nestjs/common';
import { notFound } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database, type Tx } from '@groundswell/platform';
import { factsOf } from '../change-connector/new-version.js';
import { differenceOfVersions, type VersionDifference } from '../domain/version-difference.js';
import type { ConnectorVersionEntity } from '../persistence/connector.entities.js';
import { ConnectorsRepository } from '../persistence/connectors.repository.js';
import { definitionOf } from '../persistence/tool-record.js';
import { VersionsRepository } from '../persistence/versions.repository.js';

/** Two versions of a connector and how they differ. */
export interface ComparedVersions {
  readonly connectorId: string;
  readonly from: ConnectorVersionEntity;
  readonly to: ConnectorVersionEntity;
  readonly difference: VersionDifference;
  /** Tools of the version to go to that a person has yet to label or allow. */
  readonly toLookAt: readonly string[];
  readonly toolCount: number;
}

/** Compares versions of connectors. */
@Injectable()
export class ConnectorVersionDifferenceQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: ConnectorsRepository,
    private readonly versions: VersionsRepository,
  ) {}

  /** What would change if bindings went from the present version to this one. @throws AppError FORBIDDEN, NOT_FOUND */
  async toVersion(actor: Actor, connectorId: string, versionId: string): Promise<ComparedVersions> {
    const { organisationId } = actor;
    this.permissions.require(actor, 'connector.read', { type: 'connector', organisationId });
    return this.database.transaction(organisationId, (tx) => this.compare(tx, connectorId, versionId));
  }

  /** @throws AppError NOT_FOUND */
  async compare(tx: Tx, connectorId: string, versionId: string): Promise<ComparedVersions> {
    const { versionId: presentId } = await this.repository.get(tx, connectorId);
    const [from, to] = [
      await this.versions.find(tx, connectorId, presentId),
      await this.versions.find(tx, connectorId, versionId),
    ];
    if (!from || !to) throw notFound('version');
    const before = await this.repository.toolsOfVersion(tx, from.id);
    const after = await this.repository.toolsOfVersion(tx, to.id);
    const difference = differenceOfVersions(
      { facts: factsOf(from), tools: before.map(definitionOf) },
      { facts: factsOf(to), tools: after.map(definitionOf) },
    );
    const news = new Set([...difference.added, ...difference.changed.map((tool) => tool.name)]);
    const toLookAt = after.filter((tool) => news.has(tool.name) && tool.labelledAt === null).map((tool) => tool.name);
    return { connectorId, from, to, difference, toLookAt, toolCount: after.length };
  }
}
