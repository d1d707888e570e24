import { RunWordsDocument, type RunBodyFragment, type RunWordsSubscription } from '@groundswell/contracts';
import type { SpeakingValue } from '@groundswell/ui';
import { useSubscription } from 'urql';
import { isEnded } from './use-live-run.js';

type News = RunWordsSubscription['runWords'];

/** What was said so far, after some news of it. News from the beginning takes the place of all before. */
export function withNews(before: SpeakingValue | undefined, { stepId, attempt, from, text }: News): SpeakingValue {
  const kept = from === 0 || before?.stepId !== stepId ? '' : before.text.slice(0, from);
  return { stepId, attempt, text: kept + text };
}

/** The words of the model in the turn that is under way; null when none is. They count only once their step is done. */
export function useRunWords(run: RunBodyFragment): SpeakingValue | null {
  const [{ data }] = useSubscription<{ runWords: News }, SpeakingValue>(
    { query: RunWordsDocument.toString(), variables: { runId: run.id }, pause: isEnded(run) },
    (before, { runWords }) => withNews(before, runWords),
  );
  return isEnded(run) ? null : (data ?? null);
}
