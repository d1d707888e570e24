import type { ConnectorId, ConnectorVersionId, FieldFault, ToolId } from '@groundswell/kernel';
import type { VersionBinding } from './workflow-version.js';

/** One reason why a version cannot be published now, and what would lift it. */
export interface BlockedReason {
  readonly code: string;
  readonly message: string;
  readonly nextStep: string;
  /** What a steward can be asked for: this tool, or without one the connector's credential. */
  readonly askFor?: { readonly connectorId: ConnectorId; readonly toolId: ToolId | null };
}

/** A bound tool as it is at the moment of publishing. */
export interface ToolNow {
  readonly toolId: ToolId;
  readonly formerIds?: readonly ToolId[];
  readonly name: string;
  readonly status: 'allowed' | 'blocked' | 'quarantined';
  readonly pin: string;
}

/** A bound connector as it is at the moment of publishing. */
export interface ConnectorNow {
  readonly connectorVersionId: ConnectorVersionId;
  readonly name: string;
  readonly missingSecrets: readonly string[];
  readonly tools: readonly ToolNow[];
}

/** What is about to be published. */
export interface Candidate {
  readonly bindings: readonly VersionBinding[];
  /** The digests of the tools' definitions when the version was submitted. */
  readonly pins: Readonly<Record<ToolId, string>>;
  /** What its content lacks. */
  readonly faults: readonly FieldFault[];
}

const STEWARD = 'Ask a steward';

/** Everything that keeps a version from being published, so that a reviewer hears of all of it at once. */
export function publishBlocks(
  candidate: Candidate,
  connectors: ReadonlyMap<ConnectorId, ConnectorNow>,
): readonly BlockedReason[] {
  const content = candidate.faults.map((fault) => ({
    code: 'CONTENT_INCOMPLETE',
    message: `${fault.path}: ${fault.message}`,
    nextStep: 'Reject the version, so that its builder can correct this and submit it again.',
  }));
  return [...content, ...candidate.bindings.flatMap((binding) => bindingBlocks(binding, candidate.pins, connectors))];
}

function bindingBlocks(
  binding: VersionBinding,
  pins: Readonly<Record<ToolId, string>>,
  connectors: ReadonlyMap<ConnectorId, ConnectorNow>,
): BlockedReason[] {
  const connector = connectors.get(binding.connectorId);
  if (connector === undefined) {
    return [
      block(
        'CONNECTOR_MISSING',
        'A connector that it binds does not exist any more.',
        'Reject the version; its builder binds another connector.',
      ),
    ];
  }
  const blocks: BlockedReason[] = [];
  if (connector.connectorVersionId !== binding.connectorVersionId) {
    const message = `The connector ${connector.name} was changed since the version was submitted.`;
    blocks.push(block('CONNECTOR_CHANGED', message, 'Reject the version; submitting it again takes in the change.'));
  }
  if (connector.missingSecrets.length > 0) {
    const message = `The connector ${connector.name} lacks its secret ${connector.missingSecrets.join(', ')}.`;
    const nextStep = `${STEWARD} to set it under Connectors, ${connector.name}.`;
    const askFor = { connectorId: binding.connectorId, toolId: null };
    blocks.push({ ...block('SECRET_MISSING', message, nextStep), askFor });
  }
  return [
    ...blocks,
    ...binding.toolIds.flatMap((toolId) => toolBlocks(toolId, pins[toolId], binding.connectorId, connector)),
  ];
}

function toolBlocks(
  toolId: ToolId,
  pin: string | undefined,
  connectorId: ConnectorId,
  connector: ConnectorNow,
): BlockedReason[] {
  const tool = connector.tools.find(
    (candidate) => candidate.toolId === toolId || candidate.formerIds?.includes(toolId) === true,
  );
  if (tool === undefined) {
    const message = `The connector ${connector.name} no longer offers one of the bound tools.`;
    return [block('TOOL_MISSING', message, 'Reject the version; its builder chooses another tool.')];
  }
  const name = `${connector.name}: ${tool.name}`;
  if (tool.status === 'blocked') {
    const nextStep = `${STEWARD} to allow it under Connectors, ${connector.name}.`;
    const askFor = { connectorId, toolId };
    return [{ ...block('TOOL_BLOCKED', `The tool ${name} is blocked.`, nextStep), askFor }];
  }
  if (tool.status === 'quarantined') {
    const message = `The tool ${name} is quarantined: its definition changed.`;
    return [
      block(
        'TOOL_QUARANTINED',
        message,
        `${STEWARD} to look at the change and accept it under Connectors, ${connector.name}.`,
      ),
    ];
  }
  if (pin !== tool.pin) {
    const message = `The tool ${name} got a new definition since the version was submitted.`;
    return [block('TOOL_CHANGED', message, 'Reject the version; submitting it again takes in the new definition.')];
  }
  return [];
}

function block(code: string, message: string, nextStep: string): BlockedReason {
  return { code, message, nextStep };
}
