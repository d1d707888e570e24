import { type ActiveStop, stopSentence } from '@groundswell/policies';
import type { RunFailure } from './run-failure.js';

/** Why a run ended that a person stopped: names the stop, so that the page can lead to it. */
export function stoppedRun(stop: ActiveStop): RunFailure {
  return {
    code: 'STOPPED',
    message: stopSentence(stop),
    nextStep: 'Wait until a steward releases the stop, then start the run again.',
    explanation: null,
    stopId: stop.id,
  };
}
