export type { ClosedLayer, ClosedVersion, ClosureContext } from './domain/closure.js';
export { assertUnchanged, closureDigest } from './domain/closure.js';
export type { CheckedValues } from './domain/input-schema.js';
export {
  checkInputs,
  checkOutput,
  inputNames,
  inputSchemaFaults,
  outputSchemaFaults,
  templateInputs,
} from './domain/input-schema.js';
export type { ReadRehearsal, Rehearsal, RehearsalScope, RehearsalTurn, RehearsedToolUse } from './domain/rehearsal.js';
export { readRehearsal } from './domain/rehearsal.js';
export type { Stage } from './domain/stage.js';
export { LIVE_STAGES, STAGES } from './domain/stage.js';
export type { ParsedTemplate, Template, TemplateFault, TemplatePath, TemplateScope } from './domain/template.js';
export {
  checkTemplate,
  escapeTemplate,
  faultText,
  fillJson,
  inputScope,
  parseTemplate,
  renderTemplate,
  renderValue,
  TEMPLATE_LIMITS,
} from './domain/template.js';
export type { BindingNames, VersionChange } from './domain/version-difference.js';
export { versionDifference } from './domain/version-difference.js';
export type { VersionBinding, VersionContent, VersionLimits, VersionStatus } from './domain/workflow-version.js';
export { VERSION_STATUSES } from './domain/workflow-version.js';
export type { DirectoryConnector, DirectoryTool } from './ports/tool-directory.js';
export { ToolDirectory } from './ports/tool-directory.js';
