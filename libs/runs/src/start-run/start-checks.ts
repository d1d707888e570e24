import { Inject, Injectable } from '@nestjs/common';
import {
  AppError,
  isId,
  type Clock,
  type ConnectorId,
  type Micros,
  type RunId,
  type ToolId,
} from '@groundswell/kernel';
import { CLOCK, together, type Actor, type Tx } from '@groundswell/platform';
import { ActiveStops, PolicyStacks, type ActiveStop, type StoppableAct } from '@groundswell/policies';
import type { Runnable } from '@groundswell/workflows';
import { getPrice, type ModelPrice } from '../domain/price-table.js';
import { isRetryable } from '../domain/retry.js';
import { ModelPrices } from '../ledger/model-prices.js';
import { ModelClients } from '../model/model-clients.js';
import { RunsRepository } from '../persistence/runs.repository.js';
import { type OfferedBinding, ToolOffers } from '../tools/tool-offers.js';
import {
  refusalOf,
  refuse,
  refuseByPolicy,
  refuseFields,
  refuseStopped,
  refuseWithoutCredential,
  refuseWithoutModel,
  type RunRefusedAnswer,
} from './run-refusal.js';
import { StartInputs, type CheckedInputs } from './start-inputs.js';
import type { StartRunRequest } from './start-run.service.js';

/** What is settled once nothing stands against a run. */
export interface Checked {
  readonly inputs: Extract<CheckedInputs, { ok: true }>;
  readonly maxCostMicros: Micros;
  /** The share of runs that the stack wants looked at afterwards. */
  readonly reviewPercent: number | null;
}

/** Everything that can stand against a run before it begins, in the order in which a person can do something about it. */
@Injectable()
export class StartChecks {
  constructor(
    private readonly stops: ActiveStops,
    private readonly stacks: PolicyStacks,
    private readonly prices: ModelPrices,
    private readonly models: ModelClients,
    private readonly offers: ToolOffers,
    private readonly runs: RunsRepository,
    private readonly inputs: StartInputs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async check(
    tx: Tx,
    actor: Actor,
    { workflow, version }: Runnable,
    request: StartRunRequest,
  ): Promise<Checked | RunRefusedAnswer> {
    const { content } = version;
    const { call, mode, trigger = 'person' } = request;
    const question = { actor, workflowId: workflow.id, callerIds: call?.callerIds ?? [], mode, trigger };
    const [bound, stops, prices, missing, run] = await together([
      this.offers.boundTools(tx, content.bindings),
      this.stops.all(tx),
      this.prices.all(tx),
      this.offers.missingCredential(tx, actor.personId, content.bindings),
      this.stacks.explainRun(tx, { ...question, stage: workflow.stage, ...content.limits }),
    ]);
    const stopped = await this.stopped(tx, stops, { actorId: actor.personId, workflowId: workflow.id }, bound);
    if (stopped !== null) return stopped;
    const past = await this.unrepeatable(tx, actor, request);
    if (past !== null) return past;
    const inputs = await this.inputs.check(tx, actor, content.inputSchema, request.inputs, request.call?.parentRunId);
    if (!inputs.ok) return refuseFields(inputs.faults, 'Correct the marked fields and start again.');
    if (request.mode === 'live' && !this.models.liveConfigured) return refuseWithoutModel(content.rehearsal !== null);
    if (request.mode === 'practice' && content.rehearsal === null) {
      return refuse(
        'PRACTICE_REHEARSAL_MISSING',
        'This version has no rehearsal, so there is nothing to practise with.',
        'Run it live, or ask its builder to write a rehearsal.',
      );
    }
    const unpriced = this.unpriced(prices, content.model);
    if (unpriced !== null) return unpriced;

    if (!run.allowed) return refuseByPolicy(run);
    const model = await this.stacks.explainModelUse(tx, { ...question, model: content.model });
    if (!model.allowed) return refuseByPolicy(model);
    for (const { governed } of bound) {
      const tool = await this.stacks.explainToolCall(tx, { ...question, tool: governed });
      if (!tool.allowed) return { ...refuseByPolicy(tool), about: aboutOf(governed) };
    }
    if (missing !== null) return refuseWithoutCredential(missing);
    const limit = run.duties.maxCostMicros ?? content.limits.maxCostMicros;
    const maxCostMicros = Math.min(limit, content.limits.maxCostMicros);
    return { inputs, maxCostMicros, reviewPercent: run.duties.reviewPercent };
  }

  /** A run that is stopped itself, or that cannot do without a tool that is. */
  private async stopped(
    tx: Tx,
    stops: readonly ActiveStop[],
    act: StoppableAct,
    bound: readonly OfferedBinding[],
  ): Promise<RunRefusedAnswer | null> {
    const [whole] = await this.stops.coveringOf(tx, stops, act);
    if (whole) return refuseStopped(whole);
    for (const { governed } of bound) {
      const [stop] = await this.stops.coveringOf(tx, stops, { ...act, ...governed });
      if (stop) return { ...refuseStopped(stop), about: aboutOf(governed) };
    }
    return null;
  }

  /** Only the person's own run that came to nothing is tried again, in the same way and once. */
  private async unrepeatable(tx: Tx, actor: Actor, request: StartRunRequest): Promise<RunRefusedAnswer | null> {
    const { retryOf = null, workflowId, mode } = request;
    if (retryOf === null) return null;
    const run = isId(retryOf) ? await this.runs.find(tx, retryOf as RunId) : null;
    const own =
      run?.actorId === actor.personId && run.parentRunId === null && run.workflowId === workflowId && run.mode === mode;
    if (run === null || !own || !isRetryable(run)) {
      const fault = { path: 'retryOf', message: 'Only a run of your own that came to nothing can be tried again.' };
      return refuseFields([fault], 'Start a new run instead.');
    }
    if (await this.runs.isRetried(tx, run.id)) {
      return refuse('RUN_ALREADY_RETRIED', 'This run was tried again already.', 'Look at the runs of this workflow.');
    }
    return null;
  }

  /** A model without a price is refused before it could cost something that nobody can account. */
  private unpriced(prices: readonly ModelPrice[], model: string): RunRefusedAnswer | null {
    try {
      getPrice(prices, model, this.clock.now());
      return null;
    } catch (error) {
      const refusal = error instanceof AppError ? refusalOf(error) : null;
      if (refusal === null) throw error;
      return refusal;
    }
  }
}

function aboutOf({ connectorId, toolId }: OfferedBinding['governed']): NonNullable<RunRefusedAnswer['about']> {
  return { connectorId: connectorId as ConnectorId, toolId: toolId as ToolId };
}
