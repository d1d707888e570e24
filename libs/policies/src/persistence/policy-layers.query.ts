import { Injectable } from '@nestjs/common';
import type { OrganisationId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { LayerScope, PolicyLayer } from '../domain/layer.js';
import type { Obligation, PolicyRule } from '../domain/rule.js';

/** A layer with its present version and who saved it. */
export interface StoredLayer extends PolicyLayer {
  readonly revision: number;
  readonly digest: string;
  readonly updatedAt: Date;
  readonly updatedById: string | null;
}

interface Row {
  readonly id: string;
  readonly scope: LayerScope;
  readonly target_id: string;
  readonly name: string;
  readonly version: number;
  readonly revision: number;
  readonly rules: readonly PolicyRule[];
  readonly obligations: readonly Obligation[];
  readonly digest: string;
  readonly updated_at: Date;
  readonly updated_by_id: string | null;
}

const SELECT = `
  SELECT l.id, l.scope, l.target_id, l.name, l.version, l.revision, v.rules, v.obligations, v.digest, l.updated_at, l.updated_by_id
    FROM policy_layers l JOIN policy_layer_versions v ON v.layer_id = l.id AND v.version = l.version
   WHERE l.organisation_id = $1 AND v.organisation_id = $1`;

function toLayer(row: Row): StoredLayer {
  return {
    id: row.id,
    scope: row.scope,
    targetId: row.target_id,
    name: row.name,
    version: row.version,
    revision: row.revision,
    rules: row.rules,
    obligations: row.obligations,
    digest: row.digest,
    updatedAt: row.updated_at,
    updatedById: row.updated_by_id,
  };
}

/** Reads layers in their present version, within one organisation. */
@Injectable()
export class PolicyLayersQuery {
  async all(tx: Tx, organisationId: OrganisationId): Promise<StoredLayer[]> {
    const rows = await tx.query<Row>(
      `${SELECT} ORDER BY array_position(ARRAY['organisation', 'team', 'connector', 'workflow'], l.scope), l.name, l.id`,
      [organisationId],
    );
    return rows.map(toLayer);
  }

  async findById(tx: Tx, organisationId: OrganisationId, id: string): Promise<StoredLayer | null> {
    const [row] = await tx.query<Row>(`${SELECT} AND l.id = $2`, [organisationId, id]);
    return row ? toLayer(row) : null;
  }

  async findAt(
    tx: Tx,
    organisationId: OrganisationId,
    scope: LayerScope,
    targetId: string,
  ): Promise<StoredLayer | null> {
    const [row] = await tx.query<Row>(`${SELECT} AND l.scope = $2 AND l.target_id = $3`, [
      organisationId,
      scope,
      targetId,
    ]);
    return row ? toLayer(row) : null;
  }

  /** A text that changes whenever any layer of the organisation does, or any of its exceptions. */
  async fingerprint(tx: Tx, organisationId: OrganisationId): Promise<string> {
    const [row] = await tx.query<{ layers: string | null; exceptions: string | null }>(
      `SELECT (SELECT md5(string_agg(concat_ws(':', l.id, l.version, v.digest), ',' ORDER BY l.id))
                 FROM policy_layers l JOIN policy_layer_versions v ON v.layer_id = l.id AND v.version = l.version
                WHERE l.organisation_id = $1 AND v.organisation_id = $1) AS layers,
              (SELECT md5(string_agg(e.id::text, ',' ORDER BY e.id))
                 FROM policy_exceptions e WHERE e.organisation_id = $1 AND e.ended_at IS NULL) AS exceptions`,
      [organisationId],
    );
    return `${row?.layers ?? ''} ${row?.exceptions ?? ''}`;
  }
}
