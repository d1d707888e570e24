/** A workflow was registered. Payload: `workflowId`, `personId`. */
export const WORKFLOW_REGISTERED = 'workflow.registered';
/** A workflow was adapted from a version. Payload: `workflowId`, `fromWorkflowId`, `fromVersionId`, `personId`. */
export const WORKFLOW_ADAPTED = 'workflow.adapted';
/** A workflow changed its stage. Payload: `workflowId`, `from`, `to`, `at` (ISO), `personId` or null. */
export const WORKFLOW_STAGE_CHANGED = 'workflow.stage.changed';
/** A workflow has a new owner or operator owner. Payload: `workflowId`, `ownerId`, `operatorOwnerId` or null. */
export const WORKFLOW_OWNER_SET = 'workflow.owner.set';
/** A new draft exists. Payload: `workflowId`, `versionId`. */
export const VERSION_STARTED = 'workflow.version.started';
/** A draft was written. Payload: `workflowId`, `versionId`. */
export const VERSION_SAVED = 'workflow.version.saved';
/** A version waits for its review. Payload: `workflowId`, `versionId`, `personId`, `minutes` spent building, `at` (ISO). */
export const VERSION_SUBMITTED = 'workflow.version.submitted';
/** A version was reviewed. Payload: `workflowId`, `versionId`, `personId`, `minutes` spent reviewing, `approved`, `at` (ISO). */
export const VERSION_REVIEWED = 'workflow.version.reviewed';
/** A version is published. Payload: `workflowId`, `versionId`, `number`, `at` (ISO). */
export const VERSION_PUBLISHED = 'workflow.version.published';
/** A draft got a test case. Payload: `workflowId`, `versionId`. */
export const EVAL_CASE_KEPT = 'workflow.eval-case.kept';
/** A test case was taken away from a draft. Payload: `workflowId`, `versionId`. */
export const EVAL_CASE_DROPPED = 'workflow.eval-case.dropped';
/** A draft leaves out a test case that it inherits. Payload: `workflowId`, `versionId`. */
export const EVAL_CASE_LEFT_OUT = 'workflow.eval-case.left-out';
