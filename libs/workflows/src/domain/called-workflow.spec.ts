import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId, type WorkflowId, type WorkflowVersionId } from '@groundswell/kernel';
import { CALL_LIMITS, callName, callTreeFaults, type CallingVersion } from './called-workflow.js';

const WORKFLOWS = Array.from({ length: 5 }, () => newId<WorkflowId>());

/** Versions of a few workflows, each calling versions that were there before it, as publishing makes them. */
const histories = fc.array(fc.record({ of: fc.nat(4), calls: fc.array(fc.nat(20), { maxLength: 3 }) }), {
  minLength: 1,
  maxLength: 12,
});

describe('workflows that call each other', () => {
  it('are never published in a circle or too deep, in whatever order', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const known = new Map<WorkflowVersionId, CallingVersion>();
        const published: WorkflowVersionId[] = [];
        for (const { of, calls } of history) {
          const workflowId = WORKFLOWS[of] ?? newId<WorkflowId>();
          const chosen = calls.flatMap((index) => {
            const versionId = published[index];
            const version = versionId === undefined ? undefined : known.get(versionId);
            return versionId === undefined || version === undefined
              ? []
              : [{ versionId, workflowId: version.workflowId, title: 'It' }];
          });
          if (callTreeFaults(workflowId, chosen, known).length > 0) continue;
          const versionId = newId<WorkflowVersionId>();
          known.set(versionId, { workflowId, calls: chosen });
          published.push(versionId);
        }
        const walk = (id: WorkflowVersionId, way: readonly WorkflowId[]): void => {
          const version = known.get(id);
          if (version === undefined) return;
          expect(way).not.toContain(version.workflowId);
          expect(way.length).toBeLessThan(CALL_LIMITS.depth);
          for (const call of version.calls) walk(call.versionId, [...way, version.workflowId]);
        };
        for (const id of published) walk(id, []);
      }),
    );
  });

  it('get names that fit among tools and differ', () => {
    expect(callName('Prüfe die Rechnung!', [])).toBe('prufe_die_rechnung');
    expect(callName('Prüfe die Rechnung!', ['prufe_die_rechnung'])).toBe('prufe_die_rechnung_2');
    fc.assert(fc.property(fc.string(), (title) => /^[a-z0-9]+(_[a-z0-9]+)*$/.test(callName(title, []))));
  });
});
