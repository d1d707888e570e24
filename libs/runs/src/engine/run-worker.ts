import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Clock, OrganisationId, RunId } from '@groundswell/kernel';
import { CLOCK, Database, payloadText, Queue, Signals, type Tx, Sweeps } from '@groundswell/platform';
import { LOOK_AT_TASK } from '../domain/runs.events.js';
import { AdvanceRunService } from './advance-run.service.js';
import { RunTransitions } from './run-transitions.js';

const SWEEP_EVERY_MS = 1_000;
/** A run that was just queued is left to the queue for this long. */
const QUEUE_GRACE_MS = 5_000;
const SWEEP_AT_MOST = 200;

/**
 * Answers the queue's wake-ups, and every second looks for runs that nobody works on though somebody should: those whose
 * worker died, whose wake-up got lost, or whose wait is over. Correctness rests on the rows, not on the queue.
 */
@Injectable()
export class RunWorker implements OnModuleInit {
  /** Processes that hold runs and were not seen by the last sweep. */
  private missing: ReadonlySet<string> = new Set();

  constructor(
    private readonly database: Database,
    private readonly queue: Queue,
    private readonly sweeps: Sweeps,
    private readonly advance: AdvanceRunService,
    private readonly transitions: RunTransitions,
    private readonly signals: Signals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweeps.register({
      what: 'Looking for runs that nobody works on',
      everyMs: SWEEP_EVERY_MS,
      sweep: () => this.sweep(),
    });
    this.queue.register(LOOK_AT_TASK, async (payload) => {
      await this.advance.advance(
        payloadText(payload, 'organisationId') as OrganisationId,
        payloadText(payload, 'runId') as RunId,
      );
    });
  }

  /** Wakes a worker for each run that is due and that nobody holds. @returns how many there were */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    return this.database.system('wake runs that nobody works on', async (tx) => {
      await this.freeRunsOfTheDead(tx);
      const due = await tx.query<{ id: RunId; organisation_id: OrganisationId }>(
        `SELECT id, organisation_id FROM runs
          WHERE (status = 'running' AND (lease_until IS NULL OR lease_until <= $1))
             OR (status = 'queued' AND created_at <= $2)
             OR (status = 'waiting' AND waits_until <= $1)
             OR (status = 'waiting' AND waiting_for = 'call' AND NOT EXISTS (
               SELECT 1 FROM runs child WHERE child.parent_run_id = runs.id AND child.ended_at IS NULL))
          ORDER BY created_at LIMIT $3`,
        [now, new Date(now.getTime() - QUEUE_GRACE_MS), SWEEP_AT_MOST],
      );
      for (const run of due) {
        await this.transitions.look(tx, { id: run.id, organisationId: run.organisation_id });
      }
      return due.length;
    });
  }

  /**
   * Takes the leases of processes that died: the database notices at once that nobody holds their line any more, long before
   * a lease runs out. Missing twice in a row is dead: a line that broke is up again after half a second.
   */
  private async freeRunsOfTheDead(tx: Tx): Promise<void> {
    const held = await tx.query<{ process: string }>(
      `SELECT DISTINCT lease_process AS process FROM runs WHERE status = 'running' AND lease_process IS NOT NULL`,
    );
    const living = held.length === 0 ? [] : await this.signals.listeners(tx);
    const missing = new Set(held.map((row) => row.process).filter((process) => !living.includes(process)));
    const dead = [...missing].filter((process) => this.missing.has(process));
    this.missing = missing;
    if (dead.length === 0) return;
    await tx.query(
      `UPDATE runs SET lease_owner = NULL, lease_process = NULL, lease_until = NULL
        WHERE status = 'running' AND lease_process = ANY($1)`,
      [dead],
    );
  }
}
