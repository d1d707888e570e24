import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ScriptedModel } from '@groundswell/testing';
import { Browser, setUpAt, until } from '../e2e/installation.js';
import { publishWorkflow } from '../e2e/published-workflow.js';
import { runOf, startRun } from '../e2e/runs-over-the-wire.js';
import { CommandProcess } from '../start/installation-process.js';
import { Attempts } from './attempts.js';

// Whole installations are started, killed and restored.
jest.setTimeout(240_000);

const promise = new Attempts(15);
const ENDS = ['succeeded', 'failed', 'stopped', 'cancelled'];
const LOADERS = 4;
let folder: string;
let home: string;
let model: ScriptedModel;
let command: CommandProcess;

/** What the server said yes to before it was killed. */
const acknowledged: { readonly workflows: string[]; readonly runs: string[] } = { workflows: [], runs: [] };
let owner: Browser;
let url: string;

function start(where: string): CommandProcess {
  return CommandProcess.run('start', where, {
    PORT: String(PORT),
    ANTHROPIC_API_KEY: 'test-key',
    ANTHROPIC_BASE_URL: model.url,
    GROUNDSWELL_LOG_LEVEL: 'error',
  });
}

// One address throughout, so that the sessions of the people stay good.
const PORT = 20_000 + (process.pid % 20_000);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gs-survives-'));
  // The account of the database must be able to pass.
  await chmod(folder, 0o711);
  home = join(folder, 'home');
  model = await ScriptedModel.start();
  model.answersWith(() => ({ text: 'All is well, word for word.', paceMs: 20 }));
  command = start(home);
  url = await command.ready();
  owner = await setUpAt(new Browser(url), command.setUpLink() ?? '');
});
afterAll(async () => {
  await command.kill('SIGTERM');
  await model.close();
  await rm(folder, { recursive: true, force: true });
});

/** Writes and runs without a pause until nobody answers any more. */
async function load(number: number, teamId: string, workflowId: string): Promise<void> {
  for (let serial = 0; ; serial++) {
    try {
      const { registerWorkflow } = await owner.ask<{ registerWorkflow: { id: string } }>(
        `mutation ($input: RegisterWorkflowInput!) { registerWorkflow(input: $input) { id } }`,
        {
          input: { title: `Load ${number} ${serial}`, task: 'Nothing.', teamId, clientKey: `load-${number}-${serial}` },
        },
      );
      acknowledged.workflows.push(registerWorkflow.id);
      const run = await startRun(owner, workflowId, { customer: 'Meier' }, `load-${number}-${serial}`);
      if (run['__typename'] !== 'Run') throw new Error(`Refused, with extensions: ${JSON.stringify(run)}`);
      acknowledged.runs.push(String(run['id']));
    } catch (error) {
      // The line is dead, or went dead in the middle of an answer; anything else is an answer.
      if (error instanceof Error && error.message.includes('extensions')) throw error;
      return;
    }
  }
}

/** Kills the server, the database and every process of the database, as a power cut would. */
async function cutPower(data: string): Promise<void> {
  const postmaster = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === postmaster)
    .map(Number);
  const ended = command.kill('SIGKILL');
  for (const pid of [postmaster, ...children]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It went with its parent.
    }
  }
  await ended;
}

function parentOf(pid: string): number {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return 0;
  }
}

/** Everything that was acknowledged is there, and every run comes to its end. */
async function expectAllThere(): Promise<void> {
  for (const id of acknowledged.workflows) {
    const { workflow } = await owner.ask<{ workflow: { id: string } }>(
      `query ($id: ID!) { workflow(id: $id) { id } }`,
      { id },
    );
    expect(workflow.id).toBe(id);
  }
  for (const id of acknowledged.runs) {
    const run = await until(
      'the run',
      () => runOf(owner, id),
      (value) => ENDS.includes(value.status),
    );
    expect(run).toMatchObject({ id, status: 'succeeded' });
  }
}

async function verifyAudit(where: string): Promise<void> {
  const { code, result, progress } = await CommandProcess.run('audit verify', where).ended;
  expect(`${progress}${result}`).toMatch(/entries follow from each other/);
  expect(code).toBe(0);
}

describe('promise 15: what was acknowledged survives', () => {
  it('kill -9 of the server and the whole database under load', async () => {
    const { createTeam } = await owner.ask<{ createTeam: { id: string } }>(
      `mutation { createTeam(input: { name: "Tenants" }) { id } }`,
    );
    const builder = new Browser(url);
    await invited(builder, createTeam.id);
    const workflowId = await publishWorkflow(builder, owner, {
      title: 'Say it',
      teamId: createTeam.id,
    });
    const data = await command.said(/Database: embedded, in (\/\S+)\./);
    const loads = Array.from({ length: LOADERS }, (_, number) => load(number, createTeam.id, workflowId));
    await delay(3_000);
    await cutPower(existsSync(join(data, 'postmaster.pid')) ? data : join(data, 'data'));
    await Promise.all(loads);
    expect(acknowledged.runs.length).toBeGreaterThan(10);
    command = start(home);
    await command.ready();
    await promise.try(
      `${acknowledged.workflows.length} workflows and ${acknowledged.runs.length} runs after a power cut`,
      expectAllThere,
    );
    await promise.try('the audit log after a power cut', () => verifyAudit(home));
  });

  it('and a copy of the home folder of a stopped installation is a backup', async () => {
    await command.kill('SIGTERM');
    const copy = join(folder, 'restored');
    // With owners: the database's files belong to its own account.
    await promisify(execFile)('cp', ['-a', home, copy]);
    await rm(home, { recursive: true });
    command = start(copy);
    await command.ready();
    await promise.try('everything acknowledged, from the backup', expectAllThere);
    await promise.try('the audit log of the backup', () => verifyAudit(copy));
  });
});

async function invited(browser: Browser, teamId: string): Promise<void> {
  const { invitePerson } = await owner.ask<{ invitePerson: { link: string } }>(
    `mutation ($input: InvitePersonInput!) { invitePerson(input: $input) { link } }`,
    { input: { email: 'bea@example.test', name: 'Bea', roles: ['builder'], teamIds: [teamId] } },
  );
  const token = new URL(invitePerson.link).pathname.split('/').at(-1);
  await browser.ask(`mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { person { id } } }`, {
    input: { token, name: 'Bea', password: 'correct horse battery staple' },
  });
}
