import { Injectable } from '@nestjs/common';
import { notFound, type ToolId } from '@groundswell/kernel';
import { ConnectorsDirectory, governedTool, type ToolSummary } from '@groundswell/connectors';
import type { Actor, Tx } from '@groundswell/platform';
import { PolicyStacks, type PlainPermission, type PolicyExplanation } from '@groundswell/policies';
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
      const held = tool === undefined ? null : heldBack(tool);
      return held === null || !permission.allowed ? permission : { ...permission, allowed: false, ...held };
    });
  }

  /** Why a workflow may call a tool, or may not. @throws AppError NOT_FOUND */
  async explain(tx: Tx, actor: Actor, workflowId: string, toolId: string): Promise<PolicyExplanation> {
    const workflow = await this.library.get(tx, actor, workflowId);
    const tool = (await this.connectors.toolsByIds(tx, [toolId])).get(toolId as ToolId);
    if (tool === undefined) throw notFound('tool');
    const explanation = await this.stacks.explainToolCall(tx, {
      actor,
      workflowId: workflow.id,
      tool: governedTool(tool),
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
    };
  }
}

const CHANGES_NAMED = 3;

function whatChanged({ changed }: ToolSummary): string {
  return changed.length === 0 ? '' : ` What changed: ${changed.slice(0, CHANGES_NAMED).join(', ')}.`;
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
