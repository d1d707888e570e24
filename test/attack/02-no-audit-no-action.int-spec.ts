import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { until } from '../e2e/installation.js';
import { type RunRow, runOf } from '../e2e/runs-over-the-wire.js';
import { obedientModel } from '@groundswell/testing';
import { Attempts } from './attempts.js';
import { HostileWorld } from './hostile-world.js';

// A start, a server and a walk through many attempts: more than a spec takes, on a machine that does other things too.
jest.setTimeout(180_000);

const promise = new Attempts(2);
let world: HostileWorld;

beforeAll(async () => {
  world = await HostileWorld.start();
});
afterAll(() => world.close());

const forbid = () => world.installation.database.query(`REVOKE INSERT ON audit_entries FROM groundswell_app`);
const permit = () => world.installation.database.query(`GRANT INSERT ON audit_entries TO groundswell_app`);

/** Everything that a change could touch. The queue's wake-ups and what runs by itself are told apart by the caller. */
async function digest(tables: readonly string[]): Promise<string> {
  const rows = await Promise.all(
    tables.map((table) =>
      world.installation.database.query<{ rows: string }>(
        `SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') AS rows FROM "${table}" t`,
      ),
    ),
  );
  return rows.map(([row]) => row?.rows).join('\n');
}

describe('promise 2: no audit, no action', () => {
  it('a run that loses the audit log on its way calls no tool, and goes on by itself when it is back', async () => {
    const connector = await world.connector([]);
    const workflowId = await world.workflow(connector, ['count_up']);
    await promise.try('a tool that the model asks for while no entry can be stored', async () => {
      world.model.reset();
      world.model.answersWith(async (request) => {
        if ((request.body['messages'] as unknown[]).length > 1) return { text: 'Counted.' };
        await forbid();
        return { toolUse: [{ name: toolName(request.body['tools'], 'count_up'), input: {} }] };
      });
      const runId = await world.start(workflowId);
      await until(
        'the engine to notice',
        () => world.installation.database.query<{ faults: number }>(`SELECT faults FROM runs WHERE id = $1`, [runId]),
        ([row]) => (row?.faults ?? 0) > 0,
      );
      const during = await runOf(world.runner, runId);
      const callsDuring = connector.calls();
      await permit();
      expect(callsDuring).toEqual([]);
      expect(during.status).toBe('running');
      const run = await until('the run to recover', () => runOf(world.runner, runId), hasEnded);
      expect(run).toMatchObject({ status: 'succeeded', failure: null });
      expect(connector.calls().map((call) => call.name)).toEqual(['count_up']);
    });
  });

  it('a yes that cannot be recorded is no yes', async () => {
    const connector = await world.connector([], { count_up: { risk: 'write' } });
    const workflowId = await world.workflow(connector, ['count_up']);
    world.model.reset();
    world.model.answersWith(obedientModel([{ name: 'count_up', input: {} }]));
    const waiting = await world.run(workflowId);
    expect(waiting.status).toBe('waiting');
    await promise.try('an approval while no entry can be stored', async () => {
      await forbid();
      try {
        expect(await world.decide(waiting, true)).toBe('AUDIT_UNAVAILABLE');
      } finally {
        await permit();
      }
      expect(connector.calls()).toEqual([]);
      expect(await world.decide(waiting, true)).toBeNull();
      const run = await until('the run to end', () => runOf(world.runner, waiting.id), hasEnded);
      expect([run.status, connector.calls().length]).toEqual(['succeeded', 1]);
    });
  });

  it('no change is made while no entry can be stored, and the refusal says so', async () => {
    const connector = await world.connector([]);
    const workflowId = await world.workflow(connector, ['search_customers']);
    const tables = ['teams', 'people', 'invitations', 'connectors', 'tools', 'workflows', 'workflow_versions', 'runs'];
    const toolId = connector.tool('count_up').id;
    const changes: Record<string, [string, object]> = {
      'making a team': [`mutation { createTeam(input: { name: "Shadow" }) { id } }`, {}],
      'blocking a tool': [
        `mutation ($toolId: ID!) { setToolStatus(toolId: $toolId, status: blocked) { id } }`,
        { toolId },
      ],
      'inviting a person': [
        `mutation { invitePerson(input: { email: "x@example.test", name: "X", roles: [owner], teamIds: [] }) { link } }`,
        {},
      ],
      'calling a tool by hand': [
        `mutation ($toolId: ID!, $workflowId: ID!) { callTool(toolId: $toolId, workflowId: $workflowId, arguments: {}) { __typename } }`,
        { toolId, workflowId },
      ],
      'starting a run': [
        `mutation ($input: StartRunInput!) { startRun(input: $input) { __typename } }`,
        { input: { workflowId, inputs: { customer: 'Meier' }, mode: 'live', idempotencyKey: 'dark' } },
      ],
      'setting a secret': [
        `mutation ($connectorId: ID!) { setConnectorSecret(connectorId: $connectorId, name: "secret", value: "abcdefgh") { id } }`,
        { connectorId: connector.id },
      ],
    };
    const before = await digest(tables);
    const calls = connector.calls().length;
    await forbid();
    try {
      for (const [what, [mutation, variables]] of Object.entries(changes)) {
        await promise.try(what, async () => {
          const answer = await world.owner.send(mutation, variables);
          expect(answer.errors.map((error) => error.extensions.code)).toEqual(['AUDIT_UNAVAILABLE']);
          expect(await digest(tables)).toBe(before);
          expect(connector.calls()).toHaveLength(calls);
        });
      }
      await promise.try('exporting the log', async () => {
        const answer = await fetch(`${world.installation.url}/exports/audit`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-groundswell-csrf': '1', cookie: world.owner.cookies },
          body: JSON.stringify({ format: 'jsonl' }),
        });
        expect(answer.status).toBe(503);
      });
    } finally {
      await permit();
    }
    await world.owner.ask(`mutation { createTeam(input: { name: "Light" }) { id } }`);
  });
});

const hasEnded = (run: RunRow): boolean => ['succeeded', 'failed', 'stopped'].includes(run.status);

function toolName(tools: unknown, name: string): string {
  return (tools as { name: string }[]).find((tool) => tool.name.endsWith(name))?.name ?? name;
}
