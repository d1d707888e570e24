import { Inject, Injectable } from '@nestjs/common';
import { AppError, InputFaults, isId, notFound, type Clock, type StepId } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { Permissions } from '@groundswell/identity';
import { CLOCK, Database, type Actor } from '@groundswell/platform';
import { runConflict, runNotFound } from '../domain/runs.errors.js';
import { editNote } from '../domain/told-result.js';
import { RunTransitions } from '../engine/run-transitions.js';
import { changeStep } from '../engine/steps.js';
import { RunStepEntity } from '../persistence/run-step.entity.js';
import type { RunSummary } from '../persistence/run-summary.js';
import { RunsRepository } from '../persistence/runs.repository.js';
import { RunAccess, runSubject } from '../show-runs/run-access.js';

export const OUTCOME_VERDICTS = ['done', 'notDone', 'repeat'] as const;
/** What a person found out about a write of which nobody knew whether it happened. */
export type OutcomeVerdict = (typeof OUTCOME_VERDICTS)[number];

const SETTLED = {
  done: { status: 'done', told: 'The answer was lost. A person looked and confirmed that the call did take effect.' },
  notDone: {
    status: 'failed',
    told: 'The answer was lost. A person looked and confirmed that the call had no effect.',
  },
  // The step stands as it did before its worker died, but now a person has said that it may be made again, once.
  repeat: { status: 'intended', repeatable: true },
} as const;

/** Lets a person who looked say what became of a write whose answer was lost; nothing is repeated without them. */
@Injectable()
export class SettleOutcomeService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly access: RunAccess,
    private readonly repository: RunsRepository,
    private readonly transitions: RunTransitions,
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND, FORBIDDEN, OUTCOME_KNOWN, and RUN_ENDED for a repeat after the run's end */
  async settle(actor: Actor, stepId: string, verdict: OutcomeVerdict, reason: string): Promise<RunSummary> {
    const faults = new InputFaults();
    const said = faults.text('reason', reason, { label: 'What you found', max: 1_000 });
    faults.throwIfAny();
    return this.database.transaction(actor.organisationId, async (tx) => {
      const id = isId(stepId) ? (stepId as StepId) : null;
      const seen = id === null ? null : await tx.manager.findOneBy(RunStepEntity, { ...tx.scope, id });
      if (seen === null) throw notFound('step');
      const readable = await this.access.getReadable(tx, actor, seen.runId);
      this.permissions.require(actor, 'run.approve', runSubject(readable));
      const run = await this.repository.findLocked(tx, readable.id);
      const step = await tx.manager.findOneBy(RunStepEntity, { ...tx.scope, id: seen.id });
      if (run === null || step === null) throw runNotFound();
      const over = run.endedAt !== null;
      if (step.status !== 'unknown' && !(over && isLeftBehind(step))) {
        throw new AppError('conflict', 'OUTCOME_KNOWN', 'Someone settled this already. Reload to see what they found.');
      }
      if (over && verdict === 'repeat') throw runOver();
      const endedAt = verdict === 'repeat' ? null : this.clock.now();
      const settled = SETTLED[verdict];
      const told = 'told' in settled ? { told: `${editNote(step)}${settled.told}` } : {};
      await changeStep(tx, step, { ...settled, ...told, text: said, endedAt });
      await this.audit.record(tx, {
        actor,
        action: 'run.outcome.settled',
        subject: { type: 'step', id: step.id },
        details: { toolName: step.title, verdict, reason: said },
        links: { workflowId: run.workflowId, runId: run.id },
      });
      // An end is never overwritten: what became of the write is written to its step, and the run stays as it is.
      if (over) {
        await this.transitions.announce(tx, run.id);
        return run;
      }
      const moved = await this.transitions.apply(tx, run, { type: 'outcome-settled' });
      if (moved.refusal !== undefined) throw runConflict(moved.refusal);
      return run;
    });
  }
}

/** A write whose worker died after the run had ended: nobody will come and say what became of it. */
function isLeftBehind({ kind, status, repeatable }: RunStepEntity): boolean {
  return kind === 'tool' && status === 'intended' && !repeatable;
}

function runOver(): AppError {
  const message =
    'This run is over, so nothing is called any more. Say whether it happened, and start the run again if need be.';
  return new AppError('conflict', 'RUN_ENDED', message);
}
