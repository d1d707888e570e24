import { AppError, invalidInput, staleRevision } from '@groundswell/kernel';
import type { StageRefusal } from './stage.js';
import type { VersionDecision } from './workflow-version.js';

/** The error for an act that the lifecycle of a version refuses. */
export function versionRefused(refusal: Extract<VersionDecision, { ok: false }>): AppError {
  switch (refusal.code) {
    case 'stale':
      return staleRevision('version');
    case 'own-work':
      return new AppError('forbidden', 'WORKFLOW_VERSION_OWN_WORK', refusal.message);
    case 'not-possible':
      return new AppError('conflict', 'WORKFLOW_VERSION_STATUS', refusal.message);
  }
}

/** The error for a change of stage that the table refuses. */
export function stageRefused(refusal: StageRefusal): AppError {
  switch (refusal.code) {
    case 'stale':
      return staleRevision('workflow');
    case 'invalid':
      return invalidInput(refusal.faults);
    case 'not-possible':
      return new AppError('conflict', 'WORKFLOW_STAGE', refusal.message);
  }
}

/** The error for building on what was retired. */
export function workflowRetired(): AppError {
  return new AppError(
    'conflict',
    'WORKFLOW_RETIRED',
    'This workflow is retired and stays as it is. Adapt it to begin again.',
  );
}

/** The error for a new draft while a version waits for its review. */
export function versionInReview(): AppError {
  return new AppError(
    'conflict',
    'WORKFLOW_VERSION_IN_REVIEW',
    'A version of this workflow waits for its review. Wait for the decision, then start the next draft.',
  );
}

/** The error for running or adapting what was never published. */
export function notPublished(): AppError {
  return new AppError(
    'conflict',
    'WORKFLOW_NOT_PUBLISHED',
    'This is not the published version. Open the workflow and take the one that is published now.',
  );
}
