import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reuseShare } from './reuse-share.js';

const none = { binding: false, layer: false, prompt: false };

describe('the reuse share', () => {
  it('is 60 % when three of five versions inherit something, split into the three', () => {
    const versions = [
      none,
      none,
      { ...none, binding: true },
      { ...none, binding: true, layer: true },
      { ...none, prompt: true },
    ];
    expect(reuseShare(versions)).toMatchObject({ enough: true, any: 0.6, binding: 0.4, layer: 0.2, prompt: 0.2 });
  });

  it('is said in words with fewer than five published versions', () => {
    expect(reuseShare([none])).toMatchObject({ enough: false, explanation: expect.stringContaining('so far: 1.') });
    expect(reuseShare([])).toMatchObject({ enough: false, any: 0, binding: 0 });
  });

  it('lies between its largest part and the sum of its parts', () => {
    const version = fc.record({ binding: fc.boolean(), layer: fc.boolean(), prompt: fc.boolean() });
    fc.assert(
      fc.property(fc.array(version, { maxLength: 60 }), (versions) => {
        const share = reuseShare(versions);
        expect(share.any).toBeGreaterThanOrEqual(Math.max(share.binding, share.layer, share.prompt));
        expect(share.any).toBeLessThanOrEqual(share.binding + share.layer + share.prompt + 1e-9);
        expect(share.any).toBeLessThanOrEqual(1);
      }),
    );
  });
});
