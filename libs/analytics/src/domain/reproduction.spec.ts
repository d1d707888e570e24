import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reproduction, type TreeWorkflow } from './reproduction.js';

const day = (offset: number) => new Date(Date.UTC(2026, 0, 1) + offset * 86_400_000);

function inPilot(from: number, adapted = false, until?: number): TreeWorkflow {
  const end = until === undefined ? [] : [{ stage: 'retired', at: day(until) }];
  return { parentWorkflowId: adapted ? 'parent' : null, stages: [{ stage: 'pilot', at: day(from) }, ...end] };
}

describe('the reproduction number', () => {
  it('is 0.6 for three adaptations that entered pilot, from five workflows that could be adapted', () => {
    const roots = [inPilot(0), inPilot(0)];
    const adapted = [inPilot(150, true), inPilot(160, true), inPilot(199, true)];
    expect(reproduction([...roots, ...adapted], day(200))).toMatchObject({
      enough: true,
      value: 0.6,
      adaptations: 3,
      adaptable: 5,
    });
  });

  it('counts no root, no adaptation that entered pilot before the window, and none that never did', () => {
    const old = Array.from({ length: 5 }, () => inPilot(0));
    const others = [
      inPilot(150),
      inPilot(110, true),
      { parentWorkflowId: 'p', stages: [{ stage: 'draft', at: day(150) }] },
    ];
    expect(reproduction([...old, ...others], day(200))).toMatchObject({ adaptations: 0, value: 0 });
  });

  it('divides by workflows that were adaptable on at least one day of the window, not by those retired before', () => {
    const five = Array.from({ length: 5 }, () => inPilot(0));
    expect(reproduction([...five, inPilot(0, false, 100)], day(200)).adaptable).toBe(5);
    expect(reproduction([...five, inPilot(0, false, 150)], day(200)).adaptable).toBe(6);
  });

  it('is said in words while the programme is younger than the window', () => {
    const six = Array.from({ length: 6 }, () => inPilot(150));
    expect(reproduction(six, day(200))).toMatchObject({ enough: false, value: null });
    expect(reproduction([], day(200)).explanation).toContain('90 days');
  });

  it('is said in words with fewer than five workflows to adapt', () => {
    expect(reproduction([inPilot(0), inPilot(120, true)], day(200))).toMatchObject({ enough: false, value: null });
  });

  it('never falls when one more adaptation replaces a root in the window', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 40 }), fc.integer({ min: 111, max: 200 }), (roots, entered) => {
        const old = Array.from({ length: roots }, () => inPilot(0));
        const asRoot = reproduction([...old, inPilot(entered)], day(200));
        const asAdaptation = reproduction([...old, inPilot(entered, true)], day(200));
        expect(asAdaptation.value ?? 0).toBeGreaterThan(asRoot.value ?? 0);
      }),
    );
  });
});
