import { Injectable } from '@nestjs/common';
import { type ConnectorId, type ConnectorVersionId, isId, notFound, type ToolId } from '@groundswell/kernel';
import type { SqlCondition } from '@groundswell/identity';
import type { Tx } from '@groundswell/platform';
import type { DataClass } from '@groundswell/policies';
import type { Risk } from '../domain/tool-labels.js';
import type { ToolStatus } from '../domain/tool-status.js';
import type { ConnectorTransport, HealthState } from './connector.entities.js';

/** A connector in its present version, with the last look at its health. */
export interface StoredConnector {
  readonly id: ConnectorId;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly versionId: ConnectorVersionId;
  readonly versionNumber: number;
  readonly transport: ConnectorTransport;
  readonly catalogueKey: string | null;
  readonly url: string | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly dataClass: DataClass;
  readonly protocolEra: 'legacy' | 'modern' | null;
  readonly setUpMinutes: number | null;
  readonly createdAt: Date;
  readonly createdById: string;
  readonly healthState: HealthState;
  readonly healthMessage: string | null;
  readonly healthCheckedAt: Date | null;
  /** When each secret was set, by name. Never the secret. */
  readonly secretsSet: Readonly<Record<string, string>>;
}

/** A tool with its connector's name and data class. `definition` and `drift` are JSON text. */
export interface StoredTool {
  readonly id: ToolId;
  readonly connectorId: ConnectorId;
  readonly connectorVersionId: ConnectorVersionId;
  readonly connectorName: string;
  readonly connectorSlug: string;
  readonly dataClass: DataClass;
  readonly name: string;
  readonly definition: string;
  readonly digest: string;
  readonly status: ToolStatus;
  readonly statusBefore: 'allowed' | 'blocked';
  readonly risk: Risk;
  readonly returnsUntrusted: boolean;
  readonly reachesOutside: boolean;
  readonly labelledAt: Date | null;
  readonly pinnedAt: Date;
  readonly drift: string | null;
  readonly driftDetectedAt: Date | null;
  readonly revision: number;
}

const SECRETS_SET = `
  (SELECT coalesce(json_object_agg(s.name, s.set_at), '{}') FROM connector_secrets s WHERE s.connector_id = c.id)
    AS "secretsSet"`;

const connectorsAt = (version: string) => `
  SELECT c.id, c.slug, c.name, c.description, v.id AS "versionId", v.number AS "versionNumber", v.transport,
         v.catalogue_key AS "catalogueKey", v.url, v.settings, v.data_class AS "dataClass", c.protocol_era AS "protocolEra",
         c.set_up_minutes AS "setUpMinutes", c.created_at AS "createdAt", c.created_by_id AS "createdById",
         coalesce(h.state, 'unknown') AS "healthState", h.message AS "healthMessage", h.checked_at AS "healthCheckedAt",
         ${SECRETS_SET}
    FROM connectors c
    JOIN connector_versions v ON v.connector_id = c.id AND v.id = ${version}
    LEFT JOIN LATERAL (
      SELECT state, message, checked_at FROM connector_health
       WHERE connector_id = c.id ORDER BY checked_at DESC, id DESC LIMIT 1
    ) h ON true
   WHERE c.organisation_id = $1`;

const CONNECTORS = connectorsAt('c.current_version_id');

const toolsWith = (more: string) => `
  SELECT t.id, t.connector_id AS "connectorId", t.connector_version_id AS "connectorVersionId",
         c.name AS "connectorName", c.slug AS "connectorSlug", v.data_class AS "dataClass",
         t.name, t.definition, t.digest, t.status, t.status_before AS "statusBefore", t.risk,
         t.returns_untrusted AS "returnsUntrusted", t.reaches_outside AS "reachesOutside", t.labelled_at AS "labelledAt",
         t.pinned_at AS "pinnedAt", t.drift, t.drift_detected_at AS "driftDetectedAt", t.revision
         ${more}
    FROM tools t
    JOIN connectors c ON c.id = t.connector_id
    JOIN connector_versions v ON v.id = t.connector_version_id
   WHERE t.organisation_id = $1`;

const TOOLS = toolsWith('');
const CALLABLE_TOOL = `${toolsWith(`, ${SECRETS_SET}`)} AND t.id = $2`;

/** A tool with what tells its connection from others, for a call. */
export interface CallableTool extends StoredTool {
  readonly secretsSet: Readonly<Record<string, string>>;
}

/** Reads connectors and tools of the organisation of the transaction. */
@Injectable()
export class ConnectorsRepository {
  /** @param readable over the alias `c`, with parameters from $2 on */
  async all(tx: Tx, readable: SqlCondition): Promise<StoredConnector[]> {
    return tx.query<StoredConnector>(`${CONNECTORS} AND ${readable.sql} ORDER BY c.name, c.id`, [
      tx.scope.organisationId,
      ...readable.params,
    ]);
  }

  async byIds(tx: Tx, ids: readonly string[]): Promise<StoredConnector[]> {
    const wanted = ids.filter(isId);
    if (wanted.length === 0) return [];
    return tx.query<StoredConnector>(`${CONNECTORS} AND c.id = ANY($2)`, [tx.scope.organisationId, wanted]);
  }

  async find(tx: Tx, id: string): Promise<StoredConnector | null> {
    return (await this.byIds(tx, [id]))[0] ?? null;
  }

  /** @throws AppError NOT_FOUND */
  async get(tx: Tx, id: string): Promise<StoredConnector> {
    const found = await this.find(tx, id);
    if (!found) throw notFound('connector');
    return found;
  }

  /** A connector as one of its versions set it up. @throws AppError NOT_FOUND */
  async getAtVersion(tx: Tx, id: ConnectorId, versionId: ConnectorVersionId): Promise<StoredConnector> {
    const rows = await tx.query<StoredConnector>(`${connectorsAt('$3')} AND c.id = $2`, [
      tx.scope.organisationId,
      id,
      versionId,
    ]);
    if (!rows[0]) throw notFound('connector');
    return rows[0];
  }

  async findByClientKey(tx: Tx, clientKey: string): Promise<StoredConnector | null> {
    const rows = await tx.query<StoredConnector>(`${CONNECTORS} AND c.client_key = $2`, [
      tx.scope.organisationId,
      clientKey,
    ]);
    return rows[0] ?? null;
  }

  /** The tools of connectors in their present versions. */
  async toolsOf(tx: Tx, connectorIds: readonly string[]): Promise<StoredTool[]> {
    const wanted = connectorIds.filter(isId);
    if (wanted.length === 0) return [];
    return tx.query<StoredTool>(
      `${TOOLS} AND t.connector_id = ANY($2) AND t.connector_version_id = c.current_version_id ORDER BY t.name`,
      [tx.scope.organisationId, wanted],
    );
  }

  async toolsByIds(tx: Tx, ids: readonly string[]): Promise<StoredTool[]> {
    const wanted = ids.filter(isId);
    if (wanted.length === 0) return [];
    return tx.query<StoredTool>(`${TOOLS} AND t.id = ANY($2)`, [tx.scope.organisationId, wanted]);
  }

  /** @throws AppError NOT_FOUND */
  async getTool(tx: Tx, id: string): Promise<StoredTool> {
    const [found] = await this.toolsByIds(tx, [id]);
    if (!found) throw notFound('tool');
    return found;
  }

  /** @throws AppError NOT_FOUND */
  async getCallable(tx: Tx, id: string): Promise<CallableTool> {
    const rows = isId(id) ? await tx.query<CallableTool>(CALLABLE_TOOL, [tx.scope.organisationId, id]) : [];
    if (!rows[0]) throw notFound('tool');
    return rows[0];
  }

  /** Takes the tool for a change: a second writer waits. @throws AppError NOT_FOUND */
  async getToolForUpdate(tx: Tx, id: string): Promise<StoredTool> {
    const rows = isId(id)
      ? await tx.query<StoredTool>(`${TOOLS} AND t.id = $2 FOR UPDATE OF t`, [tx.scope.organisationId, id])
      : [];
    if (!rows[0]) throw notFound('tool');
    return rows[0];
  }

  /** Takes the tools of a connector version for a change. */
  async toolsForUpdate(tx: Tx, versionId: ConnectorVersionId): Promise<StoredTool[]> {
    return tx.query<StoredTool>(`${TOOLS} AND t.connector_version_id = $2 ORDER BY t.id FOR UPDATE OF t`, [
      tx.scope.organisationId,
      versionId,
    ]);
  }
}
