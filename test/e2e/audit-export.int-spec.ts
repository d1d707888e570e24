import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type Installation, invite, setUp, startInstallation } from './installation.js';

let installation: Installation;
let owner: Browser;
let runner: Browser;

beforeAll(async () => {
  installation = await startInstallation();
  owner = await setUp(installation);
  await owner.ask(`mutation { createTeam(input: { name: "=cmd|' /C calc'!A0" }) { id } }`);
  runner = await invite(installation, owner, 'Ron', ['runner']);
});
afterAll(() => installation.close());

const ask = (browser: Browser, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${installation.url}/exports/audit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-groundswell-csrf': '1', cookie: browser.cookies, ...headers },
    body: JSON.stringify(body),
  });

describe('the export of the audit log', () => {
  it('streams what the page shows, to those who may', async () => {
    const answer = await ask(owner, { format: 'jsonl', filter: { action: 'team' } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/jsonl; charset=utf-8']);
    const lines = (await answer.text()).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { action: string }).action)).toEqual(['team.created']);
    const csv = await ask(owner, { format: 'csv' });
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="audit.csv"');
    expect(await csv.text()).toContain('"organisation.set-up"');
  });

  it('refuses others, and what does not fit, in the shape of every other refusal', async () => {
    const code = async (answer: Promise<Response>) => {
      const body = (await (await answer).json()) as { errors?: { extensions: { code: string } }[] };
      return [(await answer).status, body.errors?.[0]?.extensions.code];
    };
    expect(await code(ask(runner, { format: 'csv' }))).toEqual([403, 'FORBIDDEN']);
    expect(await code(ask(installation.browser(), { format: 'csv' }))).toEqual([401, 'NOT_SIGNED_IN']);
    for (const body of [null, [], {}, { format: 'xml' }, { format: 'csv', filter: [] }]) {
      expect(await code(ask(owner, body))).toEqual([400, 'INPUT_INVALID']);
    }
    for (const filter of [{ runId: 'x' }, { since: 'yesterday' }, { search: 7 }, { search: 'a\u0000b' }]) {
      expect(await code(ask(owner, { format: 'csv', filter }))).toEqual([400, 'INPUT_INVALID']);
    }
    expect((await ask(owner, { format: 'csv' }, { origin: 'https://evil.example' })).status).toBe(403);
  });
});
