import { Inject, Injectable } from '@nestjs/common';
import {
  AppError,
  type AuditEntryId,
  type Clock,
  type JsonObject,
  newId,
  type OrganisationId,
} from '@groundswell/kernel';
import { type Actor, CLOCK, type SystemActor, type Tx } from '@groundswell/platform';
import { entryHash, genesisHash } from './domain/audit-chain.js';

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
 * Appends to the organisation's chain. If it throws, the transaction must not commit: no audit, no action. Every writer of the
 * organisation waits for the one before until it has committed, so an entry is the last that a transaction stores.
 */
@Injectable()
export class AuditWriter {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** @throws AppError AUDIT_UNAVAILABLE when the entry cannot be stored, whatever the reason */
  async record(tx: Tx, record: AuditRecord): Promise<AuditEntryId> {
    try {
      return await this.append(tx, record);
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw unavailable(cause);
    }
  }

  private async append(tx: Tx, record: AuditRecord): Promise<AuditEntryId> {
    const organisationId = record.actor.organisationId;
    if (tx.organisationId !== null && tx.organisationId !== organisationId) {
      throw new AppError('forbidden', 'AUDIT_FOREIGN', 'An entry belongs to the organisation in which it happened.');
    }
    const head = await this.lockHead(tx, organisationId);
    const now = this.clock.now();
    const facts = {
      organisationId,
      seq: Number(head.seq) + 1,
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
    const hash = entryHash(head.hash, facts);
    tx.writeLast(
      `INSERT INTO audit_entries (id, organisation_id, seq, at, action, actor_id, actor_name, subject_type, subject_id,
         workflow_id, run_id, connector_id, details, previous_hash, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        facts.id,
        organisationId,
        facts.seq,
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
        head.hash,
        hash,
      ],
      unavailable,
    );
    tx.writeLast(
      `UPDATE audit_heads SET seq = $2, hash = $3 WHERE organisation_id = $1`,
      [organisationId, facts.seq, hash],
      unavailable,
    );
    return facts.id;
  }

  /** One statement but for the very first entry of an organisation: every writer waits here for the one before. */
  private async lockHead(tx: Tx, organisationId: OrganisationId): Promise<{ seq: string; hash: string }> {
    const lock = (): Promise<{ seq: string; hash: string }[]> =>
      tx.query(`SELECT seq, hash FROM audit_heads WHERE organisation_id = $1 FOR UPDATE`, [organisationId]);
    const [known] = await lock();
    if (known) return known;
    await tx.query(
      `INSERT INTO audit_heads (organisation_id, seq, hash) VALUES ($1, 0, $2) ON CONFLICT (organisation_id) DO NOTHING`,
      [organisationId, genesisHash(organisationId)],
    );
    const [made] = await lock();
    if (made) return made;
    throw new Error('The head of the audit log is not there.');
  }
}
