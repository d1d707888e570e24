import { Inject, Injectable } from '@nestjs/common';
import { AppError, type Clock, type OrganisationId } from '@groundswell/kernel';
import { CLOCK, Database, type Tx } from '@groundswell/platform';
import { AuditWriter } from '../audit-writer.js';
import { TakeCheckpointService } from '../checkpoints/take-checkpoint.service.js';
import { VerifyAuditQuery } from '../verify/verify-audit.query.js';

const DAY_MS = 86_400_000;

/**
 * Removes entries that are older than the operator keeps them. What is left stays provable: a signed checkpoint says with
 * which hash the kept chain begins. A log that does not verify is left as it is, since pruning would hide why.
 */
@Injectable()
export class PruneAuditService {
  constructor(
    private readonly database: Database,
    private readonly verifyAudit: VerifyAuditQuery,
    private readonly checkpoints: TakeCheckpointService,
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param days older entries are removed, the newest one never
   * @returns how many were removed
   * @throws AppError AUDIT_CHAIN_BROKEN
   */
  async prune(organisationId: OrganisationId, days: number): Promise<number> {
    return this.database.system('audit retention', async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('groundswell audit ' || $1, 0))`, [organisationId]);
      const through = await this.lastToGo(tx, organisationId, new Date(this.clock.now().getTime() - days * DAY_MS));
      if (!through) return 0;
      const verdict = await this.verifyAudit.verify(tx, organisationId);
      if (!verdict.ok) {
        const message = `Nothing was removed: entry ${verdict.firstBadSeq} of the audit log is not as it was written (${verdict.reason}).`;
        throw new AppError('conflict', 'AUDIT_CHAIN_BROKEN', message);
      }
      const removed = through.seq - verdict.provenFrom + 1;
      // Before the entry, which locks the head: nobody waits for the removal.
      await tx.query(`DELETE FROM audit_entries WHERE organisation_id = $1 AND seq <= $2`, [
        organisationId,
        through.seq,
      ]);
      await this.audit.record(tx, {
        actor: { organisationId, system: 'Retention' },
        action: 'audit.pruned',
        subject: { type: 'audit-log', id: null },
        details: { through: through.seq, removed, days },
      });
      await this.checkpoints.store(tx, { organisationId, kind: 'kept-from', ...through });
      return removed;
    });
  }

  private async lastToGo(
    tx: Tx,
    organisationId: OrganisationId,
    before: Date,
  ): Promise<{ readonly seq: number; readonly hash: string } | null> {
    // The last one before the first that is kept, so that a clock that once went back removes too little, never a gap.
    const [row] = await tx.query<{ seq: string; hash: string }>(
      `SELECT seq, hash FROM audit_entries WHERE organisation_id = $1 AND seq < LEAST(
         (SELECT seq FROM audit_heads WHERE organisation_id = $1),
         (SELECT min(seq) FROM audit_entries WHERE organisation_id = $1 AND at >= $2))
       ORDER BY seq DESC LIMIT 1`,
      [organisationId, before],
    );
    return row ? { seq: Number(row.seq), hash: row.hash } : null;
  }
}
