import { createHash } from 'node:crypto';
import { canonicalJson, type JsonObject } from '@groundswell/kernel';

/** What one entry says. The hash covers every field, so that none can be edited unseen. */
export interface AuditFacts {
  readonly organisationId: string;
  readonly seq: number;
  readonly id: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  readonly action: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly subjectType: string;
  readonly subjectId: string | null;
  readonly workflowId: string | null;
  readonly runId: string | null;
  readonly connectorId: string | null;
  readonly details: JsonObject;
}

export interface ChainedEntry extends AuditFacts {
  readonly previousHash: string;
  readonly hash: string;
}

/** The hash that the first entry of an organisation names as its predecessor: no other chain can be grafted on. */
export function genesisHash(organisationId: string): string {
  return createHash('sha256').update(`groundswell audit ${organisationId}`).digest('hex');
}

/** SHA-256 over the predecessor's hash and the canonical form of the facts, in hexadecimal. */
export function entryHash(previousHash: string, facts: AuditFacts): string {
  const { organisationId, seq, id, at, action, actorId, actorName, subjectType, subjectId } = facts;
  const { workflowId, runId, connectorId, details } = facts;
  const covered = {
    organisationId,
    seq,
    id,
    at,
    action,
    actorId,
    actorName,
    subjectType,
    subjectId,
    workflowId,
    runId,
    connectorId,
    details,
  };
  return createHash('sha256').update(previousHash).update('\n').update(canonicalJson(covered)).digest('hex');
}

export type ChainVerdict =
  | { readonly ok: true; readonly entries: number }
  | { readonly ok: false; readonly entries: number; readonly firstBadSeq: number; readonly reason: string };

/** Walks a chain in order and stops at the first entry that does not follow from the one before. */
export class ChainVerifier {
  private expectedSeq = 1;
  private expectedPrevious: string;
  private bad: { seq: number; reason: string } | undefined;

  constructor(organisationId: string) {
    this.expectedPrevious = genesisHash(organisationId);
  }

  /** Returns whether the entry follows; after the first that does not, every further one is ignored. */
  add(entry: ChainedEntry): boolean {
    if (this.bad) return false;
    if (entry.seq !== this.expectedSeq) return this.fail(this.expectedSeq, 'an entry is missing or out of order');
    if (entry.previousHash !== this.expectedPrevious)
      return this.fail(entry.seq, 'it does not follow the entry before it');
    if (entryHash(entry.previousHash, entry) !== entry.hash) return this.fail(entry.seq, 'its content was changed');
    this.expectedSeq = entry.seq + 1;
    this.expectedPrevious = entry.hash;
    return true;
  }

  /** @param head what the database keeps as the chain's end: a cut tail shows as a difference. */
  verdict(head: { readonly seq: number; readonly hash: string } | null): ChainVerdict {
    const entries = this.expectedSeq - 1;
    if (this.bad) return { ok: false, entries, firstBadSeq: this.bad.seq, reason: this.bad.reason };
    const end = head ?? { seq: 0, hash: this.expectedPrevious };
    if (end.seq !== entries || (entries > 0 && end.hash !== this.expectedPrevious)) {
      return {
        ok: false,
        entries,
        firstBadSeq: Math.min(end.seq, entries) + 1,
        reason: 'the end of the log was cut or replaced',
      };
    }
    return { ok: true, entries };
  }

  private fail(seq: number, reason: string): boolean {
    this.bad = { seq, reason };
    return false;
  }
}
