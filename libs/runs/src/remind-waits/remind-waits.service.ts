import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Clock, OrganisationId, RunId, WorkflowId } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { CLOCK, Database, Outbox, Sweeps } from '@groundswell/platform';
import { RUN_WAIT_REMINDED } from '../domain/runs.events.js';
import type { RunWait } from '../domain/run.js';
import { remindAt } from '../domain/wait-reminder.js';
import { RunTransitions } from '../engine/run-transitions.js';

const LOOK_EVERY_MS = 30_000;
const AT_ONCE = 1_000;

interface WaitingRow {
  readonly id: RunId;
  readonly organisation_id: OrganisationId;
  readonly waits_until: Date | null;
  readonly asked_at: Date;
}

interface WaitOfRun {
  readonly workflowId: WorkflowId;
  readonly revision: number;
  readonly waitingFor: RunWait;
  readonly waitsUntil: Date | null;
}

/** Reminds those whom a run asks before their time is over: once for each wait, written down, and shown on their start page. */
@Injectable()
export class RemindWaitsService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly transitions: RunTransitions,
    private readonly outbox: Outbox,
    private readonly audit: AuditWriter,
    private readonly sweeps: Sweeps,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweeps.register({ what: 'Reminding of waits', everyMs: LOOK_EVERY_MS, sweep: () => this.remind() });
  }

  /** @returns how many waits were brought to mind */
  async remind(): Promise<number> {
    const waiting = await this.database.system('find waits that nobody was reminded of', (tx) =>
      tx.query<WaitingRow>(
        `SELECT r.id, r.organisation_id, r.waits_until,
                (SELECT max(coalesce(s.ended_at, s.started_at)) FROM run_steps s
                  WHERE s.run_id = r.id AND s.status IN ('waiting', 'unknown')) AS asked_at
           FROM runs r
          WHERE r.status = 'waiting'
            AND NOT EXISTS (SELECT 1 FROM run_reminders m WHERE m.run_id = r.id AND m.revision = r.revision)
          ORDER BY r.waits_until NULLS LAST LIMIT $1`,
        [AT_ONCE],
      ),
    );
    const now = this.clock.now();
    const due = waiting.filter((run) => remindAt(run.asked_at, run.waits_until) <= now);
    let reminded = 0;
    for (const run of due) if (await this.remindOf(run.organisation_id, run.id, now)) reminded += 1;
    return reminded;
  }

  private async remindOf(organisationId: OrganisationId, runId: RunId, now: Date): Promise<boolean> {
    return this.database.transaction(organisationId, async (tx) => {
      const [run] = await tx.query<WaitOfRun>(
        `SELECT workflow_id AS "workflowId", revision, waiting_for AS "waitingFor", waits_until AS "waitsUntil" FROM runs
          WHERE organisation_id = $1 AND id = $2 AND status = 'waiting' FOR UPDATE`,
        [organisationId, runId],
      );
      if (run === undefined) return false;
      const { revision, waitsUntil, workflowId, waitingFor } = run;
      const noted = await tx.query<{ run_id: string }>(
        `INSERT INTO run_reminders (organisation_id, run_id, revision, waiting_for, waits_until, sent_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING run_id`,
        [organisationId, runId, revision, waitingFor, waitsUntil, now],
      );
      if (noted.length === 0) return false;
      await this.audit.record(tx, {
        actor: { organisationId, system: 'Reminders' },
        action: 'run.wait.reminded',
        subject: { type: 'run', id: runId },
        details: { waitingFor, waitsUntil: waitsUntil?.toISOString() ?? null },
        links: { workflowId, runId },
      });
      await this.outbox.publish(tx, {
        type: RUN_WAIT_REMINDED,
        organisationId,
        payload: { runId, workflowId, waitingFor, waitsUntil: waitsUntil?.toISOString() ?? null },
      });
      await this.transitions.announce(tx, runId);
      return true;
    });
  }
}
