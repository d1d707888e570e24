import { Inject, Injectable } from '@nestjs/common';
import { type AuditEntryId, canonicalJson, type Clock, type JsonObject, newId } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { CLOCK, together, type Tx } from '@groundswell/platform';
import {
  ActiveStops,
  lockOutStops,
  NO_LABELS,
  type PolicyExplanation,
  PolicyStacks,
  type StoppableAct,
  stoppedExplanation,
} from '@groundswell/policies';
import { connectionKey } from '../connections/connections.service.js';
import { callDigest, type ToolDefinition } from '../domain/tool-definition.js';
import { driftOf } from '../domain/tool-status.js';
import { ConnectorJournal } from '../persistence/connector-journal.js';
import { BoundToolsRepository, type CallableTool } from '../persistence/bound-tools.repository.js';
import { driftIn, stateOf } from '../persistence/tool-record.js';
import { ToolPins } from '../pins/tool-pins.service.js';
import { blockedExplanation, quarantineMessage, withdrawnExplanation } from './call-judgement.js';
import type { GovernedCallRequest, GovernedCallResult } from './call-request.js';

type Refusal = Extract<GovernedCallResult, { kind: 'refused' | 'quarantined' | 'approval-needed' }>;

/** A call that may be made, and is written down. */
export interface Passed {
  readonly kind: 'passed';
  readonly tool: CallableTool;
  readonly definition: ToolDefinition;
  readonly auditEntryId: AuditEntryId;
  readonly explanation: PolicyExplanation;
}

/** The connector's version or credentials are not those of the conversation that was looked at. */
export interface Moved {
  readonly kind: 'moved';
}

const ARGUMENT_CHARACTERS = 4_000;

/**
 * The order in which a call is judged: the person's authority and the workflow's stack, the tool's status and pin, the
 * obligations. What passes is written to the audit log in the same transaction.
 */
@Injectable()
export class CallGate {
  constructor(
    private readonly permissions: Permissions,
    private readonly stacks: PolicyStacks,
    private readonly stops: ActiveStops,
    private readonly repository: BoundToolsRepository,
    private readonly pins: ToolPins,
    private readonly journal: ConnectorJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Judges what can be judged without asking the server.
   * @returns the tool and why it may be called, or the refusal
   * @throws AppError FORBIDDEN for who may call no tools, NOT_FOUND for a tool or workflow of nobody or of strangers
   */
  async admit(
    tx: Tx,
    request: GovernedCallRequest,
  ): Promise<{ readonly tool: CallableTool; readonly explanation: PolicyExplanation } | { readonly refusal: Refusal }> {
    const { actor, workflowId } = request;
    this.permissions.require(actor, 'tool.call', { type: 'tool', organisationId: actor.organisationId });
    const [tool, stops] = await together([
      this.repository.getCallable(tx, request.toolId, actor.personId),
      this.stops.all(tx),
    ]);
    const explanation = await this.stacks.explainToolCall(tx, {
      actor,
      workflowId,
      callerIds: request.callerIds ?? [],
      labels: request.labels ?? NO_LABELS,
      trigger: request.trigger ?? 'person',
      tool: {
        toolId: tool.id,
        toolName: tool.name,
        connectorId: tool.connectorId,
        connectorName: tool.connectorName,
        risk: tool.risk,
        dataClass: tool.dataClass,
        returnsUntrusted: tool.returnsUntrusted,
        reachesOutside: tool.reachesOutside,
      },
    });
    const [stop] = await this.stops.coveringOf(tx, stops, actOf(request, tool));
    if (stop) return { refusal: await this.refuse(tx, request, tool, stoppedExplanation(explanation, stop), stop.id) };
    if (!explanation.allowed) return { refusal: await this.refuse(tx, request, tool, explanation) };
    if (tool.withdrawn) {
      return { refusal: await this.refuse(tx, request, tool, withdrawnExplanation(explanation, tool)) };
    }
    if (tool.status === 'quarantined') {
      return { refusal: await this.holdBack(tx, request, tool, driftIn(tool)?.changes ?? []) };
    }
    if (tool.status === 'blocked') {
      return { refusal: await this.refuse(tx, request, tool, blockedExplanation(explanation, tool)) };
    }
    return { tool, explanation };
  }

  /**
   * Judges the whole call and, if it passes, writes it down and lets the caller write down its part.
   * @param looked the conversation that was asked, and what it lists at this moment
   */
  async pass(
    tx: Tx,
    request: GovernedCallRequest,
    looked: {
      readonly key: string;
      readonly definitions: readonly ToolDefinition[];
      readonly scrub: (value: JsonObject) => JsonObject;
    },
  ): Promise<Passed | Moved | Refusal> {
    // The first lock of the transaction, as it is of a stop: neither ever waits for the other with something in its hands.
    const [, admitted] = await together([lockOutStops(tx), this.admit(tx, request)]);
    if ('refusal' in admitted) return admitted.refusal;
    const { tool, explanation } = admitted;
    const key = connectionKey({
      connectorId: tool.connectorId,
      versionId: tool.connectorVersionId,
      personId: tool.personal ? request.actor.personId : null,
      secretsSet: tool.secretsSet,
    });
    if (key !== looked.key) return { kind: 'moved' };
    const definition = looked.definitions.find((one) => one.name === tool.name);
    const drift = driftOf(stateOf(tool), definition);
    if (drift || !definition) {
      if (drift) await this.pins.quarantine(tx, tool.id, drift);
      return this.holdBack(tx, request, tool, drift?.changes ?? []);
    }
    const argumentsDigest = callDigest({
      toolId: tool.id,
      definitionDigest: tool.digest,
      arguments: request.arguments,
    });
    const approvers = explanation.duties.approvals;
    if (!isApproved(request, argumentsDigest, approvers)) {
      const reason = explanation.obligations.join(' ');
      return { kind: 'approval-needed', argumentsDigest, approvers, reason, explanation };
    }
    const auditEntryId = newId<AuditEntryId>(this.clock.now().getTime());
    const details = {
      definitionDigest: tool.digest,
      argumentsDigest,
      ...shownArguments(looked.scrub(request.arguments)),
      ...(approvers.length > 0 ? { approvedBy: approvers } : {}),
      ...(request.approval?.editedById == null ? {} : { argumentsEditedById: request.approval.editedById }),
    };
    await request.beforeCall?.(tx, auditEntryId);
    await this.record(tx, request, tool, 'tool.called', details, auditEntryId);
    return { kind: 'passed', tool, definition, auditEntryId, explanation };
  }

  /** Writes a call down that went out and brought nothing back. */
  async recordUnanswered(tx: Tx, request: GovernedCallRequest, passed: Passed, message: string): Promise<void> {
    const details = { callEntryId: passed.auditEntryId, message };
    await this.record(tx, request, passed.tool, 'tool.call.unanswered', details);
  }

  private async refuse(
    tx: Tx,
    request: GovernedCallRequest,
    tool: CallableTool,
    explanation: PolicyExplanation,
    stopId?: string,
  ): Promise<Refusal> {
    const auditEntryId = await this.record(tx, request, tool, 'tool.call.refused', {
      reason: explanation.sentence,
      layerId: explanation.decidingLayerId,
      ruleId: explanation.ruleId,
      ...(stopId === undefined ? {} : { stopId }),
    });
    return { kind: 'refused', explanation, auditEntryId };
  }

  private async holdBack(
    tx: Tx,
    request: GovernedCallRequest,
    tool: CallableTool,
    changes: Extract<Refusal, { kind: 'quarantined' }>['changes'],
  ): Promise<Refusal> {
    const auditEntryId = await this.record(tx, request, tool, 'tool.call.quarantined', {
      changed: changes.map((change) => `${change.area}: ${change.label}`).slice(0, 20),
    });
    return { kind: 'quarantined', message: quarantineMessage(tool, changes), changes, auditEntryId };
  }

  private record(
    tx: Tx,
    request: GovernedCallRequest,
    tool: CallableTool,
    action: string,
    details: JsonObject,
    id?: AuditEntryId,
  ): Promise<AuditEntryId> {
    const { workflowId, runId, trigger = 'person' } = request;
    return this.journal.ofTool(
      tx,
      request.actor,
      action,
      tool,
      { trigger, ...details },
      { workflowId, ...(runId === undefined ? {} : { runId }) },
      id,
    );
  }
}

/** The call as the stops see it. */
export function actOf({ runId, actor, workflowId }: GovernedCallRequest, tool: CallableTool): StoppableAct {
  const { connectorId, id: toolId, name: toolName } = tool;
  return { runId, actorId: actor.personId, workflowId, connectorId, toolId, toolName };
}

function isApproved(
  { approval }: GovernedCallRequest,
  argumentsDigest: string,
  approvers: PolicyExplanation['duties']['approvals'],
): boolean {
  if (approvers.length === 0) return true;
  if (!approval || approval.argumentsDigest !== argumentsDigest) return false;
  return approvers.every((approver) => approval.approvers.includes(approver));
}

/** The arguments, where they are short enough for a log; their digest stands there in any case. */
function shownArguments(args: JsonObject): JsonObject {
  const text = canonicalJson(args);
  return text.length <= ARGUMENT_CHARACTERS ? { arguments: args } : { argumentsLength: text.length };
}
