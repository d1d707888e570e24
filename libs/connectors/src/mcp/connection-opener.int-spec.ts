import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type HostileBehaviour, hostileServer } from '@groundswell/testing';
import type { OpenerLimits } from './connection-opener.js';
import { callTool, SECRET, SpecOpener, target } from './opener.fixture.js';

let spec: SpecOpener;

beforeAll(async () => {
  spec = await SpecOpener.make();
});
afterEach(() => spec.closeSessions());
afterAll(() => spec.end());

const open = (behaviours: readonly HostileBehaviour[], limits: Partial<OpenerLimits> = {}) =>
  spec.open(hostileServer(behaviours), { limits });

describe('a conversation with a stdio connector', () => {
  it('lists and calls tools', async () => {
    const session = await open([]);
    expect((await session.tools()).map((tool) => tool.name)).toEqual(['search_customers', 'send_mail', 'count_up']);
    expect(session.era).toBe('legacy');
    expect(await callTool(session)).toEqual({
      content: [{ type: 'text', text: 'search_customers was called 1 times with {"query":"Meier"}.' }],
      structuredContent: null,
      isError: false,
    });
  });

  it.each([[['greeting']], [['garbage']], [['die-on-unknown']]] as const)(
    'bears with a server that does %j',
    async (behaviours) => {
      const session = await open(behaviours);
      expect((await callTool(session)).isError).toBe(false);
    },
  );

  it('takes silence on the newer protocol for an older server', async () => {
    const session = await open(['silent-on-unknown'], { startMs: 1_000 });
    expect(session.era).toBe('legacy');
  });

  it('sees each listing anew', async () => {
    const session = await open(['mutate-after-listing']);
    const [before] = await session.tools();
    const [after] = await session.tools();
    expect(after).not.toEqual(before);
  });

  it.each([
    ['shadow', 'malformed'],
    ['nameless', 'malformed'],
    ['huge-definition', 'malformed'],
    ['deep-definition', 'malformed'],
    ['endless-listing', 'malformed'],
    ['listing-is-text', 'malformed'],
    ['slow-listing', 'timeout'],
  ] as const)('does not use a listing by a server that does %s', async (behaviour, kind) => {
    const session = await open([behaviour], { listMs: 1_500 });
    await expect(session.tools()).rejects.toMatchObject({ kind });
  });

  it.each([
    ['slow-call', 'timeout', false, 500],
    ['die-in-call', 'closed', false, 15_000],
    ['oversized', 'too-large', false, 15_000],
    ['protocol-error', 'refused', true, 15_000],
    ['malformed-result', 'malformed', true, 15_000],
  ] as const)('tells how a call failed when the server does %s', async (behaviour, kind, answered, timeoutMs) => {
    const session = await open([behaviour]);
    await expect(callTool(session, 'search_customers', timeoutMs)).rejects.toMatchObject({ kind, answered });
  });

  it('says of a call that was cancelled that it was', async () => {
    const session = await open(['slow-call']);
    const [definition] = await session.tools();
    if (!definition) throw new Error('No tool.');
    const cancel = new AbortController();
    const pending = session.call(definition, {}, { timeoutMs: 5_000, signal: cancel.signal });
    cancel.abort();
    await expect(pending).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('says why a server does not start, without its secret', async () => {
    await expect(open(['die-at-start'])).rejects.toMatchObject({ kind: 'start-failed' });
    await expect(open(['environment-in-error'])).rejects.toMatchObject({
      kind: 'start-failed',
      detail: 'Cannot sign in with [secret]',
    });
    await expect(open(['silent-start'], { startMs: 1_000 })).rejects.toMatchObject({ kind: 'start-failed' });
  });

  it('does not start a command that is no longer in the catalogue', async () => {
    await expect(spec.open([], { target: { catalogueKey: 'gone' } })).rejects.toMatchObject({
      kind: 'start-failed',
      detail: expect.stringContaining('out of the catalogue'),
    });
  });
});

describe('what a stdio connector is given', () => {
  it('is its variables and an empty folder, nothing of ours', async () => {
    process.env['GROUNDSWELL_CANARY'] = 'canary-in-our-environment';
    const session = await open(['environment']);
    const [block] = (await callTool(session)).content;
    const { env, cwd } = JSON.parse(String((block as { text?: unknown }).text)) as {
      env: Record<string, string>;
      cwd: string;
    };
    expect(Object.keys(env).sort()).toEqual(['HOME', 'LANG', 'PATH', 'SECRET', 'TZ']);
    expect(env['SECRET']).toBe('[secret]');
    expect(env['HOME']).toBe(cwd);
    expect(cwd.startsWith(spec.home)).toBe(true);
    delete process.env['GROUNDSWELL_CANARY'];
  });

  it('does not come back: neither in a description nor in an error', async () => {
    const described = await open(['secret-in-description']);
    expect((await described.tools())[0]?.description).toBe('Uses [secret].');
    const failing = await open(['protocol-error']);
    await expect(callTool(failing)).rejects.toMatchObject({ detail: expect.not.stringContaining(SECRET) });
  });
});

describe('the built-in documents connector', () => {
  it('reads inside its folder and not beside it', async () => {
    const settings = { folder: join(spec.home, 'open') };
    const session = await spec.open([], { target: { catalogueKey: 'documents', settings, secrets: new Map() } });
    const read = (await session.tools()).find((tool) => tool.name === 'read_text_file');
    if (!read) throw new Error('It cannot read.');
    const inside = await session.call(read, { path: join(spec.home, 'open', 'offer.txt') }, { timeoutMs: 5_000 });
    expect(JSON.stringify(inside.content)).toContain('Angebot Nr. 7');
    const outside = await session.call(read, { path: join(spec.home, 'closed.txt') }, { timeoutMs: 5_000 });
    expect([outside.isError, JSON.stringify(outside)]).toEqual([true, expect.not.stringContaining('salaries')]);
  });

  it('is not started on a folder that the operator did not open, not even through a link', async () => {
    const opener = await spec.opener([]);
    await symlink(spec.home, join(spec.home, 'open', 'way-out'));
    for (const folder of ['/etc', join(spec.home, 'open', '..'), join(spec.home, 'open', 'way-out'), 'open', '', 7]) {
      await expect(
        opener.open(target({ catalogueKey: 'documents', settings: { folder }, secrets: new Map() })),
      ).rejects.toMatchObject({ kind: 'start-failed', detail: expect.stringMatching(/^Folder is /) });
    }
  });
});
