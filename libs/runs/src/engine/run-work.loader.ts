import { Inject, Injectable } from '@nestjs/common';
import { AppError, type Clock, type JsonObject, type ToolId } from '@groundswell/kernel';
import { PeopleDirectory } from '@groundswell/identity';
import { CLOCK, together, type Tx } from '@groundswell/platform';
import {
  readRehearsal,
  REHEARSED_QUESTION,
  templateInputs,
  WorkflowLibrary,
  type CalledWorkflow,
  type VersionSummary,
} from '@groundswell/workflows';
import { CallTreeQuery } from '../call-workflow/call-tree.query.js';
import { callToolName } from '../domain/called-run.js';
import { getPrice } from '../domain/price-table.js';
import { withFiles, withWords } from '../domain/input-content.js';
import { runFailure } from '../domain/run-failure.js';
import { withoutKey } from '../domain/call-key.js';
import { ASK_PERSON } from '../domain/question.js';
import { offeredName, rehearsalName } from '../domain/tool-names.js';
import { ModelPrices } from '../ledger/model-prices.js';
import { ModelClients } from '../model/model-clients.js';
import type { ModelPort } from '../model/model.port.js';
import type { RunEntity } from '../persistence/run.entity.js';
import { RunsRepository } from '../persistence/runs.repository.js';
import { openingMessage, systemPrompt } from '../prompt/prompt.js';
import { StartInputs } from '../start-run/start-inputs.js';
import { executionDigest } from '../start-run/start-run.service.js';
import { ToolOffers, type OfferedBinding } from '../tools/tool-offers.js';
import type { Lease } from './lease.js';
import type { OfferedCall, RunWork } from './run-work.js';
import { WorkRefused } from './work-refused.js';

/** Loads all that a worker needs for one visit to a run. What no longer holds ends the run with the reason. */
@Injectable()
export class RunWorkLoader {
  constructor(
    private readonly repository: RunsRepository,
    private readonly library: WorkflowLibrary,
    private readonly people: PeopleDirectory,
    private readonly offers: ToolOffers,
    private readonly prices: ModelPrices,
    private readonly models: ModelClients,
    private readonly inputs: StartInputs,
    private readonly tree: CallTreeQuery,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws WorkRefused when the run cannot go on */
  async load(tx: Tx, run: RunEntity, lease: Lease): Promise<Omit<RunWork, 'signal'>> {
    const [actor, version, usdRateMicros, steps, prices, callerIds] = await together([
      this.people.findActor(tx, run.actorId),
      this.version(tx, run),
      this.people.usdRate(tx),
      // None before the first visit.
      run.startedAt === null ? [] : this.repository.steps(tx, run.id),
      this.prices.all(tx),
      this.tree.callers(tx, run.parentRunId),
    ]);
    if (actor === null) throw new WorkRefused(actorGone, true);
    const { content } = version;
    const [bound, words, calls, costBelowMicros] = await together([
      this.offers.boundTools(tx, content.bindings),
      this.inputs.words(tx, content.inputSchema, run.inputs),
      this.calls(tx, content.calls ?? []),
      content.calls === undefined ? 0 : this.tree.costBelow(tx, run.id),
    ]);
    return {
      run,
      steps,
      lease,
      actor,
      system: systemPrompt(content),
      opening: openingMessage(content.inputSchema, withFiles(run.inputs, words), run.createdAt),
      outputSchema: content.outputSchema,
      tools: bound.map((tool) => ({
        toolId: tool.toolId,
        governed: tool.governed,
        title: `${tool.governed.connectorName}: ${tool.governed.toolName}`,
        repeatable: tool.governed.risk === 'read' || tool.idempotencyArgument !== null,
        keyArgument: tool.idempotencyArgument,
        previewId: previewOf(tool, bound),
        offered: {
          name: offeredName(tool.slug, tool.governed.toolName),
          description: tool.description,
          inputSchema: withoutKey(tool.inputSchema, tool.idempotencyArgument),
        },
      })),
      calls,
      maxQuestions: content.limits.maxQuestions ?? 0,
      callerIds,
      costBelowMicros,
      model: this.modelOf(run, version, bound, withWords(run.inputs, words)),
      price: getPrice(prices, run.model, this.clock.now()),
      usdRateMicros,
    };
  }

  /** The inputs of a called version are the arguments of the call. */
  private async calls(tx: Tx, calls: readonly CalledWorkflow[]): Promise<OfferedCall[]> {
    const versions = await this.library.versionsByIds(
      tx,
      calls.map((call) => call.versionId),
    );
    return calls.flatMap((called) => {
      const version = versions.get(called.versionId);
      if (version === undefined) return [];
      const { inputSchema } = version.content;
      return [{ called, offered: { name: callToolName(called), description: called.description, inputSchema } }];
    });
  }

  private async version(tx: Tx, run: RunEntity): Promise<VersionSummary> {
    try {
      const version = await this.library.getForExecution(tx, run.versionId);
      if (executionDigest(version) === run.versionDigest) return version;
      throw new WorkRefused(versionChanged, false);
    } catch (error) {
      if (error instanceof AppError && error.kind !== 'unavailable') throw new WorkRefused(versionChanged, false);
      throw error;
    }
  }

  private modelOf(
    run: RunEntity,
    version: VersionSummary,
    bound: readonly OfferedBinding[],
    given: JsonObject,
  ): ModelPort {
    if (run.mode === 'practice') {
      const { rehearsal, inputSchema } = version.content;
      const names = bound.map((tool) => [tool.slug, tool.governed.toolName] as const);
      const toolNames = new Map([
        [REHEARSED_QUESTION, ASK_PERSON.name] as const,
        ...names.map(([slug, tool]) => [rehearsalName(slug, tool), offeredName(slug, tool)] as const),
        ...(version.content.calls ?? []).map((call) => [`workflows.${call.name}`, callToolName(call)] as const),
      ]);
      const inputs = templateInputs(inputSchema, given);
      const read = readRehearsal(rehearsal, { inputNames: Object.keys(inputs), toolNames: null });
      return this.models.practice({ rehearsal: read.ok ? read.rehearsal : null, inputs, toolNames });
    }
    const live = this.models.live();
    if (live === null) throw new WorkRefused(notConfigured, false);
    return live;
  }
}

const actorGone = runFailure(
  'PERMISSION_LOST',
  'The person on whose behalf this run works is no longer active, so it has no authority any more.',
  'Someone who may run this workflow starts it anew.',
);
const versionChanged = runFailure(
  'VERSION_CHANGED',
  'The version is no longer what this run began with.',
  'Start the run again: it then uses the version as it is now.',
);
const notConfigured = runFailure(
  'MODEL_NOT_CONFIGURED',
  'The model service is no longer configured on this installation.',
  'Practise the run, or record it by hand; an operator makes live runs possible with ANTHROPIC_API_KEY.',
);

/** A preview is a tool of the same connector that the version binds too, and that a steward labelled as one that only reads. */
function previewOf(tool: OfferedBinding, bound: readonly OfferedBinding[]): ToolId | null {
  const named = bound.find(
    ({ governed }) =>
      governed.connectorId === tool.governed.connectorId &&
      governed.toolName === tool.previewName &&
      governed.risk === 'read',
  );
  return named?.toolId ?? null;
}
