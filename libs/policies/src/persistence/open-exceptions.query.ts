import { Injectable } from '@nestjs/common';
import type { OrganisationId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { RuleException } from '../domain/exception.js';

interface Row {
  readonly id: string;
  readonly layer_id: string;
  readonly rule_id: string;
  readonly rule_digest: string;
  readonly workflow_id: string;
  readonly expires_at: Date;
}

/** Reads the exceptions that nobody and nothing has ended yet. Whether one has an effect is the domain's question. */
@Injectable()
export class OpenExceptionsQuery {
  async byWorkflow(tx: Tx, organisationId: OrganisationId): Promise<ReadonlyMap<string, readonly RuleException[]>> {
    const rows = await tx.query<Row>(
      `SELECT id, layer_id, rule_id, rule_digest, workflow_id, expires_at FROM policy_exceptions
        WHERE organisation_id = $1 AND ended_at IS NULL ORDER BY id`,
      [organisationId],
    );
    const found = new Map<string, RuleException[]>();
    for (const row of rows) {
      const exception = {
        id: row.id,
        layerId: row.layer_id,
        ruleId: row.rule_id,
        ruleDigest: row.rule_digest,
        expiresAt: row.expires_at,
      };
      found.set(row.workflow_id, [...(found.get(row.workflow_id) ?? []), exception]);
    }
    return found;
  }
}
