/** A layer was made or changed. Payload: `layerId`, `scope`, `targetId`, `version`. */
export const POLICY_LAYER_CHANGED = 'policy.layer.changed';

/** Signal to every process: the layers of an organisation changed. Payload: the organisation's id. */
export const LAYERS_SIGNAL = 'policy.layers';
