import { AppError, type JsonObject, type ManualClock, type RunId } from '@groundswell/kernel';
import type { Actor } from '@groundswell/platform';
import { RecordRunService, StartRunService } from '@groundswell/runs';
import { ConfirmRunService, type Outcome } from '@groundswell/savings';
import { templateInputs } from '@groundswell/workflows';
import type { PersonKey } from '../programme/people.js';
import { completePlan, type CompletePlan } from '../programme/programme.js';
import { schemaOfForm } from '../programme/workflow-plan.js';
import type { SeededRandom } from '../random/seeded-random.js';
import type { StandInModel } from '../stand-in/stand-in-model.js';
import type { Breakdown, StandInScript } from '../stand-in/stand-in-script.js';
import type { DrawnRun } from '../timeline/draw-runs.js';
import type { Cast } from './cast.js';
import type { Services } from './container.js';
import { drawInputs, type InputPools } from './draw-inputs.js';
import type { Library } from './library.js';
import { moveOn } from './move-on.js';
import type { OpenRun, RunWork } from './run-work.js';
import { scriptFor } from './script-for.js';

/** So short that a group of runs starts within the lease of the first of them. */
const BETWEEN_STARTS_MS = 1_400;

/** A run that was started and has yet to be looked at by its person. */
interface StartedRun extends OpenRun {
  readonly run: DrawnRun;
  readonly inputs: JsonObject;
}

/** One run with words of its own, of a story that is told beside the drawn ones. */
export interface ToldRun {
  readonly workflow: string;
  readonly person: PersonKey;
  /** What the person gives. */
  readonly given: JsonObject;
  /** The same as the model reads it, where files stand in it. */
  readonly read?: JsonObject;
  readonly turns: StandInScript['turns'];
  readonly beforeTurn?: StandInScript['beforeTurn'];
  /** What the person says it took; null for a run that nobody looks at afterwards. */
  readonly minutes: number | null;
  readonly leftWaiting?: boolean;
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
  readonly work: RunWork;
}

/** Plays drawn runs: through the engine with the stand-in model and real tools, or recorded by hand. */
export class RunPlayer {
  private serial = 0;

  constructor(private readonly parts: RunPlayerParts) {}

  /** Plays runs that people have under way at the same time of one day, and what they say about them afterwards. */
  async play(runs: readonly DrawnRun[]): Promise<void> {
    const started: StartedRun[] = [];
    const recorded: DrawnRun[] = [];
    const { clock, model } = this.parts;
    // They begin within minutes of each other: one clock cannot stand at nine for one and at noon for another.
    const [first] = runs;
    if (first !== undefined) moveOn(clock, first.at);
    for (const run of runs) {
      const one = run.how === 'engine' ? await this.start(run) : null;
      if (one === null) recorded.push(run);
      else started.push(one);
    }
    await this.parts.work.finish(started);
    for (const { inputs } of started) model.forget(inputs);
    // The clock is everybody's: it stands at the end of the last of them while they are looked at and written down.
    for (const run of runs) moveOn(clock, new Date(run.at.getTime() + run.humanSeconds * 1000));
    await Promise.all([...started.map((one) => this.confirm(one)), ...recorded.map((run) => this.record(run))]);
  }

  /** Null when it cannot be told from another that is under way, or when nothing is left to try it on. */
  private async start(run: DrawnRun): Promise<StartedRun | null> {
    const { cast, library, clock, model, random } = this.parts;
    const plan = library.planOf(run.workflow);
    const given = this.inputsFor(plan, run, random);
    if (given === null) return null;
    // As the engine tells them to the model: every declared one, null where none was given.
    const inputs = templateInputs(schemaOfForm(plan.form), given);
    if (model.isPlaying(inputs)) return null;
    clock.advanceMs(BETWEEN_STARTS_MS);
    model.play(scriptFor(plan, run, inputs));
    const actor = cast.actor(run.person);
    const runId = await this.begin(actor, run.workflow, given, run.leftWaiting);
    return { run, runId, actor, inputs, ...(run.leftWaiting === undefined ? {} : { leftWaiting: run.leftWaiting }) };
  }

  /** @param leftWaiting for the visitor, who may have no model: such a run practises, so that it goes on when they answer */
  private async begin(actor: Actor, workflow: string, inputs: JsonObject, leftWaiting = false): Promise<RunId> {
    const { services, library } = this.parts;
    const answer = await services.get(StartRunService).start(actor, {
      workflowId: library.workflowId(workflow),
      versionId: null,
      inputs,
      mode: leftWaiting ? 'practice' : 'live',
      idempotencyKey: this.key(),
    });
    if (answer.refused !== undefined) {
      throw new Error(`A run of ${workflow} was refused: ${answer.refused.message} ${answer.refused.nextStep}`);
    }
    return answer.run.id;
  }

  /** Plays one run of a story. @returns its id, once it has ended or waits for a person who lets it wait */
  async tell(told: ToldRun): Promise<RunId> {
    const { cast, work, clock } = this.parts;
    const actor = cast.actor(told.person);
    const release = this.rehearse(told.workflow, told.read ?? told.given, told.turns, told.beforeTurn);
    const runId = await this.begin(actor, told.workflow, told.given, told.leftWaiting);
    await work.finish([{ runId, actor, ...(told.leftWaiting === undefined ? {} : { leftWaiting: told.leftWaiting }) }]);
    release();
    if (told.minutes === null) return runId;
    clock.advanceMs(told.minutes * 60_000);
    await this.say(actor, runId, 'accepted', told.minutes, told.minutes * 60);
    return runId;
  }

  /** Lets the model know what it says to these inputs. @returns what makes it forget */
  rehearse(
    workflow: string,
    inputs: JsonObject,
    turns: StandInScript['turns'],
    beforeTurn?: StandInScript['beforeTurn'],
    breakdown: Breakdown | null = null,
  ): () => void {
    const { library, model } = this.parts;
    const read = templateInputs(schemaOfForm(library.planOf(workflow).form), inputs);
    model.play({ turns, inputs: read, breakdown, ...(beforeTurn === undefined ? {} : { beforeTurn }) });
    return () => model.forget(read);
  }

  /** What the person says about the run afterwards, if they say anything. */
  private async confirm({ run, runId, actor }: StartedRun): Promise<void> {
    if (run.answer === 'none') return;
    const outcome: Outcome = run.ending === 'failed' ? 'rejected' : run.ending;
    await this.say(actor, runId, outcome, run.humanMinutes, run.humanSeconds);
  }

  /** Somebody's verdict on a run. One that broke on the data, as real runs do, has nothing to praise. */
  async say(actor: Actor, runId: RunId, outcome: Outcome, humanMinutes: number, seconds: number): Promise<void> {
    const confirm = this.parts.services.get(ConfirmRunService);
    const said = { runId, humanMinutes, measuredHumanSeconds: seconds };
    try {
      await confirm.confirm(actor, { ...said, outcome });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'RUN_FAILED') throw error;
      await confirm.confirm(actor, { ...said, outcome: 'rejected' });
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
