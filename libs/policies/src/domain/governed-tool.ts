import type { DataClass, PolicyQuestion, Risk, RunLabels, Trigger } from './subjects.js';

/** A tool as connectors know it. */
export interface GovernedTool {
  readonly toolId: string;
  readonly connectorId: string;
  readonly connectorName: string;
  readonly toolName: string;
  readonly risk: Risk;
  readonly dataClass: DataClass;
  readonly returnsUntrusted: boolean;
  readonly reachesOutside: boolean;
}

/** The question that a call of a tool puts to a stack. */
export function toolCallQuestion(
  tool: GovernedTool,
  asked: { readonly actorRoles: readonly string[]; readonly labels: RunLabels; readonly trigger: Trigger },
): PolicyQuestion {
  const { toolId: _, ...facts } = tool;
  return { action: 'tool.call', subject: { type: 'Tool', ...facts, ...asked } };
}
