import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Clock, JsonObject, RunId } from '@groundswell/kernel';
import { CLOCK, Outbox, Queue, Signals, type Tx } from '@groundswell/platform';
import {
  decide,
  statusOf,
  waitOf,
  type RunEffect,
  type RunEvent,
  type RunRefusal,
  type RunState,
} from '../domain/run.js';
import { LOOK_AT_TASK, RUN_CHANGED_SIGNAL, RUN_FINISHED, RUN_INTERRUPT_SIGNAL } from '../domain/runs.events.js';
import { callerEnded } from '../domain/called-run.js';
import { RunApprovalEntity } from '../persistence/run-approval.entity.js';
import { RunEntity } from '../persistence/run.entity.js';
import { runStateOf } from '../persistence/runs.repository.js';
import { addSpent, NOTHING_SPENT, type Spent } from '../domain/spent.js';

/** What a transition stores besides the state itself. */
export interface TransitionExtras {
  /** The lease that the writer must hold; null for writers beside the worker (a person, an expiry). */
  readonly heldLease?: string | null;
  /** The lease that the run gets. */
  readonly lease?: { readonly owner: string; readonly process: string | null; readonly until: Date };
  /** What a turn used, for the totals. */
  readonly spent?: Spent | null;
  readonly output?: JsonObject | null;
  readonly outputText?: string | null;
  /** More for those who hear that it ended. */
  readonly finishedWith?: JsonObject;
}

export type TransitionResult =
  { readonly refusal?: undefined; readonly run: RunEntity } | { readonly refusal: RunRefusal };

/** The one place where a run changes its state: asks the rules, stores the answer under its revision, carries out effects. */
@Injectable()
export class RunTransitions {
  constructor(
    private readonly outbox: Outbox,
    private readonly queue: Queue,
    private readonly signals: Signals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param run as the caller saw it; it is changed to what was stored
   * @returns a refusal when the run is over, moved on, or does not wait for this
   */
  async apply(tx: Tx, run: RunEntity, event: RunEvent, extras: TransitionExtras = {}): Promise<TransitionResult> {
    const decision = decide(runStateOf(run), event, run.revision, this.clock.now());
    if (decision.refusal !== undefined) return decision;
    const { run: next, effects } = decision;
    if (!(await this.store(tx, run, next, effects, extras))) return { refusal: 'stale' };
    for (const effect of effects) await this.carryOut(tx, run, event, effect, extras);
    return { run };
  }

  /** Tells every process that watches the run to look again. */
  async announce(tx: Tx, runId: RunId): Promise<void> {
    await this.signals.notify(tx, RUN_CHANGED_SIGNAL, runId);
  }

  /** Wakes a worker up. */
  async look(tx: Tx, run: Pick<RunEntity, 'id' | 'organisationId'>, runAt?: Date): Promise<void> {
    await this.queue.enqueue(tx, {
      task: LOOK_AT_TASK,
      payload: { organisationId: run.organisationId, runId: run.id },
      key: `${LOOK_AT_TASK} ${run.id}${runAt === undefined ? '' : ' later'}`,
      runAt,
    });
  }

  /** Tells the libraries above that a run ended: also for one that is born at its end. */
  async publishFinished(tx: Tx, run: RunEntity, more: JsonObject = {}): Promise<void> {
    await this.outbox.publish(tx, {
      type: RUN_FINISHED,
      organisationId: run.organisationId,
      payload: {
        runId: run.id,
        workflowId: run.workflowId,
        versionId: run.versionId,
        actorId: run.actorId,
        mode: run.mode,
        trigger: run.trigger,
        purpose: run.purpose,
        parentRunId: run.parentRunId,
        status: run.status,
        endedAt: run.endedAt?.toISOString() ?? null,
        ...more,
      },
    });
  }

  /** What ends a run ends the runs that it called and that are still open. */
  private async endChildren(tx: Tx, run: RunEntity, event: RunEvent): Promise<void> {
    const children = await tx.manager.find(RunEntity, {
      where: { ...tx.scope, parentRunId: run.id, endedAt: IsNull() },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    for (const child of children) {
      if (event.type === 'cancel-asked') await this.apply(tx, child, event);
      // A lost write goes on waiting for a person, who alone can say what became of it; nothing follows from it.
      else if (child.waitingFor !== 'outcomeUnknown') {
        await this.apply(tx, child, { type: 'halted', failure: 'failure' in event ? event.failure : callerEnded });
      }
    }
  }

  private async store(
    tx: Tx,
    run: RunEntity,
    next: RunState,
    effects: readonly RunEffect[],
    extras: TransitionExtras,
  ): Promise<boolean> {
    const released = effects.some((effect) => effect.type === 'release-lease');
    const lease = released
      ? null
      : (extras.lease ?? { owner: run.leaseOwner, process: run.leaseProcess, until: run.leaseUntil });
    const spent = extras.spent ?? NOTHING_SPENT;
    const changes = {
      status: statusOf(next.phase),
      waitingFor: waitOf(next.phase),
      waitsUntil: next.waitsUntil,
      revision: next.revision,
      turns: next.turns,
      privateData: next.labels.privateData,
      untrustedContent: next.labels.untrustedContent,
      reachedOutside: next.labels.reachedOutside,
      failure: next.failure,
      startedAt: next.startedAt,
      endedAt: next.endedAt,
      leaseOwner: lease?.owner ?? null,
      leaseProcess: lease?.process ?? null,
      leaseUntil: lease?.until ?? null,
      output: extras.output === undefined ? run.output : extras.output,
      outputText: extras.outputText === undefined ? run.outputText : extras.outputText,
    };
    const updated = await tx.write(
      `UPDATE runs SET status = $4, waiting_for = $5, waits_until = $6, revision = $7, turns = $8, private_data = $9,
         untrusted_content = $10, reached_outside = $11, failure = $12, started_at = $13, ended_at = $14,
         lease_owner = $15, lease_until = $16, lease_process = $21,
         faults = CASE WHEN $20 THEN 0 ELSE faults END, output = $17, output_text = $18,
         input_tokens = input_tokens + $22, output_tokens = output_tokens + $23,
         cache_read_tokens = cache_read_tokens + $24, cache_write_tokens = cache_write_tokens + $25,
         cost_pico_usd = cost_pico_usd + $26::bigint, cost_micros = cost_micros + $27
       WHERE organisation_id = $1 AND id = $2 AND revision = $3 AND ($19::uuid IS NULL OR lease_owner = $19)`,
      [
        run.organisationId,
        run.id,
        run.revision,
        changes.status,
        changes.waitingFor,
        changes.waitsUntil,
        changes.revision,
        changes.turns,
        changes.privateData,
        changes.untrustedContent,
        changes.reachedOutside,
        json(changes.failure),
        changes.startedAt,
        changes.endedAt,
        changes.leaseOwner,
        changes.leaseUntil,
        json(changes.output),
        changes.outputText,
        extras.heldLease ?? null,
        next.turns > run.turns,
        changes.leaseProcess,
        spent.inputTokens,
        spent.outputTokens,
        spent.cacheReadTokens,
        spent.cacheWriteTokens,
        spent.costPicoUsd.toString(),
        spent.costMicros,
      ],
    );
    if (updated === 0) return false;
    Object.assign(run, changes);
    addSpent(run, spent);
    return true;
  }

  private async carryOut(
    tx: Tx,
    run: RunEntity,
    event: RunEvent,
    effect: RunEffect,
    extras: TransitionExtras,
  ): Promise<void> {
    switch (effect.type) {
      case 'announce':
        return this.announce(tx, run.id);
      case 'look-now':
        return this.look(tx, run);
      case 'look-at':
        return this.look(tx, run, effect.at);
      case 'interrupt-worker':
        return this.signals.notify(tx, RUN_INTERRUPT_SIGNAL, run.id);
      case 'publish-finished':
        // Whoever called it waits for it. Its row is not touched here: locks are taken from the caller down.
        if (run.parentRunId !== null) {
          await this.look(tx, { id: run.parentRunId, organisationId: run.organisationId });
        }
        return this.publishFinished(tx, run, extras.finishedWith);
      case 'end-children':
        return this.endChildren(tx, run, event);
      case 'withdraw-approvals':
        await tx.manager.update(
          RunApprovalEntity,
          { ...tx.scope, runId: run.id, status: 'waiting' },
          { status: 'withdrawn', decidedAt: this.clock.now() },
        );
        await tx.query(
          `UPDATE run_steps SET status = 'cancelled', ended_at = $3
            WHERE organisation_id = $1 AND run_id = $2 AND status = 'waiting'`,
          [run.organisationId, run.id, this.clock.now()],
        );
        return undefined;
      case 'release-lease':
        return undefined; // stored with the state itself
    }
  }
}

function json(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}
