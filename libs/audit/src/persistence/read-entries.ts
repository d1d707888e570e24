import type { JsonObject, OrganisationId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { ChainedEntry } from '../domain/audit-chain.js';

const PAGE = 2_000;

interface Row {
  readonly id: string;
  readonly seq: string;
  readonly at: Date;
  readonly action: string;
  readonly actor_id: string | null;
  readonly actor_name: string;
  readonly subject_type: string;
  readonly subject_id: string | null;
  readonly workflow_id: string | null;
  readonly run_id: string | null;
  readonly connector_id: string | null;
  readonly details: JsonObject;
  readonly previous_hash: string;
  readonly hash: string;
}

/** Entries of one organisation in order, page by page: never more than one page in memory. */
export async function* readEntries(
  tx: Tx,
  organisationId: OrganisationId,
  afterSeq: number,
): AsyncGenerator<ChainedEntry> {
  for (let after = afterSeq; ;) {
    const page = await tx.query<Row>(
      `SELECT * FROM audit_entries WHERE organisation_id = $1 AND seq > $2 ORDER BY seq LIMIT ${PAGE}`,
      [organisationId, after],
    );
    for (const row of page) yield entryOf(organisationId, row);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = Number(last.seq);
  }
}

function entryOf(organisationId: OrganisationId, row: Row): ChainedEntry {
  return {
    organisationId,
    seq: Number(row.seq),
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    actorId: row.actor_id,
    actorName: row.actor_name,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    workflowId: row.workflow_id,
    runId: row.run_id,
    connectorId: row.connector_id,
    details: row.details,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
