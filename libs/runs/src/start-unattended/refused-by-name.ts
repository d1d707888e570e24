import type { RunRefusedAnswer } from '../start-run/run-refusal.js';

/** A trigger runs live or not at all: it is not told to practise. */
export function withoutPractice(refused: RunRefusedAnswer): RunRefusedAnswer {
  if (refused.code !== 'MODEL_NOT_CONFIGURED') return refused;
  return { ...refused, nextStep: 'An operator makes live runs possible with ANTHROPIC_API_KEY.' };
}

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
