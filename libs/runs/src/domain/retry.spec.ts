import { describe, expect, it } from '@jest/globals';
import { isRetryable, type Retryable } from './retry.js';

const run = (over: Partial<Retryable>): Retryable => ({ mode: 'live', status: 'succeeded', outcome: null, ...over });

describe('a run', () => {
  it.each<Partial<Retryable>>([
    { status: 'failed' },
    { status: 'stopped' },
    { status: 'failed', mode: 'practice' },
    { status: 'succeeded', outcome: 'rejected' },
  ])('that came to nothing may be tried again: %j', (over) => {
    expect(isRetryable(run(over))).toBe(true);
  });

  it.each<Partial<Retryable>>([
    { status: 'queued' },
    { status: 'running' },
    { status: 'waiting' },
    { status: 'cancelled' },
    {},
    { outcome: 'accepted' },
    { outcome: 'edited' },
    { mode: 'recorded', outcome: 'rejected' },
  ])('that is at work, was used, or stands in no ledger may not: %j', (over) => {
    expect(isRetryable(run(over))).toBe(false);
  });
});
