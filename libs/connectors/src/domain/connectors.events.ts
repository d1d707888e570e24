/** A connector was registered. Payload: `connectorId`, `connectorVersionId`. */
export const CONNECTOR_REGISTERED = 'connector.registered';

/** Every binding of a connector leads to another of its versions. Payload: `connectorId`, `fromVersionId`, `toVersionId`. */
export const BINDINGS_MOVED = 'connector.bindings.moved';

/** A person told how long a set-up took. Payload: `connectorId`, `entryId`, `minutes`, `personId`, `at`. */
export const CONNECTOR_SET_UP_RECORDED = 'connector.set-up.recorded';

/** The same for a policy layer. Payload: `layerId`, `entryId`, `minutes`, `personId`, `at`. */
export const POLICY_SET_UP_RECORDED = 'policy.set-up.recorded';

/** A tool's definition no longer is what a person approved. Payload: `toolId`, `connectorId`, `connectorVersionId`. */
export const TOOL_QUARANTINED = 'connector.tool.quarantined';
