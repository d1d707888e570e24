import { Inject, Injectable } from '@nestjs/common';
import { type BaselineId, type Clock, InputFaults, invalidInput, newId, type WorkflowId } from '@groundswell/kernel';
import { type Actor, CLOCK, Database, Outbox, type Tx } from '@groundswell/platform';
import { AuditWriter } from '@groundswell/audit';
import { Permissions } from '@groundswell/identity';
import { WorkflowLibrary } from '@groundswell/workflows';
import { type BaselineFigures, baselineFigures } from '../domain/baseline.js';
import { BASELINE_SET } from '../domain/savings.events.js';
import { BaselineEntity } from '../persistence/baseline.entity.js';
import { TimeLedger } from '../persistence/time-ledger.js';

/** What the task takes by hand: minutes that somebody states, or three and more timed samples. */
export interface BaselineInput {
  readonly workflowId: string;
  readonly minutes?: number | null;
  readonly samples?: readonly number[] | null;
  /** Asked for when it takes the place of an earlier one. */
  readonly reason?: string | null;
}

/**
 * Sets the baseline of a workflow. It is locked by being set: another one is a new row with its own date, and lines of the
 * ledger keep the one that they were counted against.
 */
@Injectable()
export class SetBaselineService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly library: WorkflowLibrary,
    private readonly ledger: TimeLedger,
    private readonly audit: AuditWriter,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND, FORBIDDEN or INPUT_INVALID */
  async set(actor: Actor, input: BaselineInput): Promise<BaselineEntity> {
    const figures = baselineFigures(input);
    const reason = checkedReason(input.reason ?? null);
    return this.database.transaction(actor.organisationId, async (tx) => {
      const workflowId = await this.getSettable(tx, actor, input.workflowId);
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`baseline ${workflowId}`]);
      const last = (await this.ledger.baselines(tx, workflowId)).at(-1) ?? null;
      if (last !== null && isSame(last, figures)) return last;
      if (last !== null && reason === null) throw reasonMissing();
      const baseline = await this.insert(tx, actor, workflowId, figures, last === null ? null : reason, last);
      await this.outbox.publish(tx, {
        type: BASELINE_SET,
        organisationId: actor.organisationId,
        payload: { baselineId: baseline.id, workflowId, first: last === null },
      });
      await this.audit.record(tx, {
        actor,
        action: 'baseline.set',
        subject: { type: 'baseline', id: baseline.id },
        details: {
          ...figures,
          samples: [...figures.samples],
          minutesBefore: last?.minutes ?? null,
          reason: baseline.reason,
        },
        links: { workflowId },
      });
      return baseline;
    });
  }

  private async getSettable(tx: Tx, actor: Actor, id: string): Promise<WorkflowId> {
    const workflow = await this.library.get(tx, actor, id);
    this.permissions.require(actor, 'baseline.set', this.library.subject(workflow));
    return workflow.id;
  }

  private async insert(
    tx: Tx,
    actor: Actor,
    workflowId: WorkflowId,
    figures: BaselineFigures,
    reason: string | null,
    last: BaselineEntity | null,
  ): Promise<BaselineEntity> {
    const now = this.clock.now().getTime();
    // Each holds from an instant of its own, also when two are set in the same millisecond.
    const validFrom = new Date(Math.max(now, (last?.validFrom.getTime() ?? 0) + 1));
    const baseline: BaselineEntity = {
      id: newId<BaselineId>(now),
      ...tx.scope,
      workflowId,
      minutes: figures.minutes,
      method: figures.method,
      samples: [...figures.samples],
      spreadMinutes: figures.spreadMinutes,
      reason,
      setById: actor.personId,
      validFrom,
    };
    await tx.manager.insert(BaselineEntity, baseline);
    return baseline;
  }
}

function checkedReason(given: string | null): string | null {
  if (given === null || given.trim() === '') return null;
  const faults = new InputFaults();
  const reason = faults.text('reason', given, { label: 'The reason', max: 500 });
  faults.throwIfAny();
  return reason;
}

function isSame(last: BaselineEntity, figures: BaselineFigures): boolean {
  return (
    last.method === figures.method &&
    last.minutes === figures.minutes &&
    last.samples.length === figures.samples.length &&
    last.samples.every((sample, index) => sample === figures.samples[index])
  );
}

function reasonMissing() {
  const message = 'This workflow has a baseline already. Say why another one takes its place.';
  return invalidInput([{ path: 'reason', message }]);
}
