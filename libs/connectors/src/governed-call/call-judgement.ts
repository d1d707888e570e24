import type { PolicyExplanation, RunLabels } from '@groundswell/policies';
import type { DefinitionChange } from '../domain/tool-difference.js';
import type { BoundTool } from '../persistence/bound-tools.repository.js';
import type { StoredTool } from '../persistence/connectors.repository.js';

const PRIVATE = new Set(['confidential', 'personal']);

/** What a run has been through once this tool was called in it. A label is never taken off. */
export function labelsAfter(
  before: RunLabels,
  tool: Pick<StoredTool, 'dataClass' | 'returnsUntrusted' | 'reachesOutside'>,
): RunLabels {
  return {
    privateData: before.privateData || PRIVATE.has(tool.dataClass),
    untrustedContent: before.untrustedContent || tool.returnsUntrusted,
    reachedOutside: before.reachedOutside || tool.reachesOutside,
  };
}

/** The explanation of a call that the stack would allow and the tool's own state forbids. */
export function blockedExplanation(
  explanation: PolicyExplanation,
  tool: Pick<StoredTool, 'id' | 'name' | 'connectorName'>,
): PolicyExplanation {
  const text = `The tool ${tool.name} of ${tool.connectorName}, allowed by a steward.`;
  const reason = 'A steward has not allowed this tool.';
  return {
    ...explanation,
    allowed: false,
    sentence: `May not call the tool ${tool.name} of ${tool.connectorName}: it is blocked.`,
    decidingLayerId: null,
    decidingLayerName: null,
    ruleId: null,
    reason,
    requestable: [text],
    mayRequest: [{ kind: 'tool', layerId: null, layerName: null, ruleId: null, toolId: tool.id, text }],
  };
}

/** The explanation of a call to a tool that the connector's present version does not offer. */
export function withdrawnExplanation(
  explanation: PolicyExplanation,
  tool: Pick<BoundTool, 'id' | 'name' | 'connectorName'>,
): PolicyExplanation {
  return {
    ...blockedExplanation(explanation, tool),
    sentence: `May not call the tool ${tool.name} of ${tool.connectorName}: the connector’s present version does not offer it.`,
    reason: 'A steward moved the connector to a version without this tool.',
    requestable: [`A tool of ${tool.connectorName} in the place of ${tool.name}.`],
    mayRequest: [],
  };
}

const NAMED = 3;

/** The sentence about a tool whose definition changed: what changed, and that just this binding waits. */
export function quarantineMessage(
  tool: Pick<StoredTool, 'name' | 'connectorName'>,
  changes: readonly DefinitionChange[],
): string {
  const named = changes.slice(0, NAMED).map((change) => `${change.area} (${change.label})`);
  const more = changes.length > NAMED ? ` and ${changes.length - NAMED} more` : '';
  const what = named.length === 0 ? '' : ` What changed: ${named.join(', ')}${more}.`;
  return `The tool ${tool.name} of ${tool.connectorName} is no longer what a steward approved.${what} It waits until one has looked at the difference; the other tools work on.`;
}
