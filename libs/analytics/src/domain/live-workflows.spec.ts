import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { enteredPilotAt, isLive, stageAt } from './live-workflows.js';

const day = (offset: number) => new Date(Date.UTC(2026, 0, 1) + offset * 86_400_000);
const stages = [
  { stage: 'draft', at: day(0) },
  { stage: 'pilot', at: day(10) },
  { stage: 'production', at: day(40) },
  { stage: 'paused', at: day(60) },
  { stage: 'production', at: day(70) },
  { stage: 'retired', at: day(100) },
];

describe('a live workflow', () => {
  it('is in pilot or production with an accepted run in the last 30 days', () => {
    expect(isLive({ stages, acceptedAt: [day(20)] }, day(45))).toBe(true);
  });

  it('is no longer live 30 days after its last accepted run', () => {
    expect(isLive({ stages, acceptedAt: [day(20)] }, new Date(day(50).getTime() - 1))).toBe(true);
    expect(isLive({ stages, acceptedAt: [day(20)] }, day(50))).toBe(false);
  });

  it('is not live while paused, though its runs are recent, and is again after', () => {
    expect(isLive({ stages, acceptedAt: [day(59)] }, day(65))).toBe(false);
    expect(isLive({ stages, acceptedAt: [day(59)] }, day(75))).toBe(true);
  });

  it('is not live on the strength of a later run', () => {
    expect(isLive({ stages, acceptedAt: [day(46)] }, day(45))).toBe(false);
  });

  it('is never live as a draft or once retired', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.array(fc.integer({ min: 0, max: 200 })), (at, runs) => {
        fc.pre(at < 10 || at >= 100);
        expect(isLive({ stages, acceptedAt: runs.map(day) }, day(at))).toBe(false);
      }),
    );
  });
});

describe('the stage of a workflow', () => {
  it('at an instant is the last one that began by then', () => {
    expect(stageAt(stages, new Date(day(0).getTime() - 1))).toBeNull();
    expect(stageAt(stages, day(10))).toBe('pilot');
    expect(stageAt(stages, day(39))).toBe('pilot');
    expect(stageAt(stages, day(1_000))).toBe('retired');
  });

  it('counts its pilot from the first time it entered it', () => {
    expect(enteredPilotAt(stages)).toEqual(day(10));
    expect(enteredPilotAt(stages.slice(0, 1))).toBeNull();
  });
});
