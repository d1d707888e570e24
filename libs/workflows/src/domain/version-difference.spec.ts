import { describe, expect, it } from '@jest/globals';
import { newId } from '@groundswell/kernel';
import type { ConnectorId, ConnectorVersionId, ToolId } from '@groundswell/kernel';
import fc from 'fast-check';
import { textHunks } from './text-difference.js';
import { versionDifference } from './version-difference.js';
import { FIRST_DRAFT } from './workflow-version.js';
import type { VersionContent } from './workflow-version.js';

const [crm, erp] = [newId<ConnectorId>(), newId<ConnectorId>()];
const [search, note, pay] = [newId<ToolId>(), newId<ToolId>(), newId<ToolId>()];
const names = {
  connectors: new Map([
    [crm, 'CRM'],
    [erp, 'ERP'],
  ]),
  tools: new Map([
    [search, 'search'],
    [note, 'note'],
    [pay, 'pay'],
  ]),
};

const before: VersionContent = {
  ...FIRST_DRAFT,
  instructions: 'Greet.\nLook up {{inputs.customer}}.\nEnd.',
  inputSchema: {
    type: 'object',
    required: ['customer'],
    properties: { customer: { type: 'string', title: 'Customer', maxLength: 80 } },
  },
  bindings: [{ connectorId: crm, connectorVersionId: newId<ConnectorVersionId>(), toolIds: [search] }],
};

function changes(more: Partial<VersionContent>) {
  return versionDifference(before, { ...before, ...more }, names);
}

describe('the difference between two versions', () => {
  it('is empty for the same content', () => {
    expect(changes({})).toEqual([]);
  });

  it('names the changed lines of the instructions', () => {
    expect(changes({ instructions: 'Greet.\nFind {{inputs.customer}}.\nEnd.\nSign.' })).toEqual([
      {
        area: 'Instructions',
        label: 'Line 2',
        before: 'Look up {{inputs.customer}}.',
        after: 'Find {{inputs.customer}}.',
      },
      { area: 'Instructions', label: 'Line 4', before: null, after: 'Sign.' },
    ]);
  });

  it('says a changed input in words', () => {
    const inputSchema = {
      type: 'object',
      properties: {
        customer: { type: 'string', title: 'Customer', maxLength: 40 },
        due: { type: 'string', format: 'date' },
      },
    };
    expect(changes({ inputSchema })).toEqual([
      {
        area: 'Inputs',
        label: 'customer',
        before: 'Customer: text, needed, at most 80 characters',
        after: 'Customer: text, optional, at most 40 characters',
      },
      { area: 'Inputs', label: 'due', before: null, after: 'date, optional' },
    ]);
  });

  it('names the tools that came and went, by connector', () => {
    const bindings = [
      {
        ...before.bindings[0],
        connectorId: crm,
        connectorVersionId: newId<ConnectorVersionId>(),
        toolIds: [search, note],
      },
      { connectorId: erp, connectorVersionId: newId<ConnectorVersionId>(), toolIds: [pay, newId<ToolId>()] },
    ];
    expect(changes({ bindings })).toEqual([
      { area: 'Tools', label: 'CRM', before: 'search', after: 'note, search' },
      { area: 'Tools', label: 'CRM', before: 'an earlier version of the connector', after: 'its present version' },
      { area: 'Tools', label: 'ERP', before: null, after: 'a tool that is gone, pay' },
    ]);
  });

  it('shows model, limits, sample and rehearsal', () => {
    const list = changes({
      model: 'claude-opus-5-5',
      limits: { maxTurns: 12, maxCostMicros: 1_250_000 },
      sampleInputs: { customer: 'Ada' },
      rehearsal: { turns: [{ text: 'Done.', toolUse: [{ tool: 'crm.search', arguments: { q: 'x' } }] }] },
    });
    expect(list.map(({ label, before: from, after: to }) => [label, from, to])).toEqual([
      ['Model', 'claude-haiku-5-5', 'claude-opus-5-5'],
      ['Cost of a run at most', '0.50', '1.25'],
      ['customer', null, 'Ada'],
      ['Turn 1', null, 'Done.\ncrm.search {"q":"x"}'],
    ]);
  });

  it('finds hunks that turn one text into the other', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (from, to) => {
        const lines = from.split('\n');
        for (const hunk of [...textHunks(from, to)].reverse()) {
          expect(lines.splice(hunk.beforeLine - 1, hunk.before.length, ...hunk.after)).toEqual(hunk.before);
        }
        expect(lines.join('\n')).toBe(to);
      }),
    );
  });
});
