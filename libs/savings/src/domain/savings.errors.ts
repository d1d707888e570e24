import { AppError } from '@groundswell/kernel';
import { type NotCounted } from './minutes-saved.js';

const REASONS: Record<NotCounted, string> = {
  practice:
    'This was a practice run: it counts in no figure, so there is nothing to confirm. Run it live, or record it by hand.',
  evaluation: 'This run belongs to an evaluation: it counts in no figure, so there is nothing to confirm.',
  rehearsal: 'This was a rehearsal: it counts in no figure, so there is nothing to confirm.',
  'called-by-another-run': 'Another run called this one. Confirm the outermost run: its minutes stand for the whole.',
  retried: 'This run was tried again, and the retry counts in its place. Confirm the retry.',
};

/** The answer for a run whose minutes count nowhere. */
export function runNotCounted(why: NotCounted): AppError {
  return new AppError('conflict', 'RUN_NOT_COUNTED', REASONS[why], { details: { why } });
}

/** The answer for a run that is still at work. */
export function runNotFinished(): AppError {
  return new AppError('conflict', 'RUN_NOT_FINISHED', 'This run is not finished yet. Confirm it when it has ended.');
}

/** The answer for an outcome that praises the output of a run that has none. */
export function failedRunNotUseful(): AppError {
  const message =
    'This run did not finish its work, so its outcome can only be rejected. Say how many minutes it cost you.';
  return new AppError('conflict', 'RUN_FAILED', message);
}

/** The answer when nobody has said how long the task takes by hand. */
export function baselineMissing(): AppError {
  const message =
    'Nobody has said yet how long this task takes by hand, so no saving can be counted. Set the baseline of the workflow, then confirm again.';
  return new AppError('conflict', 'BASELINE_MISSING', message);
}

/** The answer for a correction of a line that has been corrected already. */
export function alreadyCorrected(): AppError {
  const message = 'This entry has been corrected already. Correct the newest entry of the run instead.';
  return new AppError('conflict', 'TIME_ENTRY_ALREADY_CORRECTED', message);
}
