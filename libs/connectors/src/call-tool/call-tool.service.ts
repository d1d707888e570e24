import { Injectable } from '@nestjs/common';
import { AppError, isId, notFound, type ToolId, type WorkflowId, type JsonObject } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import type { Actor } from '@groundswell/platform';
import type { PolicyExplanation } from '@groundswell/policies';
import type { ToolOutput } from '../domain/tool-output.js';
import { GovernedCall } from '../governed-call/governed-call.service.js';

/** What a live trial shows. */
export type TrialResult =
  { readonly output: ToolOutput; readonly durationMs: number } | { readonly refusal: PolicyExplanation };

/** Calls a tool once for a builder who tries it out: the governed call path, without a run around it. */
@Injectable()
export class CallToolService {
  constructor(
    private readonly permissions: Permissions,
    private readonly governed: GovernedCall,
  ) {}

  /**
   * @throws AppError FORBIDDEN, NOT_FOUND, APPROVAL_NEEDED for a call that only a run can ask approval for,
   * TOOL_QUARANTINED, CONNECTOR_… when the connector fails
   */
  async call(actor: Actor, toolId: string, workflowId: string, args: unknown): Promise<TrialResult> {
    // A trial keeps no labels from one call to the next as a run does, so it is for those who build.
    this.permissions.require(actor, 'workflow.create');
    if (!isId(toolId)) throw notFound('tool');
    if (!isId(workflowId)) throw notFound('workflow');
    const result = await this.governed.call({
      actor,
      toolId: toolId as ToolId,
      workflowId: workflowId as WorkflowId,
      arguments: argumentsIn(args),
    });
    switch (result.kind) {
      case 'answered':
        return { output: result.output, durationMs: result.durationMs };
      case 'refused':
        return { refusal: result.explanation };
      case 'approval-needed':
        throw new AppError(
          'forbidden',
          'APPROVAL_NEEDED',
          `This call needs an approval, which only a run can ask for. Try it in a run. ${result.reason}`.trim(),
        );
      case 'quarantined':
        throw new AppError('conflict', 'TOOL_QUARANTINED', result.message, { details: { changes: result.changes } });
      case 'unanswered':
      case 'unreached':
        throw new AppError('unavailable', result.code, result.message);
    }
  }
}

function argumentsIn(value: unknown): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new AppError('invalid', 'INPUT_INVALID', 'The arguments are an object with one member per argument.', {
    fields: [{ path: 'arguments', message: 'Enter an object with one member per argument.' }],
  });
}
