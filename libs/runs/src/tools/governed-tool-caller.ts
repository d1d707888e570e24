import { Injectable } from '@nestjs/common';
import { AppError } from '@groundswell/kernel';
import { CALL_CUT, GovernedCall, JudgeCall, type GovernedCallResult, type JudgedCall } from '@groundswell/connectors';
import { PeopleDirectory } from '@groundswell/identity';
import type { Tx } from '@groundswell/platform';
import { CallTreeQuery } from '../call-workflow/call-tree.query.js';
import { cutSignal } from '../cut-calls/cut-signal.js';
import { ToolCaller, type CallOutcome, type CallRequest, type ChangedCall } from '../engine/tool-caller.js';
import { runStateOf } from '../persistence/runs.repository.js';

/** The engine's way to tools: the governed call path, and nothing beside it. */
@Injectable()
export class GovernedToolCaller extends ToolCaller {
  constructor(
    private readonly governedCall: GovernedCall,
    private readonly judgeCall: JudgeCall,
    private readonly people: PeopleDirectory,
    private readonly tree: CallTreeQuery,
  ) {
    super();
  }

  async judge(tx: Tx, { run, ...call }: ChangedCall): Promise<JudgedCall> {
    const { workflowId, id: runId, trigger } = run;
    const { labels } = runStateOf(run);
    const actor = await this.people.findActor(tx, run.actorId);
    if (actor === null) return { kind: 'refused', message: PERSON_GONE, explanation: null };
    const callerIds = await this.tree.callers(tx, run.parentRunId);
    return this.judgeCall.judge(tx, { ...call, actor, workflowId, callerIds, runId, labels, trigger });
  }

  async call(request: CallRequest): Promise<CallOutcome> {
    const { run, actor, callerIds } = request.work;
    try {
      const result = await this.governedCall.call({
        actor,
        workflowId: run.workflowId,
        callerIds,
        runId: run.id,
        toolId: request.tool.toolId,
        arguments: request.arguments,
        labels: runStateOf(run).labels,
        trigger: run.trigger,
        approval: request.approval,
        // Cut off when the run ends or is another worker's; let end when the process merely stops.
        signal: cutSignal(request.work.signal),
        beforeCall: request.beforeCall,
      });
      return outcomeOf(result);
    } catch (error) {
      // The person lost the right to call tools, the tool is gone, or the arguments do not fit: the model hears it.
      if (error instanceof AppError && REFUSALS.has(error.kind)) {
        return { kind: 'refused', message: error.message, explanation: null, auditEntryId: null };
      }
      throw error;
    }
  }
}

const PERSON_GONE = 'The person on whose behalf this run works is no longer active.';
const REFUSALS: ReadonlySet<AppError['kind']> = new Set<AppError['kind']>(['forbidden', 'not-found', 'invalid']);

function outcomeOf(result: GovernedCallResult): CallOutcome {
  switch (result.kind) {
    case 'answered': {
      const { content, structuredContent, text, isError, truncated } = result.output;
      return {
        kind: 'answered',
        content: structuredContent === null ? { content, truncated } : { content, structuredContent, truncated },
        text,
        isError,
        labels: result.labels,
      };
    }
    case 'unanswered':
      return { kind: 'unanswered', message: result.message, cut: result.code === CALL_CUT };
    case 'refused': {
      const { explanation, auditEntryId } = result;
      return { kind: 'refused', message: explanation.sentence, explanation, auditEntryId };
    }
    case 'quarantined':
      return { kind: 'refused', message: result.message, explanation: null, auditEntryId: result.auditEntryId };
    case 'approval-needed': {
      const { approvers, reason, argumentsDigest, explanation } = result;
      return { kind: 'approval-needed', approvers, reason, argumentsDigest, explanation };
    }
    case 'unreached':
      return { kind: 'unreached', message: result.message };
  }
}
