/**
 * What a run has taken in so far. A label is never taken off: the rule that stops data theft by prompt injection rests
 * on the run remembering.
 */
export interface RunLabels {
  /** It has read confidential or personal data. */
  readonly privateData: boolean;
  /** It has taken in content that strangers can write. */
  readonly untrustedContent: boolean;
  /** It has called a tool that reaches outside the organisation. */
  readonly reachedOutside: boolean;
}

/** The labels of a run that has read nothing yet. */
export const NO_LABELS: RunLabels = { privateData: false, untrustedContent: false, reachedOutside: false };

/** Both together: a label that either carries, the result carries. */
export function joinLabels(one: RunLabels, other: RunLabels): RunLabels {
  return {
    privateData: one.privateData || other.privateData,
    untrustedContent: one.untrustedContent || other.untrustedContent,
    reachedOutside: one.reachedOutside || other.reachedOutside,
  };
}

/** Whether the first carries every label of the second. */
export function coversLabels(one: RunLabels, other: RunLabels): boolean {
  return (
    (one.privateData || !other.privateData) &&
    (one.untrustedContent || !other.untrustedContent) &&
    (one.reachedOutside || !other.reachedOutside)
  );
}
