/** A person's access ended. Payload: `personId`. */
export const PERSON_DEACTIVATED = 'person.deactivated';
