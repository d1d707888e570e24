import { Injectable } from '@nestjs/common';
import { notFound, type ToolId } from '@groundswell/kernel';
import { ConnectorsDirectory, governedTool, type ToolSummary } from '@groundswell/connectors';
import type { Actor, Tx } from '@groundswell/platform';
import {
  PolicyStacks,
  type PlainPermission,
  type PolicyExplanation,
  type RunLabels,
  type Trigger,
} from '@groundswell/policies';
import { WorkflowLibrary } from '@groundswell/workflows';

/** Says in plain words what a workflow may do with its tools: what the stack says, and what the tool's own state adds. */
@Injectable()
export class ToolPermissionsQuery {
  constructor(
    private readonly library: WorkflowLibrary,
    private readonly connectors: ConnectorsDirectory,
    private readonly stacks: PolicyStacks,
  ) {}

  /** One sentence for each tool that the published version, or the draft, binds. @throws AppError NOT_FOUND */
  async ofWorkflow(tx: Tx, actor: Actor, workflowId: string): Promise<readonly PlainPermission[]> {
    const workflow = await this.library.get(tx, actor, workflowId);
    const tools = [...(await this.connectors.toolsByIds(tx, workflow.boundToolIds)).values()];
    const said = await this.stacks.explainTools(tx, actor, workflow.id, tools.map(governedTool));
    return said.map((permission) => {
      const tool = tools.find((one) => one.toolId === permission.toolId);
      if (tool === undefined || !permission.allowed) return permission;
      const held = heldBack(tool);
      if (held === null) return permission;
      return { ...permission, allowed: false, ...held, mayRequest: askForTool(tool).mayRequest ?? [] };
    });
  }

  /**
   * Why a workflow may call a tool, or may not.
   * @param asked for whom and in what run; for the person who asks, in a run that has not begun, unless told
   * @throws AppError NOT_FOUND
   */
  async explain(
    tx: Tx,
    actor: Actor,
    workflowId: string,
    toolId: string,
    asked: { readonly actor?: Actor; readonly trigger?: Trigger; readonly labels?: RunLabels } = {},
  ): Promise<PolicyExplanation> {
    const workflow = await this.library.get(tx, actor, workflowId);
    const tool = (await this.connectors.toolsByIds(tx, [toolId])).get(toolId as ToolId);
    if (tool === undefined) throw notFound('tool');
    const explanation = await this.stacks.explainToolCall(tx, {
      actor: asked.actor ?? actor,
      workflowId: workflow.id,
      tool: governedTool(tool),
      trigger: asked.trigger,
      labels: asked.labels,
    });
    const held = heldBack(tool);
    if (held === null || !explanation.allowed) return explanation;
    const { sentence } = held;
    return {
      ...explanation,
      allowed: false,
      sentence,
      reason: sentence,
      decidingLayerId: null,
      decidingLayerName: null,
      ruleId: null,
      ...askForTool(tool),
    };
  }

  /** What the layers may ask in the course of a run that calls this tool, each with its origin. */
  async possibleDuties(tx: Tx, actor: Actor, workflowId: string, toolId: string): Promise<readonly string[]> {
    const tool = (await this.connectors.toolsByIds(tx, [toolId])).get(toolId as ToolId);
    if (tool === undefined) return [];
    const [said] = await this.stacks.explainTools(tx, actor, workflowId, [governedTool(tool)]);
    return said?.obligations ?? [];
  }
}

const CHANGES_NAMED = 3;

function whatChanged({ changed }: ToolSummary): string {
  return changed.length === 0 ? '' : ` What changed: ${changed.slice(0, CHANGES_NAMED).join(', ')}.`;
}

/** A steward can allow a blocked tool; what changed or is gone takes more than an answer. */
function askForTool(tool: ToolSummary): Pick<PolicyExplanation, 'requestable' | 'mayRequest'> {
  if (tool.withdrawn || tool.status !== 'blocked') return { requestable: [], mayRequest: [] };
  const text = `The tool ${tool.name} of ${tool.connectorName}, allowed by a steward.`;
  const request = { kind: 'tool' as const, layerId: null, layerName: null, ruleId: null, toolId: tool.toolId, text };
  return { requestable: [text], mayRequest: [request] };
}

/** What keeps a tool from being called although the stack allows it. */
function heldBack(tool: ToolSummary): Pick<PlainPermission, 'sentence' | 'origin' | 'originLayerId'> | null {
  const name = `${tool.name} of ${tool.connectorName}`;
  if (tool.withdrawn) {
    return {
      sentence: `May not call the tool ${name}: the connector’s present version does not offer it.`,
      origin: 'Connector',
      originLayerId: null,
    };
  }
  switch (tool.status) {
    case 'allowed':
      return null;
    case 'blocked':
      return {
        sentence: `May not call the tool ${name}: a steward has not allowed it.`,
        origin: 'Connector',
        originLayerId: null,
      };
    case 'quarantined':
      return {
        sentence: `May not call the tool ${name} for now: its definition changed and waits for a steward.${whatChanged(tool)}`,
        origin: 'Connector',
        originLayerId: null,
      };
  }
}
