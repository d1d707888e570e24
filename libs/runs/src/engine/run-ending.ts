import { Inject, Injectable } from '@nestjs/common';
import type { Clock, JsonObject } from '@groundswell/kernel';
import { CLOCK, Database, together } from '@groundswell/platform';
import { checkOutput } from '@groundswell/workflows';
import { runFailure } from '../domain/run-failure.js';
import type { RunEvent } from '../domain/run.js';
import { LeaseLost } from '../domain/runs.errors.js';
import { storableText } from '../domain/storable-text.js';
import type { RunStepEntity } from '../persistence/run-step.entity.js';
import { repairMessage, resultObject } from '../prompt/prompt.js';
import { EnginePoints } from './engine-points.js';
import { RunTransitions, type TransitionExtras } from './run-transitions.js';
import type { RunWork } from './run-work.js';
import { beginStep } from './steps.js';
import { StopGate } from './stop-gate.js';

/** The end of a run, as its worker reaches it. */
@Injectable()
export class RunEnding {
  constructor(
    private readonly database: Database,
    private readonly transitions: RunTransitions,
    private readonly stopGate: StopGate,
    private readonly points: EnginePoints,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What becomes of the model's answer: the result, one more turn, or a failure. */
  async answer(work: RunWork, turn: number, text: string): Promise<void> {
    if (text === '') {
      return this.end(work, {
        type: 'broke',
        failure: runFailure(
          'OUTPUT_EMPTY',
          'The model ended without a result.',
          'Start the run again. If it happens often, tell the builder.',
        ),
      });
    }
    if (work.outputSchema === null) return this.succeed(work, turn, text, null);
    const output = resultObject(text);
    const checked = checkOutput(work.outputSchema, output ?? undefined);
    if (checked.ok) return this.succeed(work, turn, text, checked.values);
    const faults = checked.faults.map((fault) => fault.message);
    const triedBefore = work.steps.some((step) => step.kind === 'output' && step.status === 'failed');
    if (triedBefore) {
      return this.end(work, {
        type: 'broke',
        failure: runFailure(
          'OUTPUT_NOT_IN_SHAPE',
          `The result does not have the form that this version promises: ${faults.join(' ')}`,
          'Ask the builder to describe the result more clearly. The words themselves stand in the timeline.',
        ),
      });
    }
    await this.sendBack(work, turn, text, faults);
  }

  private async succeed(work: RunWork, turn: number, text: string, output: JsonObject | null): Promise<void> {
    const outputText = storableText(text);
    await this.end(
      work,
      { type: 'completed' },
      { output, outputText },
      { kind: 'output', status: 'done', title: 'Result', turn, text: outputText, result: output },
    );
  }

  /** A result that lacks its form gets one more turn. */
  private async sendBack(work: RunWork, turn: number, text: string, faults: readonly string[]): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(work.run.organisationId, async (tx) => {
      await beginStep(tx, work, {
        kind: 'output',
        status: 'failed',
        title: 'Result without its form, sent back',
        turn,
        text: storableText(text),
        told: storableText(repairMessage(faults)),
        startedAt: now,
        endedAt: now,
      });
      await this.transitions.announce(tx, work.run.id);
    });
  }

  /** Ends the run, with the step that goes with it. @throws LeaseLost when another worker has it by now; WorkRefused when it was stopped */
  async end(
    work: RunWork,
    event: RunEvent,
    extras: TransitionExtras = {},
    step: Pick<RunStepEntity, 'kind' | 'status' | 'title' | 'turn' | 'text' | 'result'> | null = null,
  ): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(work.run.organisationId, async (tx) => {
      if (event.type === 'completed') await this.stopGate.pass(tx, work);
      const [moved] = await together([
        this.transitions.apply(tx, work.run, event, { ...extras, heldLease: work.lease.owner }),
        step === null ? null : beginStep(tx, work, { ...step, startedAt: now, endedAt: now }),
      ]);
      if (moved.refusal !== undefined) throw new LeaseLost();
      this.points.pass('end-storing');
    });
    this.points.pass('end-stored');
  }
}
