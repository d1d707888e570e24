import { Injectable } from '@nestjs/common';
import type { OrganisationId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { ListCheckpointsQuery } from '../checkpoints/list-checkpoints.query.js';
import { type ChainVerdict, ChainVerifier } from '../domain/audit-chain.js';
import { readEntries } from '../persistence/read-entries.js';

/** What a verification found, and on what it rests. */
export type AuditVerdict = ChainVerdict & {
  /** The newest signed checkpoint that was compared, if any. */
  readonly newestCheckpointAt: string | null;
  /** Checkpoints that could not be used: signed by keys that are not here. */
  readonly unusable: number;
};

/** Recomputes an organisation's chain from the first kept entry to the head, and compares it with the signed checkpoints. */
@Injectable()
export class VerifyAuditQuery {
  constructor(private readonly checkpoints: ListCheckpointsQuery) {}

  /** @param folders with exported checkpoints, beside those of the database and of the home folder */
  async verify(tx: Tx, organisationId: OrganisationId, folders: readonly string[] = []): Promise<AuditVerdict> {
    // Retention waits until we are through: it must not remove under our eyes what we are about to read.
    await tx.query(`SELECT pg_advisory_xact_lock_shared(hashtextextended('groundswell audit ' || $1, 0))`, [
      organisationId,
    ]);
    const { good, forged, unknown } = await this.checkpoints.judged(tx, organisationId, folders);
    const newest = good.map(({ at }) => at).sort();
    const basis = { newestCheckpointAt: newest.at(-1) ?? null, unusable: unknown.length };
    const verifier = new ChainVerifier(organisationId, good);
    const verdict = await this.walk(tx, organisationId, verifier);
    const lie = [...forged].sort((a, b) => a.seq - b.seq)[0];
    if (!verdict.ok || !lie) return { ...verdict, ...basis };
    const reason = `the checkpoint of ${lie.at} about it was changed after it was signed`;
    return { ok: false, entries: verdict.entries, firstBadSeq: lie.seq, reason, ...basis };
  }

  private async walk(tx: Tx, organisationId: OrganisationId, verifier: ChainVerifier): Promise<ChainVerdict> {
    let last = 0;
    for (;;) {
      const before = last;
      for await (const entry of readEntries(tx, organisationId, last)) {
        if (!verifier.add(entry)) return verifier.verdict(null);
        last = entry.seq;
      }
      // An entry and its head appear together. While others write, the head may be further than what we read: read on.
      const [head] = await tx.query<{ seq: string; hash: string }>(
        `SELECT seq, hash FROM audit_heads WHERE organisation_id = $1`,
        [organisationId],
      );
      const end = head ? { seq: Number(head.seq), hash: head.hash } : null;
      if (end === null || end.seq <= last || before === last) return verifier.verdict(end);
    }
  }
}
