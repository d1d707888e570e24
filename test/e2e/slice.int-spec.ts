import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ScriptedModel } from '@groundswell/testing';
import { type Browser, type Installation, invite, setUp, startInstallation, until } from './installation.js';
import { ended, runOf, startRun } from './runs-over-the-wire.js';

interface ToolRow {
  id: string;
  name: string;
  risk: string;
  status: string;
}

let model: ScriptedModel;
let installation: Installation;
let owner: Browser;
let bea: Browser;
let carl: Browser;
let rita: Browser;
let lea: Browser;
let teamId: string;
let otherTeamId: string;
let tools: ToolRow[];
let connectorId: string;
let workflowId: string;
let adaptedId: string;

const tool = (name: string): ToolRow => {
  const found = tools.find((candidate) => candidate.name === name);
  if (!found)
    throw new Error(`The connector has no tool ${name}; it has ${tools.map((each) => each.name).join(', ')}.`);
  return found;
};

beforeAll(async () => {
  model = await ScriptedModel.start();
  installation = await startInstallation({ anthropicApiKey: 'test-key', anthropicBaseUrl: model.url });
  await writeFile(
    join(installation.folder, 'letter.txt'),
    'Dear Ms Berg, the heating in Elm Street 4 is out of order.',
  );
  owner = await setUp(installation);
  const team = async (name: string): Promise<string> =>
    (
      await owner.ask<{ createTeam: { id: string } }>(
        `mutation ($input: CreateTeamInput!) { createTeam(input: $input) { id } }`,
        { input: { name } },
      )
    ).createTeam.id;
  teamId = await team('Tenants');
  otherTeamId = await team('Repairs');
  bea = await invite(installation, owner, 'Bea', ['builder', 'runner'], [teamId]);
  carl = await invite(installation, owner, 'Carl', ['builder', 'runner'], [otherTeamId]);
  rita = await invite(installation, owner, 'Rita', ['runner'], [otherTeamId]);
  lea = await invite(installation, owner, 'Lea', ['leader'], []);
});

afterAll(async () => {
  await installation.close();
  await model.close();
});

describe('the main job, over the wire', () => {
  it('a steward registers a connector: its tools are discovered, pinned and off', async () => {
    const { registerConnector } = await owner.ask<{ registerConnector: { id: string; tools: ToolRow[] } }>(
      `mutation ($input: RegisterConnectorInput!) { registerConnector(input: $input) { id tools { id name risk status } } }`,
      {
        input: {
          name: 'Documents',
          description: 'Letters of tenants',
          transport: 'stdio',
          catalogueKey: 'documents',
          settings: { folder: installation.folder },
          secrets: [],
          dataClass: 'personal',
          clientKey: 'documents-1',
        },
      },
    );
    connectorId = registerConnector.id;
    tools = registerConnector.tools;
    expect(tools.length).toBeGreaterThan(5);
    expect(new Set(tools.map((each) => each.status))).toEqual(new Set(['blocked']));
    for (const [name, risk] of [
      ['read_text_file', 'read'],
      ['list_directory', 'read'],
      ['write_file', 'write'],
    ] as const) {
      await owner.ask(`mutation ($input: LabelToolInput!) { labelTool(input: $input) { id } }`, {
        input: { toolId: tool(name).id, risk, returnsUntrusted: false, reachesOutside: false },
      });
      await owner.ask(`mutation ($toolId: ID!) { setToolStatus(toolId: $toolId, status: allowed) { id } }`, {
        toolId: tool(name).id,
      });
    }
    await owner.ask(`mutation ($connectorId: ID!) { recordSetUpMinutes(connectorId: $connectorId, minutes: 90) }`, {
      connectorId,
    });
  });

  it('a builder registers, drafts and submits a workflow; somebody else reviews and publishes it', async () => {
    const { registerWorkflow } = await bea.ask<{
      registerWorkflow: { id: string; draftVersion: { id: string; revision: number } };
    }>(
      `mutation ($input: RegisterWorkflowInput!) { registerWorkflow(input: $input) { id draftVersion { id revision } } }`,
      {
        input: {
          title: 'Summarise a letter',
          task: 'Read a tenant’s letter and say what they want.',
          teamId,
          clientKey: 'register-1',
        },
      },
    );
    workflowId = registerWorkflow.id;
    const { saveDraft } = await bea.ask<{ saveDraft: { id: string; revision: number } }>(
      `mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { id revision } }`,
      {
        input: {
          versionId: registerWorkflow.draftVersion.id,
          revision: registerWorkflow.draftVersion.revision,
          instructions: 'Read the letter {{inputs.file}} and say in one sentence what the tenant wants.',
          inputSchema: {
            type: 'object',
            properties: { file: { type: 'string', title: 'File' } },
            required: ['file'],
            additionalProperties: false,
          },
          sampleInputs: { file: 'letter.txt' },
          model: 'claude-haiku-5-5',
          maxTurns: 6,
          maxCostMicros: 500_000,
          bindings: [{ connectorId, toolIds: [tool('read_text_file').id, tool('write_file').id] }],
          changeNote: 'First version',
        },
      },
    );
    await bea.ask(`mutation ($input: SetBaselineInput!) { setBaseline(input: $input) { id minutes } }`, {
      input: { workflowId, minutes: 15 },
    });
    const { submitVersion } = await bea.ask<{ submitVersion: { id: string; revision: number; status: string } }>(
      `mutation ($versionId: ID!) { submitVersion(versionId: $versionId, buildMinutes: 60) { id revision status } }`,
      { versionId: saveDraft.id },
    );
    expect(submitVersion.status).toBe('submitted');
    const review = (browser: Browser) =>
      browser.send<{ reviewVersion: { __typename: string; status?: string } }>(
        `mutation ($input: ReviewVersionInput!) { reviewVersion(input: $input) { __typename ... on WorkflowVersion { status } ... on PublishBlocked { reasons { code message nextStep } } } }`,
        {
          input: {
            versionId: submitVersion.id,
            revision: submitVersion.revision,
            approve: true,
            comment: 'Good',
            reviewMinutes: 10,
          },
        },
      );
    const own = await review(bea);
    expect(own.errors.length > 0 || own.data?.reviewVersion.__typename === 'PublishBlocked').toBe(true);
    const other = await review(carl);
    expect(other.errors).toEqual([]);
    expect(other.data?.reviewVersion).toMatchObject({ __typename: 'WorkflowVersion', status: 'published' });
  });

  it('a colleague of another team adapts it and inherits connector and layers', async () => {
    const { workflow } = await carl.ask<{ workflow: { publishedVersion: { id: string } } }>(
      `query ($id: ID!) { workflow(id: $id) { publishedVersion { id } } }`,
      { id: workflowId },
    );
    const { adaptWorkflow } = await carl.ask<{ adaptWorkflow: { id: string } }>(
      `mutation ($input: AdaptWorkflowInput!) { adaptWorkflow(input: $input) { id } }`,
      {
        input: {
          versionId: workflow.publishedVersion.id,
          title: 'Sort a repair letter',
          task: 'Say which trade a letter is for.',
          teamId: otherTeamId,
          clientKey: 'adapt-1',
        },
      },
    );
    adaptedId = adaptWorkflow.id;
    const { workflow: adapted } = await carl.ask<{
      workflow: {
        draftVersion: { id: string; revision: number };
        inherited: {
          bindings: { connectorName: string; toolNames: string[]; fromWorkflowTitle: string }[];
          layers: { scope: string }[];
        };
        lineage: { title: string; depth: number }[];
      };
    }>(
      `query ($id: ID!) { workflow(id: $id) { draftVersion { id revision }
         inherited { bindings { connectorName toolNames fromWorkflowTitle } layers { scope name } } lineage { title depth } } }`,
      { id: adaptedId },
    );
    expect(adapted.inherited.bindings).toEqual([
      {
        connectorName: 'Documents',
        toolNames: expect.arrayContaining(['read_text_file', 'write_file']),
        fromWorkflowTitle: 'Summarise a letter',
      },
    ]);
    expect(adapted.inherited.layers.map((layer) => layer.scope)).toContain('organisation');
    expect(adapted.lineage).toMatchObject([
      { title: 'Summarise a letter', depth: 0 },
      { title: 'Sort a repair letter', depth: 1 },
    ]);
    await carl.ask(`mutation ($input: SetBaselineInput!) { setBaseline(input: $input) { id } }`, {
      input: { workflowId: adaptedId, minutes: 20 },
    });
    const { submitVersion } = await carl.ask<{ submitVersion: { id: string; revision: number } }>(
      `mutation ($versionId: ID!) { submitVersion(versionId: $versionId, buildMinutes: 15) { id revision } }`,
      { versionId: adapted.draftVersion.id },
    );
    const { reviewVersion } = await bea.ask<{ reviewVersion: { __typename: string } }>(
      `mutation ($input: ReviewVersionInput!) { reviewVersion(input: $input) { __typename ... on PublishBlocked { reasons { message } } } }`,
      {
        input: {
          versionId: submitVersion.id,
          revision: submitVersion.revision,
          approve: true,
          comment: '',
          reviewMinutes: 5,
        },
      },
    );
    expect(reviewVersion.__typename).toBe('WorkflowVersion');
  });

  it('a runner runs it on real data through a real MCP server', async () => {
    const read = tool('read_text_file').name;
    model.reset();
    model.answersWith((request) => {
      const offered = (request.body['tools'] as { name: string }[]).find((each) => each.name.endsWith(read));
      const last = (request.body['messages'] as { content: unknown }[]).at(-1);
      const seen = JSON.stringify(last?.content);
      if (seen.includes('heating')) return { text: 'The tenant wants the heating repaired.' };
      return { toolUse: [{ name: offered?.name ?? read, input: { path: join(installation.folder, 'letter.txt') } }] };
    });
    const started = await startRun(rita, adaptedId, { file: 'letter.txt' }, 'run-1');
    expect(started).toMatchObject({ __typename: 'Run' });
    expect(await startRun(rita, adaptedId, { file: 'letter.txt' }, 'run-1')).toEqual(started);
    const run = await until('the run to end', () => runOf(rita, String(started['id'])), ended);
    expect(run).toMatchObject({
      failure: null,
      status: 'succeeded',
      outputText: 'The tenant wants the heating repaired.',
    });
    expect(run.steps.map((step) => `${step.kind} ${step.status}`)).toEqual(
      expect.arrayContaining(['model done', 'tool done']),
    );
    expect(run.costMicros).toBeGreaterThan(0);
  });

  it('the runner confirms the minutes in one act, and the leader sees the dashboard move', async () => {
    const figures = async () => {
      const { compounding } = await lea.ask<{
        compounding: {
          liveNow: number;
          hoursTotal: { confirmed: number };
          marginalCosts: { title: string; totalMicros: number }[];
        };
      }>(`{ compounding { liveNow hoursTotal { confirmed } marginalCosts { title totalMicros } } }`);
      return compounding;
    };
    const before = await figures();
    const { runs } = await rita.ask<{ runs: { items: { id: string }[] } }>(
      `{ runs(filter: { mine: true }) { items { id } } }`,
    );
    const runId = runs.items[0]?.id;
    const { confirmRun } = await rita.ask<{ confirmRun: { savedMinutes: number; grade: string } }>(
      `mutation ($input: ConfirmRunInput!) { confirmRun(input: $input) { savedMinutes grade } }`,
      { input: { runId, outcome: 'accepted', humanMinutes: 2 } },
    );
    expect(confirmRun).toEqual({ savedMinutes: 18, grade: 'confirmed' });
    const after = await until(
      'the dashboard',
      figures,
      (value) => value.hoursTotal.confirmed > before.hoursTotal.confirmed,
    );
    expect(after.hoursTotal.confirmed - before.hoursTotal.confirmed).toBeCloseTo(0.3, 5);
    expect(after.liveNow).toBe(1);
    expect(after.marginalCosts.map((cost) => cost.title)).toEqual(['Summarise a letter', 'Sort a repair letter']);
    expect(after.marginalCosts[1]?.totalMicros).toBeLessThan(after.marginalCosts[0]?.totalMicros ?? 0);
  });

  it('a write waits for the approval of its exact arguments', async () => {
    model.reset();
    model.answersWith((request) => {
      const write = (request.body['tools'] as { name: string }[]).find((each) => each.name.endsWith('write_file'));
      const turns = (request.body['messages'] as unknown[]).length;
      if (turns > 1) return { text: 'Noted.' };
      return {
        toolUse: [
          {
            name: write?.name ?? 'write_file',
            input: { path: join(installation.folder, 'note.txt'), content: 'Heating, Elm Street 4' },
          },
        ],
      };
    });
    const started = await startRun(rita, adaptedId, { file: 'letter.txt' }, 'run-2');
    const waiting = await until('the approval', () => runOf(rita, String(started['id'])), ended);
    expect(waiting.status).toBe('waiting');
    expect(waiting.pendingApproval).toMatchObject({ mayDecide: true, arguments: { content: 'Heating, Elm Street 4' } });
    const decide = (digest: string, approve = true) =>
      rita.send(`mutation ($input: DecideApprovalInput!) { decideApproval(input: $input) { id } }`, {
        input: { approvalId: waiting.pendingApproval?.id, argumentsDigest: digest, approve },
      });
    expect((await decide('0'.repeat(64))).errors).toHaveLength(1);
    expect((await decide(waiting.pendingApproval?.argumentsDigest ?? '')).errors).toEqual([]);
    const run = await until(
      'the end',
      () => runOf(rita, String(started['id'])),
      (value) => ended(value) && value.status !== 'waiting',
    );
    expect(run.status).toBe('succeeded');
    expect((await decide(waiting.pendingApproval?.argumentsDigest ?? '', false)).errors).toHaveLength(1);
  });

  it('a tool that the stack does not allow is refused with the rule that said so', async () => {
    await owner.ask(`mutation ($input: SavePolicyLayerInput!) { savePolicyLayer(input: $input) { id } }`, {
      input: {
        scope: 'team',
        targetId: teamId,
        name: 'Tenants',
        obligations: [],
        rules: [
          {
            effect: 'deny',
            action: 'tool.call',
            subject: 'Tool',
            conditions: { toolName: 'read_text_file' },
            reason: 'Letters are read by the Tenants desk only this week.',
            sealed: false,
          },
        ],
      },
    });
    const { explainToolCall } = await carl.ask<{ explainToolCall: { allowed: boolean; reason: string } }>(
      `query ($workflowId: ID!, $toolId: ID!) { explainToolCall(workflowId: $workflowId, toolId: $toolId) { allowed reason } }`,
      { workflowId: adaptedId, toolId: tool('read_text_file').id },
    );
    expect(explainToolCall).toEqual({ allowed: false, reason: 'Letters are read by the Tenants desk only this week.' });
    model.reset();
    model.answersWith((request) => {
      const read = (request.body['tools'] as { name: string }[] | undefined)?.find((each) =>
        each.name.endsWith('read_text_file'),
      );
      const turns = (request.body['messages'] as unknown[]).length;
      if (turns > 1) return { text: 'I could not read the letter.' };
      return {
        toolUse: [
          { name: read?.name ?? 'documents__read_text_file', input: { path: join(installation.folder, 'letter.txt') } },
        ],
      };
    });
    const started = await startRun(rita, adaptedId, { file: 'letter.txt' }, 'run-3');
    const words = JSON.stringify(
      started['__typename'] === 'Run'
        ? await until('the refusal', () => runOf(rita, String(started['id'])), ended)
        : started,
    );
    expect(words).toContain('Letters are read by the Tenants desk only this week.');
    const { callTool } = await carl.ask<{ callTool: { __typename: string; explanation?: { reason: string } } }>(
      `mutation ($toolId: ID!, $workflowId: ID!, $arguments: JSON!) { callTool(toolId: $toolId, workflowId: $workflowId, arguments: $arguments) { __typename ... on PolicyRefusal { explanation { reason } } } }`,
      { toolId: tool('read_text_file').id, workflowId: adaptedId, arguments: { path: 'letter.txt' } },
    );
    expect(callTool).toEqual({
      __typename: 'PolicyRefusal',
      explanation: { reason: 'Letters are read by the Tenants desk only this week.' },
    });
  });

  it('everything is in the audit log, and the chain holds', async () => {
    const { auditEntries, verifyAudit } = await owner.ask<{
      auditEntries: { totalCount: number; items: { action: string }[] };
      verifyAudit: { ok: boolean; entries: number };
    }>(`{ auditEntries(first: 200) { totalCount items { action } } verifyAudit { ok entries } }`);
    expect(verifyAudit).toEqual({ ok: true, entries: auditEntries.totalCount });
    const actions = new Set(auditEntries.items.map((entry) => entry.action));
    for (const word of [
      'workflow.registered',
      'workflow.version.submitted',
      'workflow.version.published',
      'workflow.adapted',
      'connector.registered',
      'run.started',
    ]) {
      expect([...actions]).toContain(word);
    }
    expect((await rita.send(`{ auditEntries { totalCount } }`)).errors[0]?.extensions.kind).toBe('forbidden');
  });
});
