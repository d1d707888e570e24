import { type ActiveStop, stopSentence } from '@groundswell/policies';
import { runFailure, type RunFailure } from './run-failure.js';

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

/** Why a run ended whose person left while it was at work: it has no authority any more. */
export function leftRun(name: string): RunFailure {
  return runFailure(
    'PERMISSION_LOST',
    `${name}, on whose behalf this run worked, is no longer active, so it has no authority any more.`,
    'Someone who may run this workflow starts it anew.',
  );
}
