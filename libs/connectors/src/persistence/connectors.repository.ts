import { Injectable } from '@nestjs/common';
import { type ConnectorId, type ConnectorVersionId, isId, notFound, type ToolId } from '@groundswell/kernel';
import type { SqlCondition } from '@groundswell/identity';
import type { Tx } from '@groundswell/platform';
import type { DataClass } from '@groundswell/policies';
import type { Risk } from '../domain/tool-labels.js';
import type { ToolStatus } from '../domain/tool-status.js';
import type { ConnectorLimits, ConnectorTransport, CredentialMode, HealthState, SignIn } from './connector.entities.js';

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
  readonly issuer: string;
  readonly credentialMode: CredentialMode;
  readonly signIn: SignIn;
  readonly limits: ConnectorLimits;
  readonly protocolEra: 'legacy' | 'modern' | null;
  readonly setUpMinutes: number | null;
  readonly createdAt: Date;
  readonly createdById: string;
  readonly healthState: HealthState;
  readonly healthMessage: string | null;
  readonly healthCheckedAt: Date | null;
  /** When each secret of the house, or of the person who was named, was set; the sign-in too. Never the secret. */
  readonly secretsSet: Readonly<Record<string, string>>;
}

/** The name under which a sign-in stands among the secrets that are set. */
export const SIGN_IN = 'sign-in';

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
  readonly idempotencyArgument: string | null;
  readonly labelledAt: Date | null;
  readonly pinnedAt: Date;
  readonly drift: string | null;
  readonly driftDetectedAt: Date | null;
  readonly revision: number;
}

/**
 * When each credential was set that a call would be made with.
 * @param person placeholder of the person behind the call, who matters where everyone works with their own
 */
export const secretsSet = (person: string) => `
  (SELECT coalesce(json_object_agg(s.name, s.set_at), '{}') FROM (
     SELECT connector_id, person_id, issuer, name, set_at FROM connector_secrets
     UNION ALL SELECT connector_id, person_id, issuer, '${SIGN_IN}', granted_at FROM connector_grants
   ) s WHERE s.connector_id = c.id AND s.issuer = v.issuer
         AND s.person_id IS NOT DISTINCT FROM CASE v.credential_mode WHEN 'personal' THEN ${person}::uuid END
         AND (v.credential_mode = 'shared' OR s.person_id IS NOT NULL)) AS "secretsSet"`;

const connectorsAt = (version: string, person = 'NULL') => `
  SELECT c.id, c.slug, c.name, c.description, v.id AS "versionId", v.number AS "versionNumber", v.transport,
         v.catalogue_key AS "catalogueKey", v.url, v.settings, v.data_class AS "dataClass", c.protocol_era AS "protocolEra",
         v.issuer, v.credential_mode AS "credentialMode", v.sign_in AS "signIn", v.limits,
         c.set_up_minutes AS "setUpMinutes", c.created_at AS "createdAt", c.created_by_id AS "createdById",
         coalesce(h.state, 'unknown') AS "healthState", h.message AS "healthMessage", h.checked_at AS "healthCheckedAt",
         ${secretsSet(person)}
    FROM connectors c
    JOIN connector_versions v ON v.connector_id = c.id AND v.id = ${version}
    LEFT JOIN LATERAL (
      SELECT state, message, checked_at FROM connector_health
       WHERE connector_id = c.id ORDER BY checked_at DESC, id DESC LIMIT 1
    ) h ON true
   WHERE c.organisation_id = $1`;

const CONNECTORS = connectorsAt('c.current_version_id');

/** The columns of a tool, over the aliases t (tool), c (connector) and v (its version). */
export const TOOL_COLUMNS = `
         t.id, t.connector_id AS "connectorId", t.connector_version_id AS "connectorVersionId",
         c.name AS "connectorName", c.slug AS "connectorSlug", v.data_class AS "dataClass",
         t.name, t.definition, t.digest, t.status, t.status_before AS "statusBefore", t.risk,
         t.returns_untrusted AS "returnsUntrusted", t.reaches_outside AS "reachesOutside",
         t.idempotency_argument AS "idempotencyArgument", t.labelled_at AS "labelledAt",
         t.pinned_at AS "pinnedAt", t.drift, t.drift_detected_at AS "driftDetectedAt", t.revision`;

const TOOLS = `
  SELECT ${TOOL_COLUMNS}
    FROM tools t
    JOIN connectors c ON c.id = t.connector_id
    JOIN connector_versions v ON v.id = t.connector_version_id
   WHERE t.organisation_id = $1`;

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

  /**
   * A connector as one of its versions set it up; the present one if none is named.
   * @param personId the person with whose credentials it would be used, where everyone has their own
   * @throws AppError NOT_FOUND
   */
  async getFor(tx: Tx, personId: string, id: string, versionId: string | null = null): Promise<StoredConnector> {
    if (!isId(id) || (versionId !== null && !isId(versionId))) throw notFound('connector');
    const rows = await tx.query<StoredConnector>(
      `${connectorsAt('coalesce($3::uuid, c.current_version_id)', '$4')} AND c.id = $2`,
      [tx.scope.organisationId, id, versionId, personId],
    );
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

  /** Takes the tool for a change: a second writer waits. @throws AppError NOT_FOUND */
  async getToolForUpdate(tx: Tx, id: string): Promise<StoredTool> {
    const rows = isId(id)
      ? await tx.query<StoredTool>(`${TOOLS} AND t.id = $2 FOR UPDATE OF t`, [tx.scope.organisationId, id])
      : [];
    if (!rows[0]) throw notFound('tool');
    return rows[0];
  }

  /** The tools of one version, by name. */
  async toolsOfVersion(tx: Tx, versionId: string): Promise<StoredTool[]> {
    return tx.query<StoredTool>(`${TOOLS} AND t.connector_version_id = $2 ORDER BY t.name`, [
      tx.scope.organisationId,
      versionId,
    ]);
  }

  /** Takes the tools of a connector version for a change. */
  async toolsForUpdate(tx: Tx, versionId: ConnectorVersionId): Promise<StoredTool[]> {
    return tx.query<StoredTool>(`${TOOLS} AND t.connector_version_id = $2 ORDER BY t.id FOR UPDATE OF t`, [
      tx.scope.organisationId,
      versionId,
    ]);
  }
}
