/** A layer was made or changed. Payload: `layerId`, `scope`, `targetId`, `version`. */
export const POLICY_LAYER_CHANGED = 'policy.layer.changed';

/** An exception was granted. Payload: `exceptionId`, `layerId`, `ruleId`, `workflowId`, `askedById`, `expiresAt`. */
export const POLICY_EXCEPTION_GRANTED = 'policy.exception.granted';

/** An exception ends soon. Payload as above. Told once, to whoever tells people. */
export const POLICY_EXCEPTION_EXPIRING = 'policy.exception.expiring';

/** An exception ended. Payload as above, and `how`: expired, revoked or replaced. */
export const POLICY_EXCEPTION_ENDED = 'policy.exception.ended';

/** Signal to every process: the layers of an organisation, or their exceptions, changed. Payload: the organisation's id. */
export const LAYERS_SIGNAL = 'policy.layers';

/** Something was stopped. Payload: `stopId`, `scope`, `targetId`. Drills are not told. */
export const STOP_RAISED = 'stop.raised';

/** A stop holds no longer. Payload: `stopId`, `scope`, `targetId`. */
export const STOP_RELEASED = 'stop.released';

/** Signal to every process: a stop was raised, or rehearsed. Payload: the organisation's id and the stop's. */
export const STOPS_SIGNAL = 'policy.stops';
