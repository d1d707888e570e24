import { Inject, Injectable } from '@nestjs/common';
import { type Clock, isId, notFound, type WorkflowId } from '@groundswell/kernel';
import { type Actor, CLOCK, type Tx } from '@groundswell/platform';
import { passagesOf } from '../domain/exception.js';
import { explain, type PolicyExplanation } from '../domain/explanation.js';
import { NO_PASSAGES, type Passages } from '../domain/layer.js';
import { type GovernedTool, toolCallQuestion } from '../domain/governed-tool.js';
import { conjunction, decide, type Decision } from '../domain/stack.js';
import {
  NO_LABELS,
  type PolicyQuestion,
  type RunLabels,
  type RunMode,
  type Stage,
  type Trigger,
} from '../domain/subjects.js';
import { possibleDuties, type PlainPermission } from './plain-permissions.js';
import { LayerCache, type WorkflowStack } from './layer-cache.service.js';
import { layerOrigin, type LayerOrigin } from './layer-origin.js';

/** What each question may say of the way to it. */
interface Called {
  /** The workflows that call this one, directly or through others: their stacks must allow it too. */
  readonly callerIds?: readonly string[];
}

/** One tool call that wants to be made. */
export interface ToolCallQuestion extends Called {
  readonly actor: Actor;
  readonly workflowId: string;
  readonly tool: GovernedTool;
  readonly labels?: RunLabels;
  readonly trigger?: Trigger;
}

/** One model that wants to be used. */
export interface ModelQuestion extends Called {
  readonly actor: Actor;
  readonly workflowId: string;
  readonly model: string;
  readonly mode: RunMode;
  readonly trigger?: Trigger;
}

/** One run that wants to be started. */
export interface RunQuestion extends Called {
  readonly actor: Actor;
  readonly workflowId: string;
  readonly stage: Stage;
  readonly mode: RunMode;
  readonly trigger?: Trigger;
  readonly maxTurns: number;
  readonly maxCostMicros: number;
}

function toolCall(question: ToolCallQuestion): PolicyQuestion {
  const { actor, tool, labels = NO_LABELS, trigger = 'person' } = question;
  return toolCallQuestion(tool, { actorRoles: actor.roles, labels, trigger });
}

/**
 * The stacks that govern workflows: what may happen, why, and where each rule comes from. Always read at the moment of the
 * question, so that tightening a layer binds every descendant at its next call. Says nothing about what the actor's own
 * roles allow: authority is the intersection of both.
 */
@Injectable()
export class PolicyStacks {
  constructor(
    private readonly cache: LayerCache,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** May this tool be called now? @throws AppError NOT_FOUND for a workflow of nobody or of strangers */
  async explainToolCall(tx: Tx, question: ToolCallQuestion): Promise<PolicyExplanation> {
    return this.explain(tx, question, toolCall(question));
  }

  async explainModelUse(tx: Tx, question: ModelQuestion): Promise<PolicyExplanation> {
    const { actor, model, mode, trigger = 'person' } = question;
    return this.explain(tx, question, {
      action: 'model.use',
      subject: { type: 'Model', model, mode, trigger, actorRoles: actor.roles },
    });
  }

  /** May this workflow be run so? `duties.maxCostMicros` is the smallest cost limit that any layer sets. */
  async explainRun(tx: Tx, question: RunQuestion): Promise<PolicyExplanation> {
    const { actor, workflowId, callerIds, trigger = 'person', ...facts } = question;
    return this.explain(
      tx,
      { workflowId, callerIds },
      {
        action: 'workflow.run',
        subject: { type: 'Workflow', ...facts, trigger, actorRoles: actor.roles },
      },
    );
  }

  /** What a workflow may do with each of some tools, in plain sentences with the origin of each. */
  async explainTools(
    tx: Tx,
    actor: Actor,
    workflowId: string,
    tools: readonly GovernedTool[],
  ): Promise<PlainPermission[]> {
    const stack = await this.stack(tx, workflowId);
    const { layers, ancestry, compiled, vocabulary } = stack;
    const passages = this.passages(stack);
    const originOf = (layerId: string | null) => {
      const layer = layers.find((one) => one.id === layerId);
      return layer ? layerOrigin(layer, ancestry) : 'No organisation layer';
    };
    return tools.map((tool) => {
      const question = toolCall({ actor, workflowId, tool });
      const explanation = explain(decide(compiled, question, passages), vocabulary);
      return {
        toolId: tool.toolId,
        toolName: tool.toolName,
        connectorName: tool.connectorName,
        allowed: explanation.allowed,
        sentence: explanation.sentence,
        origin: originOf(explanation.decidingLayerId),
        originLayerId: explanation.decidingLayerId,
        exceptions: explanation.exceptions ?? [],
        mayRequest: explanation.mayRequest ?? [],
        obligations: possibleDuties(compiled, question, passages).map(
          ({ layerId, text }) => `${text(vocabulary)} (${originOf(layerId)})`,
        ),
      };
    });
  }

  /**
   * The layers that govern a workflow, in the order of the explanation, each with its origin.
   * @param connectorIds connectors whose layers count: those that the workflow binds
   */
  async layersOf(tx: Tx, workflowId: string, connectorIds: readonly string[]): Promise<LayerOrigin[]> {
    const { layers, ancestry } = await this.stack(tx, workflowId);
    return layers
      .filter((layer) => layer.scope !== 'connector' || connectorIds.includes(layer.targetId))
      .map((layer) => ({
        layerId: layer.id,
        scope: layer.scope,
        name: layer.name,
        version: layer.version,
        digest: layer.digest,
        origin: layerOrigin(layer, ancestry),
        ruleCount: layer.rules.length + layer.obligations.length,
        own: layer.scope === 'workflow' && layer.targetId === workflowId,
      }));
  }

  /** The bare decision, for whoever judges many questions and explains few. */
  async decide(tx: Tx, workflowId: string, question: PolicyQuestion): Promise<Decision> {
    const stack = await this.stack(tx, workflowId);
    return decide(stack.compiled, question, this.passages(stack));
  }

  private async explain(
    tx: Tx,
    { workflowId, callerIds = [] }: { readonly workflowId: string; readonly callerIds?: readonly string[] | undefined },
    question: PolicyQuestion,
  ): Promise<PolicyExplanation> {
    const stack = await this.stack(tx, workflowId);
    const own = decide(stack.compiled, question, this.passages(stack));
    const callers: Decision[] = [];
    for (const callerId of callerIds) callers.push(await this.decide(tx, callerId, question));
    return explain(conjunction(own, callers), stack.vocabulary);
  }

  // At the moment of the question: an exception ends at its instant, also when the job that ends it is late.
  private passages({ compiled, exceptions }: WorkflowStack): Passages {
    return exceptions.length === 0 ? NO_PASSAGES : passagesOf(compiled, exceptions, this.clock.now());
  }

  private async stack(tx: Tx, workflowId: string): Promise<WorkflowStack> {
    const stack = isId(workflowId) ? await this.cache.findStack(tx, workflowId as WorkflowId) : null;
    if (!stack) throw notFound('workflow');
    return stack;
  }
}
