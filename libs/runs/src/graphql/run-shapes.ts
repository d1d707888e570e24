import { isEnd, phaseOf } from '../domain/run.js';
import { dollarsPerMillion, type ModelPrice } from '../domain/price-table.js';
import type { StepStatus } from '../domain/step.js';
import type { CostEntryEntity } from '../persistence/cost-entry.entity.js';
import type { RunStepEntity } from '../persistence/run-step.entity.js';
import type { RunEntity } from '../persistence/run.entity.js';
import type { RunSummary } from '../persistence/run-summary.js';
import type { CostEntryType } from './cost-entry.type.js';
import type { CallPreviewType, ModelPriceType, RunType, StepType } from './run.type.js';

/** The GraphQL shape of a run. Fields are named one by one: what is not named stays inside. */
export function runTypeOf(run: RunSummary): RunType {
  return {
    id: run.id,
    mode: run.mode,
    trigger: run.trigger,
    purpose: run.purpose,
    status: run.status,
    waitingFor: run.waitingFor,
    waitsUntil: run.waitsUntil,
    revision: run.revision,
    inputs: run.inputs,
    output: run.output,
    outputText: run.outputText,
    note: run.note,
    failure: run.failure,
    labels: {
      privateData: run.privateData,
      untrustedContent: run.untrustedContent,
      reachedOutside: run.reachedOutside,
    },
    turns: run.turns,
    inputTokens: run.inputTokens,
    outputTokens: run.outputTokens,
    cacheReadTokens: run.cacheReadTokens,
    cacheWriteTokens: run.cacheWriteTokens,
    costMicros: run.costMicros,
    maxCostMicros: run.maxCostMicros,
    costPicoUsd: run.costPicoUsd,
    createdAt: run.createdAt,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    durationMs: span(run.startedAt, run.endedAt),
    organisationId: run.organisationId,
    workflowId: run.workflowId,
    versionId: run.versionId,
    actorId: run.actorId,
    parentRunId: run.parentRunId,
    retryOf: run.retryOfId,
    storedOutcome: run.outcome,
  };
}

/** The GraphQL shape of a step. */
export function stepTypeOf(step: RunStepEntity, run: Pick<RunEntity, 'status' | 'waitingFor'>): StepType {
  return {
    id: step.id,
    seq: step.seq,
    kind: step.kind,
    status: shownStatus(step, run),
    title: step.title,
    startedAt: step.startedAt,
    endedAt: step.endedAt,
    durationMs: span(step.startedAt, step.endedAt),
    arguments: step.arguments,
    result: step.result,
    text: step.text ?? (step.kind === 'tool' ? step.told : null),
    explanation: step.explanation,
    practice: step.practice,
    costMicros: step.costMicros,
    childRunId: step.childRunId,
    auditEntryId: step.auditEntryId,
    toolId: step.toolId,
    editedById: step.editedById,
  };
}

/** What a preview found: fields before and after where it says so in structure, its words otherwise. */
export function callPreviewOf(result: unknown): CallPreviewType | null {
  const answer = recordOf(result);
  const structured = recordOf(answer?.['structuredContent']);
  if (structured !== null && ('before' in structured || 'after' in structured)) {
    return { before: structured['before'] ?? null, after: structured['after'] ?? null, text: null };
  }
  const parts: unknown = answer?.['content'];
  const texts = (Array.isArray(parts) ? parts : []).flatMap((part: unknown) => {
    const text = recordOf(part)?.['text'];
    return typeof text === 'string' ? [text] : [];
  });
  return texts.length === 0 ? null : { before: null, after: null, text: texts.join('\n') };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null ? { ...value } : null;
}

/** A step that was under way when its run was cancelled: of a write nobody knows whether it happened. */
function shownStatus(step: RunStepEntity, run: Pick<RunEntity, 'status' | 'waitingFor'>): StepStatus {
  if (step.status !== 'intended' || !isEnd(phaseOf(run.status, run.waitingFor))) return step.status;
  return step.kind === 'tool' && !step.repeatable && step.childRunId === null ? 'unknown' : 'cancelled';
}

/** The GraphQL shape of a line of the cost ledger. */
export function costEntryTypeOf(entry: CostEntryEntity): CostEntryType {
  return {
    id: entry.id,
    kind: entry.kind,
    runId: entry.runId,
    minutes: entry.minutes,
    inputTokens: entry.inputTokens,
    outputTokens: entry.outputTokens,
    cacheReadTokens: entry.cacheReadTokens,
    cacheWriteTokens: entry.cacheWriteTokens,
    model: entry.model,
    estimated: entry.estimated,
    rateMicrosPerHour: entry.rateMicrosPerHour,
    amountMicros: entry.amountMicros,
    at: entry.at,
    corrects: entry.correctsId,
    note: entry.note,
    workflowId: entry.workflowId,
    personId: entry.personId,
  };
}

/** One line per tier of a price list. */
export function modelPriceTypesOf(price: ModelPrice): ModelPriceType[] {
  return price.tiers.map((tier) => ({
    model: price.model,
    inputPerMTok: dollarsPerMillion(tier.input),
    outputPerMTok: dollarsPerMillion(tier.output),
    cacheReadPerMTok: dollarsPerMillion(tier.cacheRead),
    cacheWritePerMTok: dollarsPerMillion(tier.cacheWrite5m),
    cacheWrite1hPerMTok: dollarsPerMillion(tier.cacheWrite1h),
    contextTokens: price.contextTokens,
    maxOutputTokens: price.maxOutputTokens,
    listId: price.id,
    upToPromptTokens: tier.upToPromptTokens,
    validFrom: price.validFrom,
    note: price.note,
  }));
}

function span(from: Date | null, to: Date | null): number | null {
  return from === null || to === null ? null : Math.max(0, to.getTime() - from.getTime());
}
