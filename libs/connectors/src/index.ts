export { ChangeConnectorService } from './change-connector/change-connector.service.js';
export { ConnectorsModule } from './connectors.module.js';
export { AcceptToolDefinitionService } from './accept-tool-definition/accept-tool-definition.service.js';
export type { ConnectorSummary, ToolSummary } from './directory/connectors-directory.js';
export { ConnectorsDirectory, governedTool } from './directory/connectors-directory.js';
export { DiscoverToolsService } from './discover-tools/discover-tools.service.js';
export {
  BINDINGS_MOVED,
  CONNECTOR_REGISTERED,
  CONNECTOR_SET_UP_RECORDED,
  POLICY_SET_UP_RECORDED,
  TOOL_QUARANTINED,
} from './domain/connectors.events.js';
export type { ToolDefinition } from './domain/tool-definition.js';
export { callDigest, previewNameOf } from './domain/tool-definition.js';
export type { DefinitionChange } from './domain/tool-difference.js';
export type { ToolLabels } from './domain/tool-labels.js';
export type { ToolOutput } from './domain/tool-output.js';
export type { ToolStatus } from './domain/tool-status.js';
export { visibleText } from './domain/visible-text.js';
export { labelsAfter } from './governed-call/call-judgement.js';
export { GovernedCall } from './governed-call/governed-call.service.js';
export type { JudgedCall } from './governed-call/judge-call.service.js';
export { JudgeCall } from './governed-call/judge-call.service.js';
export { CALL_CUT } from './governed-call/call-request.js';
export type { EndedCall, GovernedCallRequest, GovernedCallResult } from './governed-call/call-request.js';
export { ConnectorsLoaders } from './graphql/connectors.loaders.js';
export { OwnCredentialType } from './graphql/credentials.resolver.js';
export {
  ConnectorType,
  DataClassEnum,
  RiskEnum,
  SecretStateType,
  ToolStatusEnum,
  ToolType,
} from './graphql/connectors.type.js';
export { PolicyRefusalType } from './graphql/tool-call.type.js';
export type { ShownConnector } from './graphql/present-connector.js';
export { PresentConnector } from './graphql/present-connector.js';
export { LabelToolService } from './label-tool/label-tool.service.js';
export { ConnectorVersionDifferenceType } from './graphql/connector-versions.type.js';
export { MoveBindingsService } from './move-bindings/move-bindings.service.js';
export { GuardedFetch } from './outgoing-http/guarded-fetch.js';
export type { StoredConnector, StoredTool } from './persistence/connectors.repository.js';
export { RecordSetUpMinutesService } from './record-set-up/record-set-up-minutes.service.js';
export type { ConnectorInput } from './register-connector/connector-input.js';
export { RegisterConnectorService } from './register-connector/register-connector.service.js';
export { KeysModule } from './rotate-keys/keys.module.js';
export type { RotatedKeys } from './rotate-keys/rotate-keys.service.js';
export { RotateKeysService } from './rotate-keys/rotate-keys.service.js';
export { SecretVault } from './secrets/secret-vault.service.js';
export { SetClientService } from './set-client/set-client.service.js';
export { SetOwnCredentialService } from './set-own-credential/set-own-credential.service.js';
export { SetSecretService } from './set-secret/set-secret.service.js';
export { SetToolStatusService } from './set-tool-status/set-tool-status.service.js';
export { WatchConnectorsService } from './watch-connectors/watch-connectors.service.js';
export type { ConnectorTestResult } from './test-connector/test-connector.service.js';
export { TestConnectorService } from './test-connector/test-connector.service.js';
