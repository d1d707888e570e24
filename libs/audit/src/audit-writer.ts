import { Inject, Injectable } from '@nestjs/common';
import { AppError, type AuditEntryId, type Clock, type JsonObject, newId } from '@groundswell/kernel';
import { type Actor, CLOCK, type SystemActor, type Tx } from '@groundswell/platform';
import { coveredText, genesisHash } from './domain/audit-chain.js';

/** One thing that happened, to be recorded in the transaction in which it happens. */
export interface AuditRecord {
  /** Given where something that is stored before it names the entry. */
  readonly id?: AuditEntryId;
  readonly actor: Actor | SystemActor;
  /** Past tense, dotted: `workflow.version.published`. */
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string | null };
  /** Facts a reader needs, without secrets and without whole documents. */
  readonly details?: JsonObject;
  readonly links?: { readonly workflowId?: string; readonly runId?: string; readonly connectorId?: string };
}

const TEXT_LIMIT = 2_000;

function unavailable(cause: unknown): AppError {
  const message = 'The audit log cannot be written, so nothing was done. Try again in a moment.';
  return new AppError('unavailable', 'AUDIT_UNAVAILABLE', message, { cause });
}

// Postgres cannot store U+0000 in jsonb, and an entry is a record, not an archive: long texts are cut and say so.
function storable(value: unknown): JsonObject[string] {
  if (typeof value === 'string') {
    const clean = value.replaceAll('\u0000', '\uFFFD').toWellFormed();
    return clean.length > TEXT_LIMIT
      ? `${clean.slice(0, TEXT_LIMIT).toWellFormed()}… (${clean.length} characters)`
      : clean;
  }
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => [key.toWellFormed().replaceAll('\u0000', '\uFFFD'), storable(member)]),
    );
  }
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/**
 * Appends to the organisation's chain: no audit, no action. An entry goes out with the commit, behind all that the transaction stores:
 * every writer of the organisation waits for the one before, so what comes between taking a number and the commit is the
 * database's work alone.
 */
@Injectable()
export class AuditWriter {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /**
   * The transaction fails with AppError AUDIT_UNAVAILABLE when the entry cannot be stored, whatever the reason.
   * @throws AppError AUDIT_FOREIGN
   */
  async record(tx: Tx, record: AuditRecord): Promise<AuditEntryId> {
    const organisationId = record.actor.organisationId;
    if (tx.organisationId !== null && tx.organisationId !== organisationId) {
      throw new AppError('forbidden', 'AUDIT_FOREIGN', 'An entry belongs to the organisation in which it happened.');
    }
    const now = this.clock.now();
    const facts = {
      organisationId,
      id: record.id ?? newId<AuditEntryId>(now.getTime()),
      at: now.toISOString(),
      action: record.action,
      actorId: 'personId' in record.actor ? record.actor.personId : null,
      actorName: 'personId' in record.actor ? record.actor.name : record.actor.system,
      subjectType: record.subject.type,
      subjectId: record.subject.id,
      workflowId: record.links?.workflowId ?? null,
      runId: record.links?.runId ?? null,
      connectorId: record.links?.connectorId ?? null,
      details: storable(record.details ?? {}) as JsonObject,
    };
    const { before, after } = coveredText(facts);
    tx.writeLast(
      `SELECT groundswell_append_entry($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        facts.id,
        organisationId,
        genesisHash(organisationId),
        before,
        after,
        facts.at,
        facts.action,
        facts.actorId,
        facts.actorName,
        facts.subjectType,
        facts.subjectId,
        facts.workflowId,
        facts.runId,
        facts.connectorId,
        JSON.stringify(facts.details),
      ],
      unavailable,
    );
    return facts.id;
  }
}
