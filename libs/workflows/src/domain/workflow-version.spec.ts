import { describe, expect, it } from '@jest/globals';
import { newId } from '@groundswell/kernel';
import type { ConnectorId, ConnectorVersionId, PersonId, ToolId } from '@groundswell/kernel';
import fc from 'fast-check';
import {
  FIRST_DRAFT,
  VERSION_STATUSES,
  VERSION_TRANSITIONS,
  contentFaults,
  decideVersion,
  storageFaults,
} from './workflow-version.js';
import type { VersionAct, VersionContent, VersionState } from './workflow-version.js';

const builder = newId<PersonId>();
const reviewer = newId<PersonId>();

function state(more: Partial<VersionState> = {}): VersionState {
  return { status: 'draft', revision: 1, editorIds: [builder], ...more };
}

function content(more: Partial<VersionContent> = {}): VersionContent {
  return {
    ...FIRST_DRAFT,
    instructions: 'Write to {{inputs.customer}}.',
    inputSchema: { type: 'object', required: ['customer'], properties: { customer: { type: 'string' } } },
    sampleInputs: { customer: 'Ada' },
    changeNote: 'First version.',
    ...more,
  };
}

function placesOf(more: Partial<VersionContent>): string[] {
  return contentFaults(content(more), null).map((fault) => fault.path);
}

describe('the lifecycle of a version', () => {
  it('goes from draft over review to published, and later to superseded', () => {
    expect(decideVersion(state(), 'submit', builder, 1)).toEqual({ ok: true, status: 'submitted', revision: 2 });
    expect(decideVersion(state({ status: 'submitted' }), 'approve', reviewer, 1)).toMatchObject({
      status: 'published',
    });
    expect(decideVersion(state({ status: 'published' }), 'supersede', reviewer, 1)).toMatchObject({
      status: 'superseded',
    });
  });

  it('refuses the review of everyone who wrote in the version, whichever way it goes', () => {
    const helper = newId<PersonId>();
    const submitted = state({ status: 'submitted', editorIds: [builder, helper] });
    for (const act of ['approve', 'reject'] as const) {
      expect(decideVersion(submitted, act, builder, 1)).toMatchObject({ ok: false, code: 'own-work' });
      expect(decideVersion(submitted, act, helper, 1)).toMatchObject({ ok: false, code: 'own-work' });
    }
  });

  it('refuses a second writer who saw an older revision', () => {
    expect(decideVersion(state({ revision: 5 }), 'save', builder, 4)).toMatchObject({ ok: false, code: 'stale' });
  });

  it('never changes a version once it was published, whatever is tried', () => {
    const acts = fc.array(fc.constantFrom<VersionAct>('save', 'submit', 'approve', 'reject', 'supersede'), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(acts, (list) => {
        let now = state();
        let published = false;
        for (const act of list) {
          const decision = decideVersion(
            now,
            act,
            act === 'save' || act === 'submit' ? builder : reviewer,
            now.revision,
          );
          if (!decision.ok) continue;
          expect(published && act !== 'supersede').toBe(false);
          now = { ...now, status: decision.status, revision: decision.revision };
          published = now.status === 'published' || now.status === 'superseded';
        }
      }),
    );
  });

  it('explains every refusal of the table in a sentence', () => {
    for (const status of VERSION_STATUSES) {
      for (const act of ['save', 'submit', 'approve', 'reject'] as const) {
        if (VERSION_TRANSITIONS[act].from === status) continue;
        const decision = decideVersion(state({ status }), act, reviewer, 1);
        expect(decision.ok ? '' : decision.message).toMatch(/\.$/);
      }
    }
  });
});

describe('the content of a version', () => {
  it('may be unfinished in a draft but not when it is submitted', () => {
    expect(storageFaults(FIRST_DRAFT)).toEqual([]);
    expect(contentFaults(FIRST_DRAFT, null).map((fault) => fault.path)).toEqual(['instructions', 'changeNote']);
  });

  it('is ready when everything fits together', () => {
    expect(placesOf({})).toEqual([]);
  });

  it('shows every fault beside its field, all at once', () => {
    const bindings = [
      { connectorId: newId<ConnectorId>(), connectorVersionId: newId<ConnectorVersionId>(), toolIds: [] },
    ];
    const faults = placesOf({
      instructions: '{{inputs.nobody}}',
      sampleInputs: {},
      model: ' ',
      bindings,
      rehearsal: { turns: [] },
      changeNote: '',
    });
    expect(faults).toEqual([
      'instructions',
      'sampleInputs.customer',
      'rehearsal.turns',
      'model',
      'bindings.0.toolIds',
      'changeNote',
    ]);
  });

  it('refuses to store what is too large, cannot be stored, or is bound twice', () => {
    const binding = {
      connectorId: newId<ConnectorId>(),
      connectorVersionId: newId<ConnectorVersionId>(),
      toolIds: [newId<ToolId>()],
    };
    const faults = storageFaults(
      content({
        instructions: 'x'.repeat(50_001),
        sampleInputs: { customer: 'a\u0000b' },
        rehearsal: { turns: ['\ud800'] },
        limits: { maxTurns: 0, maxCostMicros: 0.5 },
        bindings: [binding, binding],
      }),
    );
    expect(faults.map((fault) => fault.path)).toEqual([
      'instructions',
      'sampleInputs',
      'rehearsal',
      'maxTurns',
      'maxCostMicros',
      'bindings.1',
    ]);
  });
});
