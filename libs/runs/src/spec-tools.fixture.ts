import { Global, Injectable, Module } from '@nestjs/common';
import {
  canonicalJson,
  newId,
  type ConnectorId,
  type ConnectorVersionId,
  type JsonObject,
  type ToolId,
} from '@groundswell/kernel';
import { AuditModule, AuditWriter } from '@groundswell/audit';
import { PeopleDirectory } from '@groundswell/identity';
import { labelsAfter, type JudgedCall } from '@groundswell/connectors';
import { Database, type Tx } from '@groundswell/platform';
import { PolicyStacks, type GovernedTool } from '@groundswell/policies';
import { ToolDirectory, type DirectoryConnector, type VersionBinding } from '@groundswell/workflows';
import { cutSignal } from './cut-calls/cut-signal.js';
import { ToolCaller, type CallOutcome, type CallRequest, type ChangedCall } from './engine/tool-caller.js';
import { ToolOffers, type OfferedBinding } from './tools/tool-offers.js';

/** What a tool of a spec answers; a text, or a way to fail. */
export type SpecAnswer = { readonly text: string; readonly isError?: boolean } | 'no-answer' | 'unreachable' | 'cut';
type Handler = (args: JsonObject, signal: AbortSignal) => SpecAnswer | Promise<SpecAnswer>;

export interface SpecTool {
  readonly governed: GovernedTool & { readonly toolId: ToolId };
  readonly versionId: ConnectorVersionId;
  readonly slug: string;
  idempotencyArgument: string | null;
  previewName: string | null;
  handler: Handler;
}

/** Tools that live in a spec instead of on a server. What judges and records their calls is real. */
export class SpecTools {
  readonly calls: { readonly name: string; readonly arguments: JsonObject }[] = [];
  private readonly tools = new Map<ToolId, SpecTool>();

  add(
    connector: string,
    name: string,
    more: Partial<Omit<GovernedTool, 'toolId' | 'connectorId'>> = {},
    handler: Handler = () => ({ text: `${name} answered.` }),
  ): SpecTool {
    const known = [...this.tools.values()].find((tool) => tool.slug === connector);
    const toolId = newId<ToolId>();
    const tool: SpecTool = {
      versionId: known?.versionId ?? newId<ConnectorVersionId>(),
      slug: connector,
      idempotencyArgument: null,
      previewName: null,
      handler,
      governed: {
        toolId,
        connectorId: known?.governed.connectorId ?? newId<ConnectorId>(),
        connectorName: connector.toUpperCase(),
        toolName: name,
        risk: 'read',
        dataClass: 'internal',
        returnsUntrusted: false,
        reachesOutside: false,
        ...more,
      },
    };
    this.tools.set(toolId, tool);
    return tool;
  }

  get(toolId: string): SpecTool {
    const tool = this.tools.get(toolId as ToolId);
    if (tool === undefined) throw new Error('There is no such tool.');
    return tool;
  }

  all(): readonly SpecTool[] {
    return [...this.tools.values()];
  }
}

/** The tools of the specs of one file. */
export const specTools = new SpecTools();

@Injectable()
class SpecDirectory extends ToolDirectory {
  async describe(_tx: Tx, ids: readonly ConnectorId[]): Promise<ReadonlyMap<ConnectorId, DirectoryConnector>> {
    return new Map(
      ids.flatMap((id) => {
        const tools = specTools.all().filter((tool) => tool.governed.connectorId === id);
        const first = tools[0];
        if (first === undefined) return [];
        const described: DirectoryConnector = {
          connectorId: id,
          connectorVersionId: first.versionId,
          name: first.governed.connectorName,
          slug: first.slug,
          missingSecrets: [],
          tools: tools.map(({ governed }) => ({
            toolId: governed.toolId,
            name: governed.toolName,
            title: governed.toolName,
            risk: governed.risk,
            status: 'allowed',
            pin: `pin of ${governed.toolName}`,
          })),
        };
        return [[id, described] as const];
      }),
    );
  }

  async writingToolIds(): Promise<readonly ToolId[]> {
    return specTools.all().flatMap(({ governed }) => (governed.risk === 'read' ? [] : [governed.toolId]));
  }
}

@Injectable()
class SpecOffers extends ToolOffers {
  async boundTools(_tx: Tx, bindings: readonly VersionBinding[]): Promise<readonly OfferedBinding[]> {
    return bindings.flatMap((binding) =>
      binding.toolIds.map((toolId) => {
        const { governed, slug, idempotencyArgument, previewName } = specTools.get(toolId);
        const inputSchema = { type: 'object' };
        return {
          toolId,
          governed,
          slug,
          description: governed.toolName,
          inputSchema,
          idempotencyArgument,
          previewName,
        };
      }),
    );
  }

  async missingCredential(): Promise<null> {
    return null;
  }
}

@Injectable()
class SpecCaller extends ToolCaller {
  constructor(
    private readonly database: Database,
    private readonly stacks: PolicyStacks,
    private readonly audit: AuditWriter,
    private readonly people: PeopleDirectory,
  ) {
    super();
  }

  async judge(tx: Tx, { run, toolId, arguments: args }: ChangedCall): Promise<JudgedCall> {
    const { privateData, untrustedContent, reachedOutside } = run;
    const labels = { privateData, untrustedContent, reachedOutside };
    const { workflowId, trigger } = run;
    const actor = await this.people.findActor(tx, run.actorId);
    if (actor === null) return { kind: 'refused', message: 'Nobody runs it.', explanation: null };
    const tool = specTools.get(toolId).governed;
    const explanation = await this.stacks.explainToolCall(tx, { actor, workflowId, tool, labels, trigger });
    if (!explanation.allowed) return { kind: 'refused', message: explanation.sentence, explanation };
    if (args['fits'] === false)
      return { kind: 'misfit', faults: [{ path: 'arguments.fits', message: 'It does not.' }] };
    const argumentsDigest = canonicalJson([toolId, args]);
    return { kind: 'judged', arguments: args, argumentsDigest, approvers: explanation.duties.approvals, explanation };
  }

  async call(request: CallRequest): Promise<CallOutcome> {
    const { work, tool } = request;
    const found = specTools.get(tool.toolId);
    const { run, actor } = work;
    const labels = {
      privateData: run.privateData,
      untrustedContent: run.untrustedContent,
      reachedOutside: run.reachedOutside,
    };
    const judged = await this.database.transaction(run.organisationId, async (tx): Promise<CallOutcome | null> => {
      const explanation = await this.stacks.explainToolCall(tx, {
        actor,
        workflowId: run.workflowId,
        callerIds: work.callerIds,
        tool: found.governed,
        labels,
        trigger: run.trigger,
      });
      if (!explanation.allowed)
        return { kind: 'refused', message: explanation.sentence, explanation, auditEntryId: null };
      const argumentsDigest = canonicalJson([tool.toolId, request.arguments]);
      const { approvals } = explanation.duties;
      const given = request.approval?.argumentsDigest === argumentsDigest ? request.approval.approvers : [];
      if (approvals.some((approver) => !given.includes(approver))) {
        return {
          kind: 'approval-needed',
          approvers: approvals,
          reason: 'A rule asks for it.',
          argumentsDigest,
          explanation,
        };
      }
      const auditEntryId = await this.audit.record(tx, {
        actor,
        action: 'tool.called',
        subject: { type: 'tool', id: tool.toolId },
        details: { toolName: tool.title },
        links: { workflowId: run.workflowId, runId: run.id },
      });
      await request.beforeCall(tx, auditEntryId);
      return null;
    });
    if (judged !== null) return judged;
    specTools.calls.push({ name: found.governed.toolName, arguments: request.arguments });
    const answer = await found.handler(request.arguments, cutSignal(work.signal));
    if (answer === 'cut') return { kind: 'unanswered', message: 'The call was cut off.', cut: true };
    if (answer === 'no-answer') return { kind: 'unanswered', message: 'The connection broke.' };
    if (answer === 'unreachable') return { kind: 'unreached', message: 'Nobody listens.' };
    return {
      kind: 'answered',
      content: { content: [{ type: 'text', text: answer.text }] },
      text: answer.text,
      isError: answer.isError ?? false,
      labels: labelsAfter(labels, found.governed),
    };
  }
}

@Global()
@Module({
  imports: [AuditModule],
  providers: [
    { provide: ToolDirectory, useClass: SpecDirectory },
    { provide: ToolOffers, useClass: SpecOffers },
    { provide: ToolCaller, useClass: SpecCaller },
  ],
  exports: [ToolDirectory, ToolOffers, ToolCaller],
})
export class SpecToolsModule {}
