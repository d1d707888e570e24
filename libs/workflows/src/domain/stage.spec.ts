import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { STAGES, STAGE_TRANSITIONS, decideStage, nextStages } from './stage.js';
import type { Stage, StageCause, StageState } from './stage.js';

function state(stage: Stage, more: Partial<StageState> = {}): StageState {
  return { stage, pausedFrom: stage === 'paused' ? 'pilot' : null, hasPublishedVersion: true, revision: 3, ...more };
}

function go(from: StageState, to: Stage, cause: StageCause = 'person', reason: string | null = 'because') {
  return decideStage(from, { to, cause, seenRevision: from.revision, reason });
}

describe('the stages of a workflow', () => {
  it('brings a draft into pilot when its first version is published', () => {
    expect(go(state('draft'), 'pilot', 'publish', null)).toEqual({
      ok: true,
      stage: 'pilot',
      pausedFrom: null,
      revision: 4,
    });
  });

  it('refuses a pilot without a published version', () => {
    expect(go(state('draft', { hasPublishedVersion: false }), 'pilot')).toMatchObject({
      refusal: { code: 'not-possible' },
    });
  });

  it('remembers where a workflow was paused and lets it return there', () => {
    const paused = go(state('production'), 'paused');
    expect(paused).toMatchObject({ ok: true, pausedFrom: 'production' });
    expect(go(state('paused', { pausedFrom: 'production' }), 'production')).toMatchObject({
      ok: true,
      pausedFrom: null,
    });
  });

  it('does not let a paused pilot slip into production', () => {
    expect(go(state('paused'), 'production')).toMatchObject({ ok: false, refusal: { code: 'not-possible' } });
  });

  it('never wakes what was retired', () => {
    for (const to of STAGES) expect(go(state('retired'), to).ok).toBe(false);
    expect(nextStages(state('retired'))).toEqual([]);
  });

  it('refuses a change from someone who saw an older revision', () => {
    const decision = decideStage(state('pilot'), { to: 'production', cause: 'person', seenRevision: 2, reason: null });
    expect(decision).toEqual({ ok: false, refusal: { code: 'stale' } });
  });

  it('asks for a reason where others must learn why', () => {
    expect(go(state('pilot'), 'retired', 'person', '  ')).toMatchObject({
      refusal: { code: 'invalid', faults: [{ path: 'reason' }] },
    });
    expect(go(state('pilot'), 'production', 'person', null).ok).toBe(true);
  });

  it('lets the system pause, and nothing more, once a workflow is in use', () => {
    const bySystem = STAGE_TRANSITIONS.filter((row) => row.from !== 'idea' && row.causes.includes('system'));
    expect(bySystem.map((row) => row.to)).toEqual(['paused', 'paused']);
  });

  it('counts the revision up by one for every change, along any way through the table', () => {
    const wishes = fc.array(
      fc.record({ to: fc.constantFrom(...STAGES), cause: fc.constantFrom<StageCause>('person', 'publish', 'system') }),
    );
    fc.assert(
      fc.property(wishes, (list) => {
        let now = state('idea', { revision: 0 });
        let changes = 0;
        for (const wish of list) {
          const decision = go(now, wish.to, wish.cause);
          if (!decision.ok) continue;
          changes += 1;
          expect(STAGE_TRANSITIONS.some((row) => row.from === now.stage && row.to === decision.stage)).toBe(true);
          now = { ...now, stage: decision.stage, pausedFrom: decision.pausedFrom, revision: decision.revision };
          expect(now.pausedFrom === null).toBe(now.stage !== 'paused');
        }
        expect(now.revision).toBe(changes);
      }),
    );
  });
});
