import { Injectable } from '@nestjs/common';
import { AuditWriter } from '@groundswell/audit';
import { Permissions } from '@groundswell/identity';
import { Database, type Actor } from '@groundswell/platform';
import { runConflict, runNotFound } from '../domain/runs.errors.js';
import { RunTransitions } from '../engine/run-transitions.js';
import type { RunSummary } from '../persistence/run-summary.js';
import { RunsRepository } from '../persistence/runs.repository.js';
import { RunAccess, runSubject } from '../show-runs/run-access.js';

/** Cancels a run at any time before its end. A call that is under way is broken off; of a write a person says what became of it. */
@Injectable()
export class CancelRunService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly access: RunAccess,
    private readonly repository: RunsRepository,
    private readonly transitions: RunTransitions,
    private readonly audit: AuditWriter,
  ) {}

  /** Cancelling what is cancelled already changes nothing. @throws AppError NOT_FOUND, FORBIDDEN, RUN_ENDED */
  async cancel(actor: Actor, runId: string): Promise<RunSummary> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const seen = await this.access.getReadable(tx, actor, runId);
      this.permissions.require(actor, 'run.cancel', runSubject(seen));
      const run = await this.repository.findLocked(tx, seen.id);
      if (run === null) throw runNotFound();
      if (run.status === 'cancelled') return run;
      const moved = await this.transitions.apply(tx, run, { type: 'cancel-asked' });
      if (moved.refusal !== undefined) throw runConflict(moved.refusal);
      await this.audit.record(tx, {
        actor,
        action: 'run.cancelled',
        subject: { type: 'run', id: run.id },
        links: { workflowId: run.workflowId, runId: run.id },
      });
      return run;
    });
  }
}
