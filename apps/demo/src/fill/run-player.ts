import { setTimeout as delay } from 'node:timers/promises';
import { AppError, type JsonObject, type ManualClock, type RunId } from '@groundswell/kernel';
import type { Actor, RequestContext } from '@groundswell/platform';
import {
  AdvanceRunService,
  DecideApprovalService,
  RecordRunService,
  RunLoaders,
  StartRunService,
} from '@groundswell/runs';
import { ConfirmRunService, type Outcome } from '@groundswell/savings';
import { templateInputs } from '@groundswell/workflows';
import { completePlan, type CompletePlan } from '../programme/programme.js';
import { schemaOfForm } from '../programme/workflow-plan.js';
import type { SeededRandom } from '../random/seeded-random.js';
import type { StandInModel } from '../stand-in/stand-in-model.js';
import type { DrawnRun } from '../timeline/draw-runs.js';
import type { Cast } from './cast.js';
import type { Services } from './container.js';
import { drawInputs, type InputPools } from './draw-inputs.js';
import type { Library } from './library.js';
import { moveOn } from './move-on.js';
import { scriptFor } from './script-for.js';

const LOOK_AGAIN_MS = 4;
const BETWEEN_STARTS_MS = 17_000;

/** A run that was started and has yet to be looked at by its person. */
interface StartedRun {
  readonly run: DrawnRun;
  readonly runId: RunId;
  readonly actor: Actor;
  readonly inputs: JsonObject;
}

export interface RunPlayerParts {
  readonly services: Services;
  readonly cast: Cast;
  readonly library: Library;
  readonly clock: ManualClock;
  readonly model: StandInModel;
  readonly pools: InputPools;
  /** Invoices that may be approved, each once. */
  readonly approvable: string[];
  readonly random: SeededRandom;
}

/** Plays drawn runs: through the engine with the stand-in model and real tools, or recorded by hand. */
export class RunPlayer {
  private serial = 0;

  constructor(private readonly parts: RunPlayerParts) {}

  /** Plays runs that people have under way at the same time of one day, and what they say about them afterwards. */
  async play(runs: readonly DrawnRun[]): Promise<void> {
    const started: StartedRun[] = [];
    const recorded: DrawnRun[] = [];
    const { clock } = this.parts;
    // They begin within minutes of each other: one clock cannot stand at nine for one and at noon for another.
    const [first] = runs;
    if (first !== undefined) moveOn(clock, first.at);
    for (const run of runs) {
      const one = run.how === 'engine' ? await this.start(run) : null;
      if (one === null) recorded.push(run);
      else started.push(one);
    }
    await Promise.all(started.map((one) => this.finish(one)));
    // The clock is everybody's: it stands at the end of the last of them while they are looked at and written down.
    for (const run of runs) moveOn(clock, new Date(run.at.getTime() + run.humanSeconds * 1000));
    await Promise.all([...started.map((one) => this.confirm(one)), ...recorded.map((run) => this.record(run))]);
  }

  /** Null when it cannot be told from another that is under way, or when nothing is left to try it on. */
  private async start(run: DrawnRun): Promise<StartedRun | null> {
    const { services, cast, library, clock, model, random } = this.parts;
    const plan = completePlan(run.workflow);
    const given = this.inputsFor(plan, run, random);
    if (given === null) return null;
    // As the engine tells them to the model: every declared one, null where none was given.
    const inputs = templateInputs(schemaOfForm(plan.form), given);
    if (model.isPlaying(inputs)) return null;
    clock.advanceMs(BETWEEN_STARTS_MS);
    model.play(scriptFor(plan, run, inputs));
    const actor = cast.actor(run.person);
    const answer = await services.get(StartRunService).start(actor, {
      workflowId: library.workflowId(run.workflow),
      versionId: null,
      inputs: given,
      mode: 'live',
      idempotencyKey: this.key(),
    });
    if (answer.refused !== undefined) {
      throw new Error(`A run of ${run.workflow} was refused: ${answer.refused.message} ${answer.refused.nextStep}`);
    }
    return { run, runId: answer.run.id, actor, inputs };
  }

  /** Lets the engine work until the run ends, answering what it asks a person. */
  private async finish({ run, runId, actor, inputs }: StartedRun): Promise<void> {
    const { services, model } = this.parts;
    for (;;) {
      // A worker of the queue may be at it already; then this does nothing and we look again.
      await services.get(AdvanceRunService).advance(actor.organisationId, runId);
      const state = await services.get(RunLoaders).run(requestOf(actor), runId);
      if (state === null) throw new Error(`A run of ${run.workflow} is gone.`);
      if (state.endedAt !== null) break;
      if (state.status === 'waiting' && run.leftWaiting === true) break;
      if (state.status === 'waiting') await this.approve(runId, actor);
      else await delay(LOOK_AGAIN_MS);
    }
    model.forget(inputs);
  }

  /** What the person says about the run afterwards, if they say anything. */
  private async confirm({ run, runId, actor }: StartedRun): Promise<void> {
    if (run.answer === 'none') return;
    const { services } = this.parts;
    const said = { runId, humanMinutes: run.humanMinutes, measuredHumanSeconds: run.humanSeconds };
    const outcome: Outcome = run.ending === 'failed' ? 'rejected' : run.ending;
    try {
      await services.get(ConfirmRunService).confirm(actor, { ...said, outcome });
    } catch (error) {
      // It broke on the data, as real runs do: then there is nothing to praise.
      if (!(error instanceof AppError) || error.code !== 'RUN_FAILED') throw error;
      await services.get(ConfirmRunService).confirm(actor, { ...said, outcome: 'rejected' });
    }
  }

  /** Records a run that a builder did elsewhere. */
  private async record(run: DrawnRun): Promise<void> {
    const { services, cast, library, pools, random } = this.parts;
    const plan = completePlan(run.workflow);
    const actor = cast.actor(run.how === 'recorded' ? run.person : plan.builder);
    await services.get(RecordRunService).record(actor, {
      workflowId: library.workflowId(run.workflow),
      inputs: drawInputs(plan, pools, run.at, random),
      outputText: `${plan.title}: done in our own chat window with the same instructions and filed where it belongs.`,
      outcome: run.ending === 'failed' ? 'rejected' : run.ending,
      humanMinutes: run.humanMinutes,
      ranAt: run.at,
      note: '',
      idempotencyKey: this.key(),
    });
  }

  /** Approves what the run asks, as its runner or, where another pair of eyes is wanted, as a steward. */
  private async approve(runId: RunId, runner: Actor): Promise<void> {
    const { services, cast, clock } = this.parts;
    const approval = await services.get(RunLoaders).waitingApproval(requestOf(runner), runId);
    if (approval === null) throw new Error('A run waits, and not for an approval.');
    clock.advanceMs(40_000);
    const decider = approval.approvers.includes('runner') ? runner : cast.actor('detlefsen');
    const { id: approvalId, argumentsDigest } = approval;
    const decision = { approvalId, argumentsDigest, approve: true, reason: null };
    await services.get(DecideApprovalService).decide(decider, decision);
    if (approval.approvers.length > 1 && decider === runner) {
      await services.get(DecideApprovalService).decide(cast.actor('detlefsen'), decision);
    }
  }

  private inputsFor(plan: CompletePlan, run: DrawnRun, random: SeededRandom): JsonObject | null {
    const inputs = drawInputs(plan, this.parts.pools, run.at, random);
    if (!plan.tools.includes('erp.approve-invoice')) return inputs;
    const invoiceNumber = this.parts.approvable.pop();
    return invoiceNumber === undefined ? null : { ...inputs, invoiceNumber };
  }

  private key(): string {
    this.serial += 1;
    return `demo-run-${this.serial}`;
  }
}

/** A request of nobody's page: loaders ask for one, so that they never outlive it. */
function requestOf(actor: Actor): RequestContext {
  return {
    actor,
    actAs: () => undefined,
    correlationId: 'demo',
    remoteAddress: '127.0.0.1',
    sessionToken: null,
    loaders: new Map(),
  };
}
