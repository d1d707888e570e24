import { Inject, Injectable } from '@nestjs/common';
import { AppError, InputFaults, isId, notFound, type Clock, type StepId } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { CLOCK, Database, type Actor } from '@groundswell/platform';
import { runConflict, runNotFound } from '../domain/runs.errors.js';
import { RunTransitions } from '../engine/run-transitions.js';
import { changeStep } from '../engine/steps.js';
import { RunStepEntity } from '../persistence/run-step.entity.js';
import type { RunSummary } from '../persistence/run-summary.js';
import { RunsRepository } from '../persistence/runs.repository.js';
import { RunAccess } from '../show-runs/run-access.js';

/** Takes the answer of the person for whom a run works; the run goes on with it. */
@Injectable()
export class AnswerQuestionService {
  constructor(
    private readonly database: Database,
    private readonly access: RunAccess,
    private readonly repository: RunsRepository,
    private readonly transitions: RunTransitions,
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND, QUESTION_NOT_YOURS, QUESTION_ANSWERED, INPUT_INVALID */
  async answer(actor: Actor, stepId: string, given: string): Promise<RunSummary> {
    const faults = new InputFaults();
    const words = faults.text('answer', given, { label: 'The answer', max: 10_000 });
    faults.throwIfAny();
    return this.database.transaction(actor.organisationId, async (tx) => {
      const id = isId(stepId) ? (stepId as StepId) : null;
      const seen = id === null ? null : await tx.manager.findOneBy(RunStepEntity, { ...tx.scope, id });
      if (seen === null) throw notFound('question');
      const readable = await this.access.getReadable(tx, actor, seen.runId);
      if (!this.access.mayAnswer(actor, readable)) throw notYours();
      const run = await this.repository.findLocked(tx, readable.id);
      const step = await tx.manager.findOneBy(RunStepEntity, { ...tx.scope, id: seen.id });
      if (run === null || step === null) throw runNotFound();
      if (step.status !== 'waiting' || run.waitingFor !== 'answer') throw answered();
      if (run.waitsUntil !== null && run.waitsUntil <= this.clock.now()) throw answered();
      const endedAt = this.clock.now();
      await changeStep(tx, step, { status: 'done', text: words, told: `The person answered: ${words}`, endedAt });
      await this.audit.record(tx, {
        actor,
        action: 'run.question.answered',
        subject: { type: 'step', id: step.id },
        details: { characters: words.length },
        links: { workflowId: run.workflowId, runId: run.id },
      });
      const moved = await this.transitions.apply(tx, run, { type: 'answered' });
      if (moved.refusal !== undefined) throw runConflict(moved.refusal);
      return run;
    });
  }
}

function notYours(): AppError {
  return new AppError('forbidden', 'QUESTION_NOT_YOURS', 'Only the person for whom this run works can answer it.');
}

function answered(): AppError {
  return new AppError(
    'conflict',
    'QUESTION_ANSWERED',
    'This question waits no longer. Reload to see how the run went on.',
  );
}
