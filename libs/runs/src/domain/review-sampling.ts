import { createHash } from 'node:crypto';

/**
 * Whether a run is among the share that a person looks at afterwards. Decided by the run's id alone, so that nobody can start
 * runs until one is not drawn, and every process agrees. A run drawn for a smaller share is drawn for every larger one.
 */
export function isDrawnForReview(runId: string, percent: number): boolean {
  const draw = createHash('sha256').update(`review ${runId}`).digest().readUInt32BE(0);
  return draw < (percent / 100) * 0x1_0000_0000;
}

export const REVIEW_VERDICTS = ['fine', 'concern'] as const;
/** What a reviewer says: nothing to remark, or something that its owner should look into. */
export type ReviewVerdict = (typeof REVIEW_VERDICTS)[number];
