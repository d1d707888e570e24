import type { OrganisationId, PersonId, ToolId, WorkflowId, WorkflowVersionId } from '@groundswell/kernel';
import type { ClosedLayer } from '../domain/closure.js';
import type { VersionContent, VersionStatus } from '../domain/workflow-version.js';
import { contentOf } from '../persistence/versions.repository.js';
import type { WorkflowVersionEntity } from '../persistence/workflow-version.entity.js';

/** A version as other libraries may know it. */
export interface VersionSummary {
  readonly id: WorkflowVersionId;
  readonly organisationId: OrganisationId;
  readonly workflowId: WorkflowId;
  readonly number: number;
  readonly status: VersionStatus;
  readonly revision: number;
  readonly content: VersionContent;
  /** SHA-256 of the closure; null while it is a draft. */
  readonly digest: string | null;
  /** The digest of each bound tool's definition, as approved. */
  readonly pins: Readonly<Record<ToolId, string>>;
  /** The policy layers and their versions, as approved. */
  readonly layers: readonly ClosedLayer[];
  readonly builderId: PersonId;
  readonly editorIds: readonly PersonId[];
  readonly reviewerId: PersonId | null;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly reviewedAt: Date | null;
  readonly publishedAt: Date | null;
  readonly reviewComment: string | null;
  readonly buildMinutes: number | null;
  readonly reviewMinutes: number | null;
}

/** The summary of a stored version. */
export function versionSummaryOf(version: WorkflowVersionEntity): VersionSummary {
  return {
    id: version.id,
    organisationId: version.organisationId,
    workflowId: version.workflowId,
    number: version.number,
    status: version.status,
    revision: version.revision,
    content: contentOf(version),
    digest: version.digest,
    pins: version.pins,
    layers: version.layers,
    builderId: version.builderId,
    editorIds: version.editorIds,
    reviewerId: version.reviewerId,
    createdAt: version.createdAt,
    submittedAt: version.submittedAt,
    reviewedAt: version.reviewedAt,
    publishedAt: version.publishedAt,
    reviewComment: version.reviewComment,
    buildMinutes: version.buildMinutes,
    reviewMinutes: version.reviewMinutes,
  };
}
