import { Injectable } from '@nestjs/common';
import { In, Not } from 'typeorm';
import type { RunId, StepId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { runNotFound } from '../domain/runs.errors.js';
import { phaseOf, type RunState } from '../domain/run.js';
import type { StepState } from '../domain/step.js';
import { RunApprovalEntity } from './run-approval.entity.js';
import { RunStepEntity } from './run-step.entity.js';
import { RunEntity } from './run.entity.js';

/** Loads runs and their parts, always within the organisation of the transaction. */
@Injectable()
export class RunsRepository {
  async find(tx: Tx, id: RunId): Promise<RunEntity | null> {
    return tx.manager.findOneBy(RunEntity, { ...tx.scope, id });
  }

  /** @throws AppError NOT_FOUND */
  async get(tx: Tx, id: RunId): Promise<RunEntity> {
    const run = await this.find(tx, id);
    if (run === null) throw runNotFound();
    return run;
  }

  /** The row, locked until the transaction ends: whoever decides about a run does so one after another. */
  async findLocked(tx: Tx, id: RunId): Promise<RunEntity | null> {
    return tx.manager.findOne(RunEntity, { where: { ...tx.scope, id }, lock: { mode: 'pessimistic_write' } });
  }

  async byIds(tx: Tx, ids: readonly RunId[]): Promise<RunEntity[]> {
    return ids.length === 0 ? [] : tx.manager.findBy(RunEntity, { ...tx.scope, id: In([...ids]) });
  }

  async isRetried(tx: Tx, id: RunId): Promise<boolean> {
    return (await this.retriesOf(tx, [id])).has(id);
  }

  /** The runs that took the place of others, by the run that they repeat. One that was cancelled took no place. */
  async retriesOf(tx: Tx, ids: readonly RunId[]): Promise<Map<RunId, RunId>> {
    if (ids.length === 0) return new Map();
    const retries = await tx.manager.find(RunEntity, {
      where: { ...tx.scope, retryOfId: In([...ids]), status: Not('cancelled' as const) },
      select: { id: true, retryOfId: true },
    });
    return new Map(retries.flatMap(({ id, retryOfId }) => (retryOfId === null ? [] : [[retryOfId, id] as const])));
  }

  async steps(tx: Tx, runId: RunId): Promise<RunStepEntity[]> {
    return tx.manager.find(RunStepEntity, { where: { ...tx.scope, runId }, order: { seq: 'ASC' } });
  }

  /** The steps of several runs, each run's in order. */
  async stepsOf(tx: Tx, runIds: readonly RunId[]): Promise<RunStepEntity[]> {
    if (runIds.length === 0) return [];
    return tx.manager.find(RunStepEntity, { where: { ...tx.scope, runId: In([...runIds]) }, order: { seq: 'ASC' } });
  }

  /** The waiting approvals of some runs. */
  async waitingApprovals(tx: Tx, runIds: readonly RunId[]): Promise<RunApprovalEntity[]> {
    if (runIds.length === 0) return [];
    return tx.manager.findBy(RunApprovalEntity, { ...tx.scope, runId: In([...runIds]), status: 'waiting' });
  }

  async approvalOfStep(tx: Tx, stepId: StepId): Promise<RunApprovalEntity | null> {
    return tx.manager.findOneBy(RunApprovalEntity, { ...tx.scope, stepId });
  }
}

/** The part of a stored run that the rules look at. */
export function runStateOf(run: RunEntity): RunState {
  return {
    phase: phaseOf(run.status, run.waitingFor),
    revision: run.revision,
    waitsUntil: run.waitsUntil,
    turns: run.turns,
    labels: {
      privateData: run.privateData,
      untrustedContent: run.untrustedContent,
      reachedOutside: run.reachedOutside,
    },
    failure: run.failure,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
  };
}

/** The part of a stored step that the rules look at. */
export function stepStateOf(step: RunStepEntity): StepState {
  const { id, seq, kind, status, turn, useIndex, repeatable, childRunId, told } = step;
  const reply =
    step.reply === null || step.replyEnd === null
      ? null
      : { blocks: step.reply, end: step.replyEnd, detail: step.replyDetail };
  return { id, seq, kind, status, turn, useIndex, repeatable, childRunId, told, reply };
}
