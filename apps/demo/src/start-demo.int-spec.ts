import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@groundswell/kernel';
import { createLogger, readSettings } from '@groundswell/platform';
import { createTestDatabase, type TestDatabase } from '@groundswell/testing';
import { STORY } from './business/story.js';
import { demoSettings } from './demo-settings.js';
import { completePlan, WORKFLOWS } from './programme/programme.js';
import { type RunningDemo, startDemo } from './start-demo.js';
import { signedIn, type Visitor } from './visitor.fixture.js';

const databases = { product: `demo_${process.pid}`, crm: `demo_${process.pid}_crm`, erp: `demo_${process.pid}_erp` };

let server: TestDatabase;
let home: string;
let demo: RunningDemo;
let lines: string[] = [];

async function start(): Promise<RunningDemo> {
  lines = [];
  const settings = demoSettings(readSettings({}).with({ home, port: 0, logLevel: 'error' }));
  return startDemo({
    settings,
    logger: createLogger(settings),
    databaseUrl: server.url,
    onProgress: (line) => lines.push(line),
    databases,
    // Enough for each workflow to be used; the whole year would take a minute more.
    density: 0.01,
  });
}

async function visitor(role: string): Promise<Visitor> {
  const link = demo.links.find((one) => one.role === role);
  if (link === undefined) throw new Error(`There is no link for a ${role}.`);
  return signedIn(link.url);
}

beforeAll(async () => {
  server = await createTestDatabase({ empty: true });
  home = await mkdtemp(join(tmpdir(), 'gs-demo-'));
  demo = await start();
}, 400_000);

afterAll(async () => {
  await demo.close();
  for (const name of Object.values(databases)) await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await server.query(`DROP ROLE IF EXISTS ${databases.crm}_reader`);
  await server.drop();
  await rm(home, { recursive: true, force: true });
}, 60_000);

interface Library {
  workflows: {
    totalCount: number;
    items: {
      id: string;
      title: string;
      stage: string;
      depth: number;
      team: { name: string };
      root: { title: string };
    }[];
  };
}

const LIBRARY = `query ($after: String) { workflows(first: 100, after: $after, sort: TITLE, filter: { stage: [idea, draft, pilot, production, paused, retired] }) {
  totalCount items { id title stage depth team { name } root { title } } } }`;

describe('the filled demo', () => {
  it('tells how far it is while it fills, and gives a link for every role', () => {
    expect(lines.filter((line) => line.startsWith('Living through')).length).toBeGreaterThanOrEqual(12);
    expect(demo.links.map((link) => link.role).sort()).toEqual([
      'auditor',
      'builder',
      'leader',
      'owner',
      'runner',
      'steward',
    ]);
  });

  it('says that it is a demo', async () => {
    const { organisation } = await (
      await visitor('leader')
    ).ask<{ organisation: JsonObject }>('{ organisation { name demo currency } }');
    expect(organisation).toEqual({ name: 'Nordhafen Wohnbau', demo: true, currency: 'EUR' });
  });

  it('shows 46 workflows of seven teams, several generations deep, in every stage', async () => {
    const { workflows } = await (await visitor('leader')).ask<Library>(LIBRARY);
    expect(workflows.totalCount).toBe(46);
    expect(new Set(workflows.items.map((workflow) => workflow.team.name)).size).toBe(7);
    expect(Math.max(...workflows.items.map((workflow) => workflow.depth))).toBe(4);
    expect(new Set(workflows.items.map((workflow) => workflow.stage))).toEqual(
      new Set(['pilot', 'production', 'paused', 'retired']),
    );
  });

  it('shows a leader figures that speak: forty live, a falling cost, hours by grade', async () => {
    const { compounding } = await (
      await visitor('leader')
    ).ask<{ compounding: Compounding }>(
      '{ compounding { liveNow learningRate { enough percent } marginalCosts { n } hoursTotal { measured confirmed } reuse { enough binding } } }',
    );
    expect(compounding.liveNow).toBeGreaterThanOrEqual(38);
    expect(compounding.marginalCosts).toHaveLength(46);
    expect(compounding.learningRate).toMatchObject({ enough: true });
    expect(compounding.learningRate.percent).toBeGreaterThan(15);
    expect(compounding.hoursTotal.measured).toBeGreaterThan(0);
    expect(compounding.hoursTotal.confirmed).toBeGreaterThan(0);
    expect(compounding.reuse.binding).toBeGreaterThan(0.5);
  });

  it('has an audit log that follows from itself', async () => {
    const { verifyAudit } = await (
      await visitor('auditor')
    ).ask<{ verifyAudit: { ok: boolean; entries: number } }>('{ verifyAudit { ok entries } }');
    expect(verifyAudit.ok).toBe(true);
    expect(verifyAudit.entries).toBeGreaterThan(500);
  });

  it('tells of nothing that lies in the visitor’s future', async () => {
    const { auditEntries } = await (
      await visitor('auditor')
    ).ask<{ auditEntries: { items: { at: string }[] } }>('{ auditEntries(first: 100) { items { at } } }');
    expect(auditEntries.items).toHaveLength(100);
    expect(auditEntries.items.filter(({ at }) => new Date(at) > new Date())).toEqual([]);
  });

  it('leaves a reviewer something to review', async () => {
    const { reviewQueue } = await (
      await visitor('builder')
    ).ask<{ reviewQueue: { workflow: { title: string } }[] }>('{ reviewQueue { workflow { title } } }');
    expect(reviewQueue.map((version) => version.workflow.title)).toEqual([completePlan('dunning-check').title]);
  });

  it('leaves a runner something to confirm and a steward something to approve', async () => {
    const { runsToConfirm } = await (
      await visitor('runner')
    ).ask<{ runsToConfirm: { workflow: { title: string } }[] }>('{ runsToConfirm { workflow { title } } }');
    expect(runsToConfirm.map((run) => run.workflow.title)).toEqual(
      expect.arrayContaining([completePlan('defect-reply').title, completePlan('lease-question').title]),
    );
    const { approvalsWaiting } = await (
      await visitor('steward')
    ).ask<{ approvalsWaiting: { workflow: { title: string } }[] }>('{ approvalsWaiting { workflow { title } } }');
    expect(approvalsWaiting.map((run) => run.workflow.title)).toEqual([completePlan('credit-note').title]);
  });

  it('leaves stewards what a programme leaves them: questions, exceptions, a stop, a version moved, a leaver’s work', async () => {
    const found = await (
      await visitor('steward')
    ).ask<{
      requests: { items: { kind: string; state: string }[] };
      policyExceptions: { endedHow: string | null }[];
      activeStops: { targetName: string }[];
      stops: { totalCount: number };
      handOvers: { workflow: { title: string } }[];
      connectors: { name: string; version: number; health: { state: string } }[];
    }>(
      `{ requests(first: 50) { items { kind state } } policyExceptions(filter: { ended: true }) { endedHow }
         activeStops { targetName } stops(first: 10) { totalCount } handOvers { workflow { title } }
         connectors { name version health { state } } }`,
    );
    const open = found.requests.items.filter((request) => request.state === 'open').map((request) => request.kind);
    expect(open.toSorted()).toEqual(['connector', 'credential', 'exception', 'tool']);
    expect(new Set(found.requests.items.map((request) => request.state))).toEqual(
      new Set(['open', 'granted', 'refused', 'withdrawn']),
    );
    expect(found.policyExceptions.map((one) => one.endedHow ?? 'holds').toSorted()).toEqual([
      'expired',
      'holds',
      'holds',
      'revoked',
    ]);
    expect(found.activeStops.map((stop) => stop.targetName)).toEqual([completePlan('safety-briefing').title]);
    expect(found.stops.totalCount).toBe(4);
    expect(found.handOvers.map((one) => one.workflow.title)).toEqual([completePlan('works-agreement').title]);
    expect(found.connectors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'CRM', version: 2, health: { state: 'healthy' } }),
        expect.objectContaining({ name: 'ERP, own account', version: 1 }),
      ]),
    );
  });

  it('shows what started by itself: times that ran, were missed and were refused, and messages taken and refused', async () => {
    const { schedules, webhooks } = await (
      await visitor('steward')
    ).ask<{
      schedules: {
        items: { name: string; state: string; firings: { items: { status: string; code: string | null }[] } }[];
      };
      webhooks: { name: string; deliveries: { items: { accepted: boolean; code: string | null }[] } }[];
    }>(
      `{ schedules { items { name state firings { items { status code } } } }
         webhooks { name deliveries { items { accepted code } } } }`,
    );
    const [late, contracts] = ['Late orders', 'Contracts'].map((name) =>
      schedules.items.find((schedule) => schedule.name.startsWith(name)),
    );
    const outcomes = (firings?: { items: { status: string; code: string | null }[] }) =>
      new Set(firings?.items.map(({ status, code }) => `${status} ${code ?? ''}`.trim()));
    expect(outcomes(late?.firings)).toEqual(new Set(['started', 'skipped MISSED']));
    expect(contracts?.state).toBe('paused');
    expect(outcomes(contracts?.firings)).toEqual(new Set(['started', 'refused STOPPED']));
    const codes = webhooks.map(({ deliveries }) => deliveries.items.map(({ code }) => code ?? 'accepted').toSorted());
    expect(codes.toSorted((one, other) => other.length - one.length)).toEqual([
      ['INPUT_INVALID', 'SIGNATURE_WRONG', 'accepted', 'accepted', 'accepted', 'accepted'],
      ['POLICY_DENIED'],
    ]);
  });

  it('shows a table that ended with some rows failed, and one that is held in between', async () => {
    const { batches } = await (
      await visitor('steward')
    ).ask<{ batches: { items: { name: string; status: string; rows: { items: { state: string }[] } }[] } }>(
      '{ batches { items { name status rows { items { state } } } } }',
    );
    const states = (status: string) => {
      const rows = batches.items.find((batch) => batch.status === status)?.rows.items ?? [];
      return Object.fromEntries(
        [...new Set(rows.map(({ state }) => state))].map((state) => [
          state,
          rows.filter((row) => row.state === state).length,
        ]),
      );
    };
    expect(states('finished')).toEqual({ succeeded: 9, failed: 2, faulty: 1 });
    const held = states('paused');
    expect(Object.keys(held).toSorted()).toEqual(['succeeded', 'waiting']);
    expect(held['waiting']).toBeGreaterThan(0);
  });

  it('shows a budget that was warned about, and one that ended a run', async () => {
    const { budgets } = await (
      await visitor('steward')
    ).ask<{ budgets: { name: string; warnedPercent: number | null; runsStopped: number }[] }>(
      '{ budgets { name warnedPercent runsStopped } }',
    );
    const of = (name: string) => budgets.find((budget) => budget.name === name);
    expect(of('Construction management')).toMatchObject({ warnedPercent: 80, runsStopped: 0 });
    expect(of(completePlan('operating-costs').title)).toMatchObject({ runsStopped: 1 });
  });

  it('leaves a runner a question, a steward what a credit note would change, and a builder a test case', async () => {
    const RUNS = `{ runs(first: 60) { items { waitingFor status workflow { title } files { name } childRuns { workflow { title } status }
      pendingApproval { mayDecide agreedBy { name } preview { before after } } } } }`;
    interface Shown {
      waitingFor: string | null;
      status: string;
      workflow: { title: string };
      files: { name: string }[];
      childRuns: { workflow: { title: string }; status: string }[];
      pendingApproval: {
        mayDecide: boolean;
        agreedBy: { name: string }[];
        preview: { before: JsonObject; after: JsonObject } | null;
      } | null;
    }
    const all = await (await visitor('steward')).ask<{ runs: { items: Shown[] } }>(RUNS);
    const titled = (key: string) => all.runs.items.filter((run) => run.workflow.title === completePlan(key).title);
    const asking = titled('credit-note').find((run) => run.waitingFor === 'approval');
    // The runner has agreed: the yes of the visitor is the one that is missing.
    expect(asking?.pendingApproval).toMatchObject({ mayDecide: true, agreedBy: [{ name: 'Anja Marquardt' }] });
    expect(asking?.pendingApproval?.preview?.before).toMatchObject({ 'Credit notes': expect.any(Number) });
    expect(asking?.pendingApproval?.preview?.after).not.toEqual(asking?.pendingApproval?.preview?.before);
    expect(titled('late-site-warning').flatMap((run) => run.childRuns)).toEqual([
      { workflow: { title: completePlan('order-late').title }, status: 'succeeded' },
    ]);
    expect(titled('letter-sort').flatMap((run) => run.files)).toEqual([{ name: 'Letter from Ms Ahlers.txt' }]);
    const own = await (await visitor('runner')).ask<{ runs: { items: Shown[] } }>(RUNS);
    expect(own.runs.items.filter((run) => run.waitingFor === 'answer')).toHaveLength(1);
  });

  it('keeps the secrets of its systems out of the log of what happened', async () => {
    const { crmPassword, erpApiKey } = JSON.parse(
      await readFile(join(home, 'demo', 'demo-state.json'), 'utf8'),
    ) as Record<string, string>;
    const { auditEntries } = await (
      await visitor('auditor')
    ).ask<{ auditEntries: unknown }>('{ auditEntries(first: 100) { items { sentence details } } }');
    expect(JSON.stringify(auditEntries)).not.toContain(crmPassword);
    expect(JSON.stringify(auditEntries)).not.toContain(erpApiKey);
  });
});

interface Compounding {
  liveNow: number;
  learningRate: { enough: boolean; percent: number };
  marginalCosts: unknown[];
  hoursTotal: { measured: number; confirmed: number };
  reuse: { binding: number };
}

interface PractisedRun {
  id: string;
  status: string;
  mode: string;
  outputText: string | null;
  failure: { message: string } | null;
  pendingApproval: { id: string; argumentsDigest: string } | null;
}

const RUN = 'id status mode outputText failure { message } pendingApproval { id argumentsDigest }';

/** Starts a practice run with the sample inputs and answers what it asks, until it ends. */
async function practise(runner: Visitor, steward: Visitor, title: string): Promise<PractisedRun> {
  const { workflows } = await runner.ask<{
    workflows: { items: { id: string; title: string; publishedVersion: { sampleInputs: JsonObject } }[] };
  }>(
    'query ($search: String!) { workflows(filter: { search: $search }, first: 10) { items { id title publishedVersion { sampleInputs } } } }',
    { search: title },
  );
  const workflow = workflows.items.find((item) => item.title === title);
  if (workflow === undefined) throw new Error(`${title} is not in the library.`);
  const { startRun } = await runner.ask<{ startRun: PractisedRun & { message?: string } }>(
    `mutation ($input: StartRunInput!) { startRun(input: $input) { ... on Run { ${RUN} } ... on RunRefused { message } } }`,
    {
      input: {
        workflowId: workflow.id,
        inputs: workflow.publishedVersion.sampleInputs,
        mode: 'practice',
        idempotencyKey: `spec-${title}`,
      },
    },
  );
  if (startRun.message !== undefined) throw new Error(startRun.message);
  const decide = 'mutation ($input: DecideApprovalInput!) { decideApproval(input: $input) { id } }';
  for (;;) {
    const { run } = await runner.ask<{ run: PractisedRun }>(`query ($id: ID!) { run(id: $id) { ${RUN} } }`, {
      id: startRun.id,
    });
    if (!['queued', 'running', 'waiting'].includes(run.status)) return run;
    if (run.pendingApproval !== null) {
      const { id: approvalId, argumentsDigest } = run.pendingApproval;
      const input = { approvalId, argumentsDigest, approve: true };
      await runner.ask(decide, { input }).catch(() => undefined);
      await steward.ask(decide, { input }).catch(() => undefined);
    }
    await delay(50);
  }
}

describe('a visitor without a key', () => {
  const rehearsed = WORKFLOWS.filter((plan) => completePlan(plan.key).rehearsal);

  it.each(rehearsed.map((plan) => [plan.title, plan.key] as const))(
    'practises “%s” to its end, with real calls to the three systems',
    async (title) => {
      const run = await practise(await visitor('builder'), await visitor('steward'), title);
      expect(run).toMatchObject({ status: 'succeeded', mode: 'practice', failure: null });
      expect(run.outputText).not.toContain('{{');
    },
    60_000,
  );

  it('finds the books really changed by it', async () => {
    const state = JSON.parse(await readFile(join(home, 'demo', 'demo-state.json'), 'utf8')) as {
      erpApiKey: string;
      erpPort: number;
    };
    const response = await fetch(`http://127.0.0.1:${state.erpPort}/invoices/${STORY.matchingInvoice}`, {
      headers: { 'x-api-key': state.erpApiKey },
    });
    expect(await response.json()).toMatchObject({ status: 'approved', approvedBy: 'Sabine Wendt' });
  });
});

describe('a second start', () => {
  it('fills nothing again and still reaches the CRM', async () => {
    await demo.close();
    demo = await start();
    expect(lines).toEqual([]);
    const steward = await visitor('steward');
    const { connectors } = await steward.ask<{ connectors: { id: string; name: string }[] }>(
      '{ connectors { id name } }',
    );
    for (const { id, name } of connectors) {
      const { testConnector } = await steward.ask<{ testConnector: { ok: boolean } }>(
        'mutation ($id: ID!) { testConnector(connectorId: $id) { ok message } }',
        { id },
      );
      expect({ name, ok: testConnector.ok }).toEqual({ name, ok: true });
    }
    expect(connectors.map((connector) => connector.name).sort()).toEqual([
      'Bookings',
      'CRM',
      'Documents',
      'ERP',
      'ERP, own account',
    ]);
  }, 60_000);
});
