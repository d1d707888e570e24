/** Which project may import which, by the word of its `scope:` tag. */
export const ARROWS: Readonly<Record<string, readonly string[]>>;
/** The projects whose specs may enter `testing`. */
export const MAY_USE_TESTING: readonly string[];
