import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Browser, type Installation, invite, setUp, startInstallation } from '../e2e/installation.js';
import { publishAdapted, publishWorkflow } from '../e2e/published-workflow.js';
import { Talk } from './process-talk.js';

const RULES_A_LAYER = 36;

/** An installation that only shows faces, the services that both candidates speak to, and one governed workflow of six layers. */
export class Stage {
  private readonly talks: Talk[] = [];

  private constructor(
    readonly installation: Installation,
    readonly runner: Browser,
    readonly runnerId: string,
    readonly workflowId: string,
    readonly toolId: string,
    readonly services: Talk,
    private readonly port: number,
    private readonly masterKey: string,
  ) {}

  static async set(): Promise<Stage> {
    const services = await Talk.start('services', {});
    const port = await services.ask<number>('port');
    const masterKey = randomBytes(32).toString('base64');
    const installation = await startInstallation({
      workers: 0,
      masterKey,
      logLevel: 'silent',
      anthropicApiKey: 'bench',
      anthropicBaseUrl: `http://127.0.0.1:${port}`,
      allowedAddresses: [`127.0.0.1:${port}`],
    });
    const owner = await setUp(installation);
    const { createTeam } = await owner.ask<{ createTeam: { id: string } }>(
      `mutation { createTeam(input: { name: "Bench" }) { id } }`,
    );
    const teamId = createTeam.id;
    const builder = await invite(installation, owner, 'Bea', ['builder', 'runner'], [teamId]);
    const reviewer = await invite(installation, owner, 'Carl', ['builder', 'runner'], [teamId]);
    const runner = await invite(installation, owner, 'Ron', ['runner', 'builder'], [teamId]);
    const { me } = await runner.ask<{ me: { person: { id: string } } }>(`{ me { person { id } } }`);
    const { connectorId, toolId } = await connect(owner, port);
    const bindings = [{ connectorId, toolIds: [toolId] }];
    const workflowIds: string[] = [await publishWorkflow(builder, reviewer, { title: 'Root', teamId, bindings })];
    for (const title of ['Child', 'Grandchild']) {
      const plan = { title, teamId, bindings };
      workflowIds.push(await publishAdapted(builder, reviewer, workflowIds.at(-1) ?? '', plan));
    }
    const places = [
      { scope: 'team', targetId: teamId },
      { scope: 'connector', targetId: connectorId },
      ...workflowIds.map((targetId) => ({ scope: 'workflow', targetId })),
    ];
    for (const place of places) await layDown(owner, place);
    const workflowId = workflowIds.at(-1) ?? '';
    return new Stage(installation, runner, me.person.id, workflowId, toolId, services, port, masterKey);
  }

  /** A process that only works. @param workers how many jobs at once */
  async worker(workers: number): Promise<Talk> {
    const { database, folder } = this.installation;
    const talk = await Talk.start('worker', {
      DATABASE_URL: database.url,
      GROUNDSWELL_HOME: folder,
      GROUNDSWELL_MASTER_KEY: this.masterKey,
      GROUNDSWELL_WORKERS: String(workers),
      GROUNDSWELL_FACES: 'none',
      GROUNDSWELL_DATABASE_POOL: '20',
      GROUNDSWELL_LOG_LEVEL: 'error',
      GROUNDSWELL_ALLOWED_ADDRESSES: `127.0.0.1:${this.port}`,
      ANTHROPIC_API_KEY: 'bench',
      ANTHROPIC_BASE_URL: `http://127.0.0.1:${this.port}`,
      BENCH_WORKFLOW: this.workflowId,
      BENCH_PERSON: this.runnerId,
      BENCH_TOOL: this.toolId,
      BENCH_SERVICES: `http://127.0.0.1:${this.port}`,
    });
    this.talks.push(talk);
    return talk;
  }

  async bare(): Promise<Talk> {
    const talk = await Talk.start('bare-loop', {
      BENCH_DATABASE: this.installation.database.url,
      BENCH_SERVICES: `http://127.0.0.1:${this.port}`,
    });
    this.talks.push(talk);
    return talk;
  }

  /** The database's first process: all its back-ends are below it. */
  async postmaster(): Promise<number> {
    const [row] = await this.installation.database.query<{ folder: string }>(
      `SELECT current_setting('data_directory') AS folder`,
    );
    return Number(readFileSync(`${row?.folder ?? ''}/postmaster.pid`, 'utf8').split('\n')[0]);
  }

  /** Waits until so many runs have ended since an instant of the database's clock. */
  async untilEnded(count: number, since: string, withinMs = 300_000): Promise<void> {
    for (const deadline = performance.now() + withinMs; performance.now() < deadline;) {
      const [row] = await this.installation.database.query<{ ended: number }>(
        `SELECT count(*)::int AS ended FROM runs WHERE ended_at IS NOT NULL AND created_at >= $1::timestamptz`,
        [since],
      );
      if ((row?.ended ?? 0) >= count) return;
      // Seldom enough that the looking itself does not weigh.
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${count} runs did not end.`);
  }

  async now(): Promise<string> {
    const [row] = await this.installation.database.query<{ now: string }>(`SELECT clock_timestamp()::text AS now`);
    return row?.now ?? '';
  }

  async close(): Promise<void> {
    await Promise.all(this.talks.map((talk) => talk.kill()));
    await this.installation.close();
    await this.services.kill();
  }
}

async function connect(owner: Browser, port: number) {
  const { registerConnector } = await owner.ask<{ registerConnector: { id: string; tools: { id: string }[] } }>(
    `mutation ($input: RegisterConnectorInput!) { registerConnector(input: $input) { id tools { id } } }`,
    {
      input: {
        name: 'Bench',
        description: 'Looks up.',
        transport: 'http',
        url: `http://127.0.0.1:${port}/mcp`,
        settings: {},
        secrets: [],
        dataClass: 'internal',
        limits: { callsPerMinute: 10_000, maxConcurrent: 64 },
        clientKey: 'bench',
      },
    },
  );
  const toolId = registerConnector.tools[0]?.id ?? '';
  const input = { toolId, risk: 'read', returnsUntrusted: false, reachesOutside: false };
  await owner.ask(`mutation ($input: LabelToolInput!) { labelTool(input: $input) { id } }`, { input });
  await owner.ask(`mutation ($toolId: ID!) { setToolStatus(toolId: $toolId, status: allowed) { id } }`, { toolId });
  return { connectorId: registerConnector.id, toolId };
}

/** A layer of rules that deny other tools: each is looked at, and none applies. */
async function layDown(owner: Browser, place: { readonly scope: string; readonly targetId: string }): Promise<void> {
  await owner.ask(`mutation ($input: SavePolicyLayerInput!) { savePolicyLayer(input: $input) { id } }`, {
    input: {
      ...place,
      name: `Bench ${place.scope}`,
      obligations: [],
      rules: Array.from({ length: RULES_A_LAYER }, (_, number) => ({
        effect: 'deny',
        action: 'tool.call',
        subject: 'Tool',
        conditions: { toolName: `never_${number}` },
        reason: 'Of the bench.',
        sealed: false,
      })),
    },
  });
}
