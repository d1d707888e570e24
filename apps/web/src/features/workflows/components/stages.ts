import type { Stage } from '@groundswell/contracts';

/** The stages in the order in which a workflow passes them. */
export const STAGES: readonly Stage[] = ['idea', 'draft', 'pilot', 'production', 'paused', 'retired'];

/** Whether a text from an address names a stage. */
export function isStage(text: string): text is Stage {
  return STAGES.some((stage) => stage === text);
}

/** What a move means, said before it is made. */
export const STAGE_MEANING: Readonly<Record<Stage, string>> = {
  idea: 'Written down, not built.',
  draft: 'Being built. Only its builders may try it.',
  pilot: 'In use to find out whether it is worth it. Its runs count.',
  production: 'In daily use. Its runs count.',
  paused: 'Nobody may run it until it is taken up again.',
  retired: 'Out of use for good. Its history stays; workflows adapted from it are not touched.',
};
