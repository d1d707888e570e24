import { describe, expect, it } from '@jest/globals';
import { newId } from '@groundswell/kernel';
import type { ConnectorId, ConnectorVersionId, ToolId } from '@groundswell/kernel';
import { publishBlocks } from './publish-blocks.js';
import type { ConnectorNow, ToolNow } from './publish-blocks.js';

const connectorId = newId<ConnectorId>();
const connectorVersionId = newId<ConnectorVersionId>();
const search: ToolNow = { toolId: newId<ToolId>(), name: 'search', status: 'allowed', pin: 'aa' };
const crm: ConnectorNow = { connectorVersionId, name: 'CRM', missingSecrets: [], tools: [search] };
const candidate = {
  bindings: [{ connectorId, connectorVersionId, toolIds: [search.toolId] }],
  pins: { [search.toolId]: 'aa' },
  faults: [],
};

function codes(more: Partial<ConnectorNow>): string[] {
  return publishBlocks(candidate, new Map([[connectorId, { ...crm, ...more }]])).map((reason) => reason.code);
}

describe('what blocks publishing', () => {
  it('is nothing when every bound tool is allowed and as it was when submitted', () => {
    expect(codes({})).toEqual([]);
  });

  it.each<[string, Partial<ConnectorNow>]>([
    ['TOOL_BLOCKED', { tools: [{ ...search, status: 'blocked' }] }],
    ['TOOL_QUARANTINED', { tools: [{ ...search, status: 'quarantined' }] }],
    ['TOOL_CHANGED', { tools: [{ ...search, pin: 'bb' }] }],
    ['TOOL_MISSING', { tools: [] }],
    ['SECRET_MISSING', { missingSecrets: ['API_KEY'] }],
    ['CONNECTOR_CHANGED', { connectorVersionId: newId<ConnectorVersionId>() }],
  ])('names %s', (code, more) => {
    expect(codes(more)).toEqual([code]);
  });

  it('names everything at once, each with a next step', () => {
    const faults = [{ path: 'instructions', message: 'Write what is to be done, in plain words.' }];
    const reasons = publishBlocks({ ...candidate, faults }, new Map());
    expect(reasons.map((reason) => reason.code)).toEqual(['CONTENT_INCOMPLETE', 'CONNECTOR_MISSING']);
    for (const reason of reasons) expect(reason.nextStep).toMatch(/\.$/);
  });
});
