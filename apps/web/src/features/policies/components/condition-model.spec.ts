import { describe, expect, it } from '@jest/globals';
import { CONDITION_FIELDS } from './condition-fields.js';
import { readConditions, writeConditions } from './condition-model.js';

const fields = CONDITION_FIELDS.Tool;

describe('conditions that are chosen', () => {
  it('come back as they were stored', () => {
    const stored = {
      risk: { $in: ['read', 'write'] },
      reachesOutside: true,
      dataClass: { $ne: 'personal' },
      toolName: { $nin: ['a', 'b'] },
    };
    expect(writeConditions(readConditions(stored, fields))).toEqual(stored);
  });

  it('keep what cannot be chosen as it was written', () => {
    const stored = { risk: { $exists: true }, unknownField: 3, connectorName: { $in: ['CRM'], $ne: 'ERP' } };
    const read = readConditions(stored, fields);
    expect(read.rows).toEqual([]);
    expect(writeConditions(read)).toEqual(stored);
  });

  it('keep a row that has no value yet', () => {
    const row = { field: 'risk', comparison: 'is', values: [] } as const;
    expect(readConditions(writeConditions({ rows: [row], rest: {} }), fields).rows).toEqual([row]);
  });

  it('are none for what is no object', () => {
    expect([readConditions(null, fields), readConditions([], fields)]).toEqual([
      { rows: [], rest: {} },
      { rows: [], rest: {} },
    ]);
  });
});
