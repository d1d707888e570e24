/** Somebody asked a steward for something. Payload: `requestId`, `kind`, `personId`, `joined` (an open request was there already). */
export const REQUEST_RAISED = 'request.raised';

/** A request came to its end. Payload: `requestId`, `kind`, `state`, `personIds` of those who asked. */
export const REQUEST_ANSWERED = 'request.answered';
