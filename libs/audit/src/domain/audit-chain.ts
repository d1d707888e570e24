import { createHash } from 'node:crypto';
import { canonicalJson, type JsonObject } from '@groundswell/kernel';
import type { CheckpointFacts } from './checkpoint.js';

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
  const { before, after } = coveredText(facts);
  return createHash('sha256').update(`${previousHash}\n${before}${facts.seq}${after}`).digest('hex');
}

/**
 * The canonical form (RFC 8785) of the facts around the number of the entry, which whoever writes one does not know before it is
 * its turn: the database puts it in between.
 */
export function coveredText(facts: Omit<AuditFacts, 'seq'>): { readonly before: string; readonly after: string } {
  const { action, actorId, actorName, at, connectorId, details, id, organisationId, runId } = facts;
  const { subjectId, subjectType, workflowId } = facts;
  // In the order of their names `seq` stands between the two.
  const before = canonicalJson({ action, actorId, actorName, at, connectorId, details, id, organisationId, runId });
  const after = canonicalJson({ subjectId, subjectType, workflowId });
  return { before: `${before.slice(0, -1)},"seq":`, after: `,${after.slice(1)}` };
}

/** What a signed checkpoint says, once its signature is known to be good. */
export type Mark = Omit<CheckpointFacts, 'organisationId'>;

export type ChainVerdict =
  | {
      readonly ok: true;
      /** How many entries were read and follow from each other. */
      readonly entries: number;
      /** The first entry that is proven; everything before was removed by retention. */
      readonly provenFrom: number;
      /** Signed checkpoints that the chain agrees with. */
      readonly agreed: number;
    }
  | { readonly ok: false; readonly entries: number; readonly firstBadSeq: number; readonly reason: string };

/**
 * Walks a chain in order and stops at the first entry that does not follow from the one before, or that a signed checkpoint
 * remembers otherwise.
 */
export class ChainVerifier {
  private readonly start: { readonly seq: number; readonly hash: string };
  private readonly marks: ReadonlyMap<number, readonly Mark[]>;
  private readonly furthest: Mark | undefined;
  private expectedSeq: number;
  private expectedPrevious: string;
  /** The last entry that a checkpoint vouches for: what was rewritten lies behind it. */
  private agreedSeq: number;
  private agreed = 0;
  private bad: { seq: number; reason: string } | undefined;

  /** @param marks what good signatures vouch for, in any order */
  constructor(organisationId: string, marks: readonly Mark[] = []) {
    const keptFrom = marks.filter((mark) => mark.kind === 'kept-from').sort((a, b) => b.seq - a.seq)[0];
    this.start = keptFrom ?? { seq: 0, hash: genesisHash(organisationId) };
    const bySeq = new Map<number, Mark[]>();
    for (const mark of marks) bySeq.set(mark.seq, [...(bySeq.get(mark.seq) ?? []), mark]);
    this.marks = bySeq;
    this.furthest = [...marks].sort((a, b) => b.seq - a.seq)[0];
    this.expectedSeq = this.start.seq + 1;
    this.expectedPrevious = this.start.hash;
    this.agreedSeq = this.start.seq;
    this.meetMarks(this.start.seq, this.start.hash);
  }

  /** Returns whether the entry follows; after the first that does not, every further one is ignored. */
  add(entry: ChainedEntry): boolean {
    if (this.bad) return false;
    if (entry.seq <= this.start.seq) return this.fail(entry.seq, 'retention removed it, and it is back');
    if (entry.seq !== this.expectedSeq) return this.fail(this.expectedSeq, 'it is missing or out of order');
    if (entry.previousHash !== this.expectedPrevious)
      return this.fail(entry.seq, 'it does not follow the entry before it');
    if (entryHash(entry.previousHash, entry) !== entry.hash) return this.fail(entry.seq, 'its content was changed');
    if (!this.meetMarks(entry.seq, entry.hash)) return false;
    this.expectedSeq = entry.seq + 1;
    this.expectedPrevious = entry.hash;
    return true;
  }

  /** @param head what the database keeps as the chain's end: a cut tail shows as a difference. */
  verdict(head: { readonly seq: number; readonly hash: string } | null): ChainVerdict {
    const last = this.expectedSeq - 1;
    const entries = last - this.start.seq;
    if (this.bad) return { ok: false, entries, firstBadSeq: this.bad.seq, reason: this.bad.reason };
    if (this.furthest && this.furthest.seq > last) {
      const reason = `the end of the log was cut: the checkpoint of ${this.furthest.at} knows ${this.furthest.seq} entries`;
      return { ok: false, entries, firstBadSeq: last + 1, reason };
    }
    const end = head ?? { seq: 0, hash: genesisHash('') };
    if (end.seq !== last || (last > 0 && end.hash !== this.expectedPrevious)) {
      const firstBadSeq = Math.min(end.seq, last) + 1;
      return { ok: false, entries, firstBadSeq, reason: 'the end of the log was cut or replaced' };
    }
    return { ok: true, entries, provenFrom: this.start.seq + 1, agreed: this.agreed };
  }

  private meetMarks(seq: number, hash: string): boolean {
    const marks = this.marks.get(seq) ?? [];
    const other = marks.find((mark) => mark.hash !== hash);
    if (other) {
      const first = Math.min(this.agreedSeq + 1, seq);
      const which = first === seq ? 'it was replaced' : `it or one up to ${seq} was replaced`;
      return this.fail(first, `${which}: the signed checkpoint of ${other.at} knows another entry ${seq}`);
    }
    if (marks.length > 0) this.agreedSeq = seq;
    this.agreed += marks.length;
    return true;
  }

  private fail(seq: number, reason: string): boolean {
    this.bad = { seq, reason };
    return false;
  }
}
