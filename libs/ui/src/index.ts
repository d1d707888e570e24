export { cssVariablesResolver, theme } from './theme/theme.js';
export { formatDuration, formatHours, formatMinutes } from './format/durations.js';
export { formatMoney, type MoneyFormatOptions } from './format/money.js';
export {
  formatCount,
  formatDecimal,
  formatNumber,
  formatPercent,
  MINUS,
  PAGE_LOCALE,
  THIN_SPACE,
  withSign,
} from './format/numbers.js';
export { formatDay, formatInstant, formatMonth, formatWhen } from './format/when.js';
export { CurrencyProvider, Duration, Hours, Minutes, Money, useCurrency, When } from './figures/amounts.js';
export { Figure, FigureDefinitionsProvider, type FigureDefinitionValue, type FigureProps } from './figures/figure.js';
export { EVIDENCE_MEANING, EvidenceMark, EvidenceSwatch, type EvidenceGradeName } from './evidence/evidence-mark.js';
export { EvidenceBar, type HoursByGradeValue } from './evidence/evidence-bar.js';
export { RiskMark, type RiskName } from './marks/risk-mark.js';
export { StageBadge, StageGlyph, type StageName } from './marks/stage-badge.js';
export { PracticeMark, PracticeNote } from './marks/practice-mark.js';
export { StatusMark, type RunStatusName, type StepStatusName } from './marks/status-mark.js';
export { LineageTree } from './lineage/lineage-tree.js';
export { lineageStream, type LineageStream } from './lineage/lineage-stream.js';
export { growBranches, pathTo, type LineageBranch, type LineageNodeValue } from './lineage/lineage-tree-model.js';
export { PolicyLink, PolicyLinksProvider } from './policy/policy-link.js';
export {
  PermissionList,
  PermissionSentence,
  PolicyOrigin,
  type PlainPermissionValue,
  UsedExceptions,
  type UsedExceptionValue,
} from './policy/permission-sentence.js';
export {
  PolicyRefusalPanel,
  StackVerdict,
  type LayerVerdictValue,
  type PolicyExplanationValue,
} from './policy/refusal.js';
export { changesBetween } from './approval/call-changes.js';
export {
  ApprovalCard,
  type ApprovalDecision,
  type ApprovalEdit,
  type ApprovalValue,
} from './approval/approval-card.js';
export { resultText, Timeline, type StepValue } from './timeline/timeline.js';
export { type SpeakingValue } from './timeline/speaking.js';
export {
  EmptyState,
  ErrorState,
  GroundswellDrawing,
  SkeletonCards,
  SkeletonPage,
  SkeletonRows,
  type ErrorStateProps,
} from './states/states.js';
export { GroundswellStream, type GroundswellStreamProps } from './groundswell/groundswell-stream.js';
export {
  bandPath,
  layOutStream,
  type StreamBand,
  type StreamLayout,
  type StreamMonthValue,
} from './groundswell/stream-layout.js';
export { ChangeList, type VersionChangeValue } from './differences/change-list.js';
export { compareWords, type WordPiece } from './differences/word-changes.js';
export { InertText } from './inert/inert-text.js';
export { ScrollRegion } from './inert/scroll-region.js';
export { StackingRow, StackingTable, type StackingColumn } from './inert/stacking-table.js';
export { JsonView, ValueTable } from './inert/json-view.js';
export { inertBlocks, type InertBlock } from './inert/inert-blocks.js';
export {
  FIELD_KIND_LABEL,
  fieldsOf,
  keyOf,
  labelOf,
  mentionedInputs,
  columnsOf,
  schemaOf,
  withColumns,
  type FieldKind,
  type SchemaField,
} from './schema-form/schema-fields.js';
export {
  FieldSourcesProvider,
  type AddedFile,
  type FieldSources,
  type ReadTable,
} from './schema-form/field-sources.js';
export { SchemaForm, type FormValues, type SchemaFormProps } from './schema-form/schema-form.js';
export { TemplateText } from './schema-form/template-text.js';
