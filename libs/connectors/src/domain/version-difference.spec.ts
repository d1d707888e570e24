import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { issuerOf } from './issuer.js';
import { definitionDigest, type ToolDefinition } from './tool-definition.js';
import { RISKS, suggestLabels } from './tool-labels.js';
import { TOOL_STATUSES, type ToolState } from './tool-status.js';
import { beginningOf, differenceOfVersions, type VersionFacts } from './version-difference.js';

const FACTS: VersionFacts = {
  transport: 'http',
  catalogueKey: null,
  url: 'https://crm.example/mcp',
  settings: {},
  dataClass: 'internal',
  issuer: 'https://crm.example',
  credentialMode: 'shared',
  signIn: 'static',
  limits: { callsPerMinute: 600, maxConcurrent: 8, timeoutMs: 60_000 },
};

function tool(name: string, description = 'Finds customers.'): ToolDefinition {
  return {
    name,
    title: null,
    description,
    inputSchema: { type: 'object', properties: {} },
    outputSchema: null,
    annotations: {},
    meta: {},
    instructions: '',
  };
}

const definitions = fc.record({
  name: fc.constantFrom('search', 'send_mail', 'delete_order'),
  description: fc.string(),
});

const states = fc
  .record({
    of: definitions,
    status: fc.constantFrom(...TOOL_STATUSES),
    statusBefore: fc.constantFrom('allowed' as const, 'blocked' as const),
    labelled: fc.boolean(),
    risk: fc.constantFrom(...RISKS),
    returnsUntrusted: fc.boolean(),
    reachesOutside: fc.boolean(),
  })
  .map(({ of, ...state }): ToolState => {
    const definition = tool(of.name, of.description);
    return { ...state, definition, digest: definitionDigest(definition), drift: null };
  });

describe('the difference between two versions of a connector', () => {
  it('names the address, the data class and whose credentials, and a renamed tool as one gone and one new', () => {
    const after = { ...FACTS, url: 'https://other.example/mcp', dataClass: 'personal', credentialMode: 'personal' };
    const difference = differenceOfVersions(
      { facts: FACTS, tools: [tool('search'), tool('list')] },
      { facts: after, tools: [tool('search_all'), tool('list', 'Lists customers.')] },
    );
    expect(difference.settings.map((change) => change.label)).toEqual(['address', 'data class', 'whose credentials']);
    expect(difference).toMatchObject({ added: ['search_all'], removed: ['search'], unchanged: 0 });
    expect(difference.changed.map((changed) => changed.name)).toEqual(['list']);
  });

  it('is empty for two versions that are the same', () => {
    const same = { facts: FACTS, tools: [tool('search')] };
    expect(differenceOfVersions(same, same)).toEqual({
      settings: [],
      added: [],
      removed: [],
      changed: [],
      unchanged: 1,
    });
  });
});

describe('how a tool of a new version begins', () => {
  it('never callable unless a person allowed this very definition', () => {
    fc.assert(
      fc.property(definitions, fc.option(states, { nil: undefined }), (of, before) => {
        const definition = tool(of.name, of.description);
        const state = beginningOf(definition, before);
        const same = before?.digest === state.digest;
        const wasAllowed =
          before?.status === 'allowed' || (before?.status === 'quarantined' && before.statusBefore === 'allowed');
        expect(state.status === 'allowed').toBe(same && wasAllowed);
        expect(state.labelled && !same).toBe(false);
      }),
    );
  });

  it('never less careful than what a person said before, nor than what it looks like', () => {
    fc.assert(
      fc.property(definitions, states, (of, before) => {
        const definition = tool(of.name, of.description);
        const state = beginningOf(definition, before);
        if (before.digest === state.digest) return;
        const suggested = suggestLabels(definition);
        for (const one of [before, suggested]) {
          expect(RISKS.indexOf(state.risk)).toBeGreaterThanOrEqual(RISKS.indexOf(one.risk));
          expect(state.reachesOutside || !one.reachesOutside).toBe(true);
          expect(state.returnsUntrusted || !one.returnsUntrusted).toBe(true);
        }
      }),
    );
  });
});

describe('to whom credentials belong', () => {
  it('is the origin of an address, whatever stands behind it', () => {
    const at = (url: string) => issuerOf({ transport: 'http', catalogueKey: null, url, settings: {} });
    expect(at('https://crm.example/mcp?a=1')).toBe('https://crm.example');
    expect(at('https://crm.example:8443/mcp')).toBe('https://crm.example:8443');
    expect(at('https://crm.example.evil.example/')).not.toBe(at('https://crm.example/'));
  });

  it('is the command with the addresses among its settings', () => {
    const of = (settings: Record<string, string>) =>
      issuerOf({ transport: 'stdio', catalogueKey: 'rest-api', url: null, settings });
    expect(of({ baseUrl: 'https://erp.example', headerName: 'X-Key' })).toBe('stdio:rest-api https://erp.example');
    expect(of({ baseUrl: 'https://evil.example', headerName: 'X-Key' })).not.toBe(
      of({ baseUrl: 'https://erp.example', headerName: 'X-Key' }),
    );
    expect(of({ headerName: 'X-Key' })).toBe(of({ headerName: 'X-Other' }));
  });
});
