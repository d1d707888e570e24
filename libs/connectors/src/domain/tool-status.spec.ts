import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { definitionDigest, readToolDefinition } from './tool-definition.js';
import { accept, driftOf, quarantine, refusalToSet, release, TOOL_STATUSES, type ToolState } from './tool-status.js';

const definition = readToolDefinition({ name: 'list_orders', description: 'Lists.', inputSchema: {} }, '');
const changed = readToolDefinition({ name: 'list_orders', description: 'Lists all.', inputSchema: {} }, '');
const tool: ToolState = {
  definition,
  digest: definitionDigest(definition),
  status: 'allowed',
  statusBefore: 'blocked',
  labelled: true,
  risk: 'read',
  returnsUntrusted: false,
  reachesOutside: false,
  drift: null,
};

function drifted(state: ToolState, current = changed): ToolState {
  const drift = driftOf(state, current);
  if (!drift) throw new Error('No drift.');
  return quarantine(state, drift);
}

describe('the status of a tool', () => {
  it('is not set to allowed before a person confirmed its labels', () => {
    expect(refusalToSet({ status: 'blocked', labelled: false }, 'allowed')?.code).toBe('TOOL_NOT_LABELLED');
    expect(refusalToSet({ status: 'blocked', labelled: true }, 'allowed')).toBeNull();
  });

  it('never leaves quarantine by a click on the status', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TOOL_STATUSES), fc.boolean(), (wanted, labelled) => {
        expect(refusalToSet({ status: 'quarantined', labelled }, wanted)).not.toBeNull();
      }),
    );
  });

  it('is quarantined by a definition that differs from the pin, and by nothing else', () => {
    expect(driftOf(tool, definition)).toBeNull();
    expect(drifted(tool).status).toBe('quarantined');
    expect(driftOf(tool, undefined)?.definition).toBeNull();
  });

  it('returns to where it was when the pinned definition is back', () => {
    expect(release(drifted(tool))).toEqual({ ...tool, statusBefore: 'allowed' });
    expect(release(drifted(drifted({ ...tool, status: 'blocked' })))).toMatchObject({ status: 'blocked', drift: null });
  });

  it('pins exactly the definition that was shown', () => {
    const result = accept(drifted(tool));
    expect('tool' in result && result.tool).toMatchObject({
      digest: definitionDigest(changed),
      status: 'allowed',
      labelled: true,
      drift: null,
    });
  });

  it('stays blocked when the new definition looks riskier than its labels', () => {
    const worse = readToolDefinition(
      { name: 'list_orders', inputSchema: {}, annotations: { destructiveHint: true } },
      '',
    );
    const result = accept(drifted(tool, worse));
    expect('tool' in result && result.tool).toMatchObject({ status: 'blocked', labelled: false });
  });

  it('has nothing to accept without a drift, or when its server lists it no more', () => {
    const gone = driftOf(tool, undefined);
    expect(accept(tool)).toMatchObject({ refusal: { code: 'TOOL_HAS_NO_DRIFT' } });
    expect(gone && accept(quarantine(tool, gone))).toMatchObject({ refusal: { code: 'TOOL_GONE' } });
  });
});
