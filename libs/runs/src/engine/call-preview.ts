import { Inject, Injectable } from '@nestjs/common';
import type { Clock, JsonObject, StepId } from '@groundswell/kernel';
import { CLOCK, Database } from '@groundswell/platform';
import { coversLabels, joinLabels } from '../domain/run-labels.js';
import type { RunStepEntity } from '../persistence/run-step.entity.js';
import { runStateOf } from '../persistence/runs.repository.js';
import { assertHeld } from './lease.js';
import { RunTransitions } from './run-transitions.js';
import type { BoundTool, RunWork } from './run-work.js';
import { beginStep, changeStep } from './steps.js';
import { ToolCaller } from './tool-caller.js';

/**
 * Looks what a call would change, before people are asked about it: where the tool names a tool of its connector that only reads,
 * and the version binds that one too. It is a call like any other, judged, recorded and labelled; the model hears nothing of it.
 */
@Injectable()
export class CallPreview {
  constructor(
    private readonly database: Database,
    private readonly caller: ToolCaller,
    private readonly transitions: RunTransitions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the step with what it found; null when there is nothing to show, which keeps nobody from being asked */
  async look(work: RunWork, tool: BoundTool, turn: number, args: JsonObject): Promise<StepId | null> {
    const preview = work.tools.find((one) => one.toolId === tool.previewId && one.governed.risk === 'read');
    if (preview === undefined) return null;
    const begun: RunStepEntity[] = [];
    const outcome = await this.caller.call({
      work,
      tool: preview,
      arguments: args,
      approval: null,
      beforeCall: async (tx, auditEntryId) => {
        const step = await beginStep(tx, work, {
          kind: 'tool',
          status: 'intended',
          title: `Preview: ${preview.title}`,
          turn,
          toolId: preview.toolId,
          arguments: args,
          repeatable: true,
          startedAt: this.clock.now(),
          auditEntryId,
        });
        tx.afterCommit(() => void begun.push(step));
      },
    });
    const step = begun.at(-1);
    if (step === undefined) return null;
    await this.settle(work, step, outcome);
    return outcome.kind === 'answered' && !outcome.isError ? step.id : null;
  }

  private async settle(
    work: RunWork,
    step: RunStepEntity,
    outcome: Awaited<ReturnType<ToolCaller['call']>>,
  ): Promise<void> {
    const answered = outcome.kind === 'answered' ? outcome : null;
    await this.database.transaction(work.run.organisationId, async (tx) => {
      await assertHeld(tx, work.lease);
      await changeStep(tx, step, {
        status: answered === null || answered.isError ? 'failed' : 'done',
        result: answered?.content ?? null,
        endedAt: this.clock.now(),
      });
      const known = runStateOf(work.run).labels;
      if (answered === null || coversLabels(known, answered.labels)) return;
      const event = { type: 'labelled', labels: joinLabels(known, answered.labels) } as const;
      await this.transitions.apply(tx, work.run, event, { heldLease: work.lease.owner });
    });
  }
}
