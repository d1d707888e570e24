import { describe, expect, it } from '@jest/globals';
import type { RunBodyFragment } from '@groundswell/contracts';
import { awaitsEntry, laterRun } from './use-live-run.js';
import { minutesOfSeconds } from './attention.js';
import { offeredMinutes } from './outcome-panel.js';

const run: RunBodyFragment = {
  parentRun: null,
  childRuns: [],
  treeCostMicros: 0,
  files: [],
  id: 'r',
  mode: 'live',
  trigger: 'person',
  status: 'running',
  revision: 1,
  inputs: {},
  output: null,
  outputText: null,
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  costMicros: 0,
  createdAt: '2026-11-21T10:00:00Z',
  startedAt: null,
  endedAt: null,
  durationMs: null,
  outcome: null,
  note: null,
  retryOf: null,
  retriedBy: null,
  waitingFor: null,
  waitsUntil: null,
  suggestedHumanMinutes: null,
  failure: null,
  actor: { id: 'p', name: 'Ida' },
  steps: [],
  pendingApproval: null,
  timeEntry: null,
  workflow: { id: 'w', title: 'W', baseline: null, can: { adapt: true, run: true } },
  version: { id: 'v', number: 1, status: 'published', model: 'm', instructions: '', inputSchema: {} },
  labels: { privateData: false, untrustedContent: false, reachedOutside: false },
  can: {
    cancel: true,
    approve: false,
    settle: false,
    confirm: false,
    rerun: false,
    retry: false,
    makeTestCase: false,
    answer: false,
  },
};

describe('two snapshots of one run', () => {
  it('gives the one with the higher revision, whichever arrived first', () => {
    const newer = { ...run, revision: 2 };
    expect([laterRun(run, newer), laterRun(newer, run)]).toEqual([newer, newer]);
  });

  it('never takes an end back', () => {
    const ended: RunBodyFragment = { ...run, status: 'succeeded' };
    expect([laterRun(run, ended)?.status, laterRun(ended, run)?.status]).toEqual(['succeeded', 'succeeded']);
  });

  it('takes what there is when only one arrived', () => {
    expect([laterRun(null, run), laterRun(run, null), laterRun(null, null)]).toEqual([run, run, null]);
  });
});

describe('measured time', () => {
  it('is offered in whole minutes, rounded half up', () => {
    expect([0, 29, 30, 89, 90].map(minutesOfSeconds)).toEqual([0, 0, 1, 1, 2]);
  });

  it('is offered where the whole of it was counted; else what such runs took before, as Home says', () => {
    const baseline = { id: 'b', minutes: 20, method: 'timed' as const };
    const ended: RunBodyFragment = { ...run, suggestedHumanMinutes: 4, workflow: { ...run.workflow, baseline } };
    expect([90, 5, null].map((seconds) => offeredMinutes(ended, seconds))).toEqual([2, 0, 4]);
  });
});

describe('a run recorded by hand', () => {
  const baseline = { id: 'b', minutes: 20, method: 'stated' as const };
  const recorded: RunBodyFragment = {
    ...run,
    mode: 'recorded',
    status: 'succeeded',
    outcome: 'accepted',
    workflow: { ...run.workflow, baseline },
    can: { ...run.can, confirm: true },
  };

  it('is asked about until its line stands in the ledger', () => {
    expect(awaitsEntry(recorded)).toBe(true);
    expect(awaitsEntry({ ...recorded, workflow: { ...recorded.workflow, baseline: null } })).toBe(false);
  });

  it('is not asked about for somebody to whom the line is not shown', () => {
    expect(awaitsEntry({ ...recorded, can: { ...recorded.can, confirm: false } })).toBe(false);
  });

  it('is not asked about when its outcome is still open', () => {
    expect(awaitsEntry({ ...recorded, outcome: null })).toBe(false);
    expect(awaitsEntry({ ...recorded, mode: 'live' })).toBe(false);
  });
});
