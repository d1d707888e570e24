import type { AuditVerdict } from './verify-audit.query.js';

/** What a verification found, in plain words: the same in the page and on the command line. */
export function verdictSentence(verdict: AuditVerdict): string {
  const unusable =
    verdict.unusable === 0 ? '' : ` ${verdict.unusable} checkpoints are signed by keys that are not here.`;
  if (!verdict.ok) return `Entry ${verdict.firstBadSeq} is not as it was written: ${verdict.reason}.${unusable}`;
  const { entries, provenFrom, agreed, newestCheckpointAt } = verdict;
  const from = provenFrom > 1 ? ` The log is proven from entry ${provenFrom}; retention removed those before.` : '';
  const basis =
    newestCheckpointAt === null
      ? ' There is no signed checkpoint yet, so a log that was rewritten as a whole would not show.'
      : ` The log agrees with ${count(agreed)}, the newest of ${newestCheckpointAt.slice(0, 16).replace('T', ' ')} UTC.`;
  return `All ${entries} entries follow from each other.${from}${basis}${unusable}`;
}

function count(checkpoints: number): string {
  return checkpoints === 1 ? '1 signed checkpoint' : `${checkpoints} signed checkpoints`;
}
