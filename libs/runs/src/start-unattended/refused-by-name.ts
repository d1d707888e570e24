import type { RunRefusedAnswer } from '../start-run/run-refusal.js';

/**
 * A refusal in words for everyone. What is refused while nobody stands beside it is read later, and by others than the person on
 * whose authority it was: "you" would be whoever reads it.
 */
export function refusedByName(refused: RunRefusedAnswer, name: string): RunRefusedAnswer {
  const { missingCredential } = refused;
  if (missingCredential?.own !== true) return refused;
  return {
    ...refused,
    message: `Everyone uses ${missingCredential.connectorName} with their own credential, and ${name} has none yet.`,
    nextStep: `${name} sets theirs under Your credentials.`,
  };
}
