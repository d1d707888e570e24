import { createHash } from 'node:crypto';
import { AppError, canonicalJson } from '@groundswell/kernel';
import type { PolicyLayerId, ToolId } from '@groundswell/kernel';
import type { VersionContent } from './workflow-version.js';

/** A policy layer in the state in which it was when the version was approved. */
export interface ClosedLayer {
  readonly layerId: PolicyLayerId;
  readonly version: number;
}

/** What the approval of a version covers besides its own content. */
export interface ClosureContext {
  /** The digest of the definition of every bound tool. */
  readonly pins: Readonly<Record<ToolId, string>>;
  readonly layers: readonly ClosedLayer[];
}

/** A stored version with the closure it was approved with. */
export interface ClosedVersion {
  readonly content: VersionContent;
  readonly context: ClosureContext;
  readonly digest: string | null;
}

/**
 * The digest of a version's closure: SHA-256 (hex) over the canonical JSON of everything that its approval covers. The order
 * of bindings, tools and layers does not matter; the sample and the change note are not part of it.
 */
export function closureDigest(content: VersionContent, context: ClosureContext): string {
  const closure = {
    instructions: content.instructions,
    inputSchema: content.inputSchema,
    outputSchema: content.outputSchema,
    model: content.model,
    limits: content.limits,
    bindings: [...content.bindings]
      .sort((a, b) => compareText(a.connectorId, b.connectorId))
      .map(({ connectorId, connectorVersionId, toolIds }) => ({
        connectorId,
        connectorVersionId,
        tools: [...toolIds].sort(compareText).map((toolId) => ({ toolId, pin: context.pins[toolId] ?? null })),
      })),
    layers: [...context.layers]
      .sort((a, b) => compareText(a.layerId, b.layerId))
      .map(({ layerId, version }) => ({ layerId, version })),
    rehearsal: content.rehearsal,
    calledWorkflows: [...(content.calls ?? [])]
      .sort((a, b) => compareText(a.workflowId, b.workflowId))
      .map(({ workflowId, versionId, digest, name, description }) => ({
        workflowId,
        versionId,
        digest,
        name,
        description,
      })),
  };
  return createHash('sha256').update(canonicalJson(closure)).digest('hex');
}

/**
 * Checks that a version is still what was approved; asked whenever it runs.
 * @throws AppError WORKFLOW_VERSION_CHANGED when its stored content no longer has the digest of its approval.
 */
export function assertUnchanged(version: ClosedVersion): void {
  if (version.digest !== null && closureDigest(version.content, version.context) === version.digest) return;
  throw new AppError(
    'conflict',
    'WORKFLOW_VERSION_CHANGED',
    'This version is no longer what was approved, so it does not run. Tell a steward: its stored content does not match its digest.',
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
