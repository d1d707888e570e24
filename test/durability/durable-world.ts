import { randomBytes } from 'node:crypto';
import { ScriptedModel, type RecordedRequest, type ScriptedAnswer } from '@groundswell/testing';
import { type Browser, type Installation, invite, setUp, startInstallation } from '../e2e/installation.js';
import { publishWorkflow } from '../e2e/published-workflow.js';
import { startRun } from '../e2e/runs-over-the-wire.js';
import { type CountingServer, startCountingServer } from './counting-server.js';
import { WorkerProcess } from './worker-process.js';

/** A run as the database has it. */
export interface StoredRun {
  readonly id: string;
  readonly customer: string;
  readonly status: string;
  readonly waiting_for: string | null;
}

const ENDS = ['succeeded', 'failed', 'cancelled', 'stopped'];

/** An installation that only shows faces, a counting tool server and a scripted model; workers are processes of their own. */
export class DurableWorld {
  private counter = 0;
  private readonly spares: WorkerProcess[] = [];

  private constructor(
    readonly installation: Installation,
    readonly model: ScriptedModel,
    readonly server: CountingServer,
    readonly runner: Browser,
    /** Looks a customer up, and writes a note to which a person must agree. */
    readonly workflowId: string,
    private readonly masterKey: string,
  ) {}

  /** @param tools which tools the workflow may call; `note` is a write, `book` one that carries a key */
  static async start(tools: readonly string[] = ['look_up', 'note']): Promise<DurableWorld> {
    const server = await startCountingServer();
    const model = await ScriptedModel.start();
    model.answersWith((request) => answerTo(request, tools));
    const masterKey = randomBytes(32).toString('base64');
    const installation = await startInstallation({
      workers: 0,
      masterKey,
      anthropicApiKey: 'test-key',
      anthropicBaseUrl: model.url,
      allowedAddresses: [`127.0.0.1:${server.port}`],
      logLevel: 'silent',
    });
    const owner = await setUp(installation);
    const { createTeam } = await owner.ask<{ createTeam: { id: string } }>(
      `mutation { createTeam(input: { name: "Tenants" }) { id } }`,
    );
    const teamId = createTeam.id;
    const builder = await invite(installation, owner, 'Bea', ['builder', 'runner'], [teamId]);
    const reviewer = await invite(installation, owner, 'Carl', ['builder', 'runner'], [teamId]);
    const runner = await invite(installation, owner, 'Ron', ['runner'], [teamId]);
    const { connectorId, ids } = await connect(owner, server);
    const toolIds = tools.map((name) => ids.get(name) ?? '');
    const workflowId = await publishWorkflow(builder, reviewer, {
      title: 'Look up',
      teamId,
      bindings: [{ connectorId, toolIds }],
    });
    return new DurableWorld(installation, model, server, runner, workflowId, masterKey);
  }

  async close(): Promise<void> {
    await Promise.all(this.spares.splice(0).map((spare) => spare.kill()));
    await this.installation.close();
    await this.model.close();
    await this.server.close();
  }

  /** Keeps that many workers loaded, so that a restart costs no more than a start. */
  keepSpares(count: number, workers = 4): void {
    while (this.spares.length < count) this.spares.push(this.spawn(workers));
  }

  /** Keeps a worker that is at work already, for the next who needs one. */
  keepFirst(worker: WorkerProcess): void {
    this.spares.unshift(worker);
  }

  /** A worker that was kept ready, or a new one. */
  takeWorker(workers = 4): WorkerProcess {
    return this.spares.shift() ?? this.spawn(workers);
  }

  spawn(workers = 4): WorkerProcess {
    const { database, folder } = this.installation;
    return WorkerProcess.spawn({
      DATABASE_URL: database.url,
      GROUNDSWELL_HOME: folder,
      GROUNDSWELL_MASTER_KEY: this.masterKey,
      GROUNDSWELL_WORKERS: String(workers),
      GROUNDSWELL_DATABASE_POOL: '10',
      GROUNDSWELL_LOG_LEVEL: 'silent',
      GROUNDSWELL_ALLOWED_ADDRESSES: `127.0.0.1:${this.server.port}`,
      ANTHROPIC_API_KEY: 'test-key',
      ANTHROPIC_BASE_URL: this.model.url,
    });
  }

  /** Starts runs, each for a customer of its own. @returns their ids */
  async startRuns(count: number): Promise<string[]> {
    const started = await Promise.all(
      Array.from({ length: count }, () => {
        const serial = this.counter++;
        return startRun(this.runner, this.workflowId, { customer: `customer-${serial}` }, `run-${serial}`);
      }),
    );
    return started.map((run) => {
      if (run['__typename'] !== 'Run') throw new Error(`Refused: ${JSON.stringify(run)}`);
      return String(run['id']);
    });
  }

  stored(ids: readonly string[]): Promise<StoredRun[]> {
    return this.installation.database.query<StoredRun & Record<string, unknown>>(
      `SELECT id, inputs->>'customer' AS customer, status, waiting_for FROM runs WHERE id = ANY($1::uuid[]) ORDER BY created_at, id`,
      [ids],
    );
  }

  /** Says yes to whatever these runs ask. */
  async agree(ids: readonly string[]): Promise<void> {
    const waiting = await this.installation.database.query<{ id: string; arguments_digest: string }>(
      `SELECT id, arguments_digest FROM run_approvals WHERE run_id = ANY($1::uuid[]) AND status = 'waiting'`,
      [ids],
    );
    for (const approval of waiting) {
      await this.runner.send(`mutation ($input: DecideApprovalInput!) { decideApproval(input: $input) { id } }`, {
        input: { approvalId: approval.id, argumentsDigest: approval.arguments_digest, approve: true },
      });
    }
  }

  /** Answers for lost writes what the tool's own count says. @returns how many there were */
  async settle(ids: readonly string[]): Promise<number> {
    const lost = await this.installation.database.query<{ id: string; customer: string }>(
      `SELECT s.id, r.inputs->>'customer' AS customer FROM run_steps s JOIN runs r ON r.id = s.run_id
        WHERE s.run_id = ANY($1::uuid[]) AND s.status = 'unknown'`,
      [ids],
    );
    for (const { id, customer } of lost) {
      const verdict = this.writesFor(customer) > 0 ? 'done' : 'notDone';
      await this.runner.ask(`mutation ($input: SettleOutcomeInput!) { settleOutcome(input: $input) { id } }`, {
        input: { stepId: id, verdict, reason: 'Looked at the server.' },
      });
    }
    return lost.length;
  }

  /** How often the server wrote for a customer. */
  writesFor(customer: string): number {
    return this.server.calls.filter((call) => call.customer === customer && call.tool !== 'look_up').length;
  }
}

export function isOver(run: StoredRun): boolean {
  return ENDS.includes(run.status);
}

async function connect(owner: Browser, server: CountingServer) {
  const { registerConnector } = await owner.ask<{
    registerConnector: { id: string; tools: { id: string; name: string }[] };
  }>(`mutation ($input: RegisterConnectorInput!) { registerConnector(input: $input) { id tools { id name } } }`, {
    input: {
      name: 'Counting',
      description: 'Counts.',
      transport: 'http',
      url: server.url,
      settings: {},
      secrets: [],
      dataClass: 'internal',
      limits: { callsPerMinute: 10_000, maxConcurrent: 16, timeoutMs: 30_000 },
      clientKey: 'counting',
    },
  });
  for (const { id: toolId, name } of registerConnector.tools) {
    const labels = { risk: name === 'look_up' ? 'read' : 'write', returnsUntrusted: false, reachesOutside: false };
    const input = { toolId, ...labels, ...(name === 'book' ? { idempotencyArgument: 'key' } : {}) };
    await owner.ask(`mutation ($input: LabelToolInput!) { labelTool(input: $input) { id } }`, { input });
    await owner.ask(`mutation ($toolId: ID!) { setToolStatus(toolId: $toolId, status: allowed) { id } }`, { toolId });
  }
  const ids = new Map(registerConnector.tools.map((tool) => [tool.name, tool.id]));
  return { connectorId: registerConnector.id, ids };
}

/** Calls one tool after the other, whatever was answered before: it keeps nothing in mind, so that a turn may be asked again. */
export function answerTo({ text, body }: RecordedRequest, tools: readonly string[]): ScriptedAnswer {
  const messages = body['messages'] as readonly { readonly role: string }[];
  const turn = messages.filter((message) => message.role === 'assistant').length;
  const tool = tools[turn];
  if (tool === undefined) return { text: 'All is done.' };
  const customer = /customer-\d+/.exec(text)?.[0] ?? 'nobody';
  return { text: 'I go on.', toolUse: [{ id: `toolu_${turn}`, name: `counting__${tool}`, input: { customer } }] };
}
