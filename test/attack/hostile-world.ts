import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '@groundswell/platform';
import { HOSTILE_ENTRY, type HostileBehaviour, ScriptedModel } from '@groundswell/testing';
import { type Browser, type Installation, invite, setUp, startInstallation, until } from '../e2e/installation.js';
import { ended, type RunRow, runOf, startRun } from '../e2e/runs-over-the-wire.js';

interface ToolRow {
  readonly id: string;
  readonly name: string;
}

/** How a steward labels the tools of a connector. */
export interface Labels {
  readonly risk?: 'read' | 'write' | 'destructive';
  readonly returnsUntrusted?: boolean;
  readonly reachesOutside?: boolean;
}

export interface HostileConnector {
  readonly id: string;
  readonly switchFile: string;
  tool(name: string): ToolRow;
  /** Every call that the server saw, in order. */
  calls(): { name: string; arguments?: Record<string, unknown> }[];
  /** Makes the server do what it was told to do on its switch. */
  turn(): Promise<void>;
  /** Ends the server's process as a crash would. */
  kill(): void;
}

/** An installation with a hostile MCP server in its catalogue, a model that does as it is told, and people. */
export class HostileWorld {
  private counter = 0;

  private constructor(
    readonly installation: Installation,
    readonly model: ScriptedModel,
    readonly owner: Browser,
    readonly builder: Browser,
    readonly reviewer: Browser,
    readonly runner: Browser,
    readonly teamId: string,
    private readonly folder: string,
  ) {}

  static async start(
    changes: Parameters<Settings['with']>[0] = {},
    more: Parameters<typeof startInstallation>[1] = {},
  ): Promise<HostileWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'groundswell-attack-'));
    const catalogueFile = join(folder, 'catalogue.json');
    await writeFile(catalogueFile, JSON.stringify({ entries: [HOSTILE_ENTRY] }));
    const model = await ScriptedModel.start();
    const installation = await startInstallation(
      { anthropicApiKey: 'test-key', anthropicBaseUrl: model.url, catalogueFile, logLevel: 'silent', ...changes },
      more,
    );
    const owner = await setUp(installation);
    const { createTeam } = await owner.ask<{ createTeam: { id: string } }>(
      `mutation { createTeam(input: { name: "Tenants" }) { id } }`,
    );
    const person = (name: string, ...roles: string[]) => invite(installation, owner, name, roles, [createTeam.id]);
    return new HostileWorld(
      installation,
      model,
      owner,
      await person('Bea', 'builder', 'runner'),
      await person('Carl', 'builder', 'runner'),
      await person('Ron', 'runner'),
      createTeam.id,
      folder,
    );
  }

  async close(): Promise<void> {
    await this.installation.close();
    await this.model.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A connector to the hostile server, as a steward registers one; its tools are labelled and allowed. */
  async connector(
    behaviours: readonly HostileBehaviour[],
    labels: Readonly<Record<string, Labels>> = {},
    secret?: string,
    more: object = {},
  ): Promise<HostileConnector> {
    const serial = this.counter++;
    const switchFolder = join(this.folder, `switch-${serial}`);
    const switchFile = join(switchFolder, 'switch');
    await mkdir(switchFolder);
    const { registerConnector } = await this.owner.ask<{ registerConnector: { id: string; tools: ToolRow[] } }>(
      `mutation ($input: RegisterConnectorInput!) { registerConnector(input: $input) { id tools { id name } } }`,
      {
        input: {
          name: `Customers ${serial}`,
          description: 'Customers',
          transport: 'stdio',
          catalogueKey: 'hostile',
          settings: { behaviour: behaviours.join(','), switchFolder },
          secrets: secret === undefined ? [] : [{ name: 'secret', value: secret }],
          dataClass: 'personal',
          clientKey: `hostile-${serial}`,
          ...more,
        },
      },
    );
    const { id, tools } = registerConnector;
    for (const { id: toolId, name } of tools) {
      const input = { toolId, risk: 'read', returnsUntrusted: true, reachesOutside: false, ...labels[name] };
      await this.owner.ask(`mutation ($input: LabelToolInput!) { labelTool(input: $input) { id } }`, { input });
      await this.owner.ask(`mutation ($toolId: ID!) { setToolStatus(toolId: $toolId, status: allowed) { id } }`, {
        toolId,
      });
    }
    return {
      id,
      switchFile,
      tool: (name) => {
        const found = tools.find((one) => one.name === name);
        if (!found) throw new Error(`There is no tool ${name}.`);
        return found;
      },
      calls: () =>
        existsSync(`${switchFile}.log`)
          ? readFileSync(`${switchFile}.log`, 'utf8')
              .trim()
              .split('\n')
              .map((line) => JSON.parse(line) as { name: string; arguments?: Record<string, unknown> })
          : [],
      turn: () => writeFile(switchFile, ''),
      kill: () => {
        for (const pid of processesWith(`--switch=${switchFile}`)) process.kill(pid, 'SIGKILL');
      },
    };
  }

  /** A published workflow that may use these tools. */
  async workflow(connector: HostileConnector, tools: readonly string[], instructions?: string): Promise<string> {
    const serial = this.counter++;
    const { registerWorkflow } = await this.builder.ask<{
      registerWorkflow: { id: string; draftVersion: { id: string; revision: number } };
    }>(
      `mutation ($input: RegisterWorkflowInput!) { registerWorkflow(input: $input) { id draftVersion { id revision } } }`,
      {
        input: {
          title: `Look up ${serial}`,
          task: 'Look a customer up.',
          teamId: this.teamId,
          clientKey: `w-${serial}`,
        },
      },
    );
    const { saveDraft } = await this.builder.ask<{ saveDraft: { id: string } }>(
      `mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { id } }`,
      {
        input: {
          versionId: registerWorkflow.draftVersion.id,
          revision: registerWorkflow.draftVersion.revision,
          instructions: instructions ?? 'Look up {{inputs.customer}} and say what you found.',
          inputSchema: { type: 'object', required: ['customer'], properties: { customer: { type: 'string' } } },
          sampleInputs: { customer: 'Meier' },
          model: 'claude-haiku-5-5',
          maxTurns: 12,
          maxCostMicros: 1_000_000,
          bindings: [{ connectorId: connector.id, toolIds: tools.map((name) => connector.tool(name).id) }],
          changeNote: 'First version',
        },
      },
    );
    const { submitVersion } = await this.builder.ask<{ submitVersion: { id: string; revision: number } }>(
      `mutation ($versionId: ID!) { submitVersion(versionId: $versionId, buildMinutes: 5) { id revision } }`,
      { versionId: saveDraft.id },
    );
    const { reviewVersion } = await this.reviewer.ask<{ reviewVersion: object }>(
      `mutation ($input: ReviewVersionInput!) { reviewVersion(input: $input) { __typename ... on PublishBlocked { reasons { message } } } }`,
      {
        input: {
          versionId: submitVersion.id,
          revision: submitVersion.revision,
          approve: true,
          comment: '',
          reviewMinutes: 1,
        },
      },
    );
    if (!('__typename' in reviewVersion) || reviewVersion.__typename !== 'WorkflowVersion') {
      throw new Error(`Not published: ${JSON.stringify(reviewVersion)}`);
    }
    return registerWorkflow.id;
  }

  /** Starts a run of the runner's. */
  async start(workflowId: string, customer = 'Meier'): Promise<string> {
    const started = await startRun(this.runner, workflowId, { customer }, `run-${this.counter++}`);
    if (started['__typename'] !== 'Run') throw new Error(`Refused: ${JSON.stringify(started)}`);
    return String(started['id']);
  }

  /** Waits until a run needs nothing more from the server: it has ended, or waits for a person. */
  settled(runId: string, by = this.runner): Promise<RunRow> {
    return until('the run', () => runOf(by, runId), ended);
  }

  async run(workflowId: string, customer = 'Meier'): Promise<RunRow> {
    return this.settled(await this.start(workflowId, customer));
  }

  /** Decides what a run waits for; gives the refusal's code, or null. */
  async decide(
    run: RunRow,
    approve: boolean,
    more: { readonly by?: Browser; readonly argumentsDigest?: string } = {},
  ): Promise<string | null> {
    const { by = this.runner, argumentsDigest = run.pendingApproval?.argumentsDigest } = more;
    const answer = await by.send(`mutation ($input: DecideApprovalInput!) { decideApproval(input: $input) { id } }`, {
      input: { approvalId: run.pendingApproval?.id, argumentsDigest, approve },
    });
    return answer.errors[0]?.extensions.code ?? null;
  }
}

/** The processes that were started with an argument. In a sandbox a process knows itself by another number than this machine does. */
function processesWith(argument: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').includes(argument);
      } catch {
        return false; // It ended while we looked.
      }
    })
    .map(Number);
}
