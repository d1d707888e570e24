import type { PolicyExplanation, RunLabels } from '@groundswell/policies';
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
  tool: Pick<StoredTool, 'name' | 'connectorName'>,
): PolicyExplanation {
  const reason = 'A steward has not allowed this tool.';
  return {
    ...explanation,
    allowed: false,
    sentence: `May not call the tool ${tool.name} of ${tool.connectorName}: it is blocked.`,
    decidingLayerId: null,
    decidingLayerName: null,
    ruleId: null,
    reason,
    requestable: [`The tool ${tool.name} of ${tool.connectorName}, allowed by a steward.`],
  };
}

/** The sentence about a tool whose definition changed. */
export function quarantineMessage(tool: Pick<StoredTool, 'name' | 'connectorName'>): string {
  return `The tool ${tool.name} of ${tool.connectorName} is no longer what a steward approved. It waits until one has looked at the difference.`;
}
