import { mkdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { IdentityModule } from '@groundswell/identity';
import { newId, type OrganisationId, type ToolId, type WorkflowId } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';
import { type Ancestor, LineagePort, PoliciesModule } from '@groundswell/policies';
import { ConnectorsModule } from './connectors.module.js';
import type { ToolLabels } from './domain/tool-labels.js';
import type { GovernedCallRequest, GovernedCallResult } from './governed-call/call-request.js';
import { GovernedCall } from './governed-call/governed-call.service.js';
import { LabelToolService } from './label-tool/label-tool.service.js';
import type { StoredConnector } from './persistence/connectors.repository.js';
import type { ConnectorInput } from './register-connector/connector-input.js';
import { RegisterConnectorService } from './register-connector/register-connector.service.js';
import { SetToolStatusService } from './set-tool-status/set-tool-status.service.js';

/** One workflow of each organisation, without ancestors: a stack of its organisation layer alone. */
const WORKFLOWS = new Map<OrganisationId, WorkflowId>();

export function workflowOf(organisationId: OrganisationId): WorkflowId {
  const workflowId = WORKFLOWS.get(organisationId) ?? newId<WorkflowId>();
  WORKFLOWS.set(organisationId, workflowId);
  return workflowId;
}

class SpecLineage extends LineagePort {
  ancestry(tx: Tx, workflowId: WorkflowId): Promise<readonly Ancestor[]> {
    const own = WORKFLOWS.get(tx.scope.organisationId) === workflowId;
    return Promise.resolve(own ? [{ workflowId, title: 'Answer letters', teamId: newId() }] : []);
  }

  governed(): Promise<readonly []> {
    return Promise.resolve([]);
  }
}

@Global()
@Module({ providers: [{ provide: LineagePort, useClass: SpecLineage }], exports: [LineagePort] })
class SpecLineageModule {}

/** The real modules that connectors stand on, and connectors. */
export const SPEC_MODULES = [IdentityModule, PoliciesModule, SpecLineageModule, ConnectorsModule];

/** A folder for one spec: the home of its server, an operator's catalogue, and a folder that the operator opened. */
export interface SpecHome {
  readonly folder: string;
  readonly letters: string;
  readonly settings: {
    readonly home: string;
    readonly catalogueFile: string;
    readonly allowedFolders: readonly string[];
  };
  remove(): Promise<void>;
}

/** @param entries of the operator's catalogue, such as the hostile server */
export async function specHome(entries: readonly object[]): Promise<SpecHome> {
  const folder = await mkdtemp(join(tmpdir(), 'groundswell-connectors-'));
  const letters = join(folder, 'letters');
  await mkdir(letters);
  await writeFile(join(letters, 'offer.txt'), 'Angebot Nr. 7');
  const catalogueFile = join(folder, 'catalogue.json');
  await writeFile(catalogueFile, JSON.stringify({ entries }));
  return {
    folder,
    letters,
    settings: { home: folder, catalogueFile, allowedFolders: [letters] },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

let counter = 0;

/** What a steward enters for the documents connector. */
export function documentsInput(home: SpecHome, changes: Partial<ConnectorInput> = {}): ConnectorInput {
  return {
    name: `Letters ${counter++}`,
    description: 'Letters of tenants.',
    transport: 'stdio',
    catalogueKey: 'documents',
    settings: { folder: home.letters },
    secrets: [],
    dataClass: 'personal',
    ...changes,
  };
}

/** What a steward enters for the hostile server; its switch lies in a folder of its own. */
export function hostileInput(
  home: SpecHome,
  behaviours: readonly string[] = [],
  changes: Partial<ConnectorInput> = {},
): ConnectorInput {
  const switchFolder = join(home.folder, `switch-${counter++}`);
  mkdirSync(switchFolder);
  const settings = { behaviour: behaviours.join(','), switchFolder };
  return documentsInput(home, { name: `Hostile ${counter++}`, catalogueKey: 'hostile', settings, ...changes });
}

/** The file whose existence turns a hostile server. */
export function switchOf(connector: StoredConnector): string {
  return join(connector.settings['switchFolder'] ?? '', 'switch');
}

/** What specs need of a running application. */
interface SpecApp {
  get<T>(token: abstract new (...args: never[]) => T): T;
  readonly database: { query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]> };
}

/** A tool's row, as far as specs look at it. */
export interface ToolRow {
  readonly id: ToolId;
  readonly name: string;
  readonly status: string;
  readonly drift: string | null;
}

/** The tools of a connector by name, read past every rule. */
export async function toolsOf(app: SpecApp, connector: Pick<StoredConnector, 'id'>) {
  const rows = await app.database.query<ToolRow>(
    `SELECT id, name, status, drift FROM tools WHERE connector_id = $1 ORDER BY name`,
    [connector.id],
  );
  const tool = (name: string): ToolRow => {
    const found = rows.find((row) => row.name === name);
    if (!found) throw new Error(`There is no ${name}.`);
    return found;
  };
  return { rows, tool };
}

/** One entry of the audit log, as far as specs look at it. */
export interface AuditRow {
  readonly id: string;
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly runId: string | null;
}

export async function auditOf(app: SpecApp, connector: Pick<StoredConnector, 'id'>): Promise<AuditRow[]> {
  return app.database.query<AuditRow>(
    `SELECT id, action, details, run_id AS "runId" FROM audit_entries WHERE connector_id = $1 ORDER BY seq`,
    [connector.id],
  );
}

/** A connector whose tools a steward has labelled and allowed, and a person who calls them. */
export class ReadyConnector {
  private constructor(
    private readonly app: SpecApp,
    private readonly caller: Actor,
    readonly connector: StoredConnector,
    private readonly tools: readonly ToolRow[],
  ) {}

  static async make(
    app: SpecApp,
    people: { readonly steward: Actor; readonly caller: Actor },
    input: ConnectorInput,
    labels: Partial<ToolLabels> & { readonly allow?: boolean } = {},
  ): Promise<ReadyConnector> {
    const connector = await app.get(RegisterConnectorService).register(people.steward, input);
    const { rows } = await toolsOf(app, connector);
    const { allow = true, ...given } = labels;
    for (const { id } of rows) {
      const all = { risk: 'read' as const, returnsUntrusted: true, reachesOutside: false, ...given };
      await app.get(LabelToolService).label(people.steward, id, all);
      if (allow) await app.get(SetToolStatusService).set(people.steward, id, 'allowed');
    }
    return new ReadyConnector(app, people.caller, connector, rows);
  }

  toolId(name: string): ToolId {
    return this.tools.find((tool) => tool.name === name)?.id ?? newId<ToolId>();
  }

  /** Calls `search_customers` unless told otherwise. */
  call(changes: Partial<GovernedCallRequest> & { readonly tool?: string } = {}): Promise<GovernedCallResult> {
    const { tool = 'search_customers', ...more } = changes;
    return this.app.get(GovernedCall).call({
      actor: this.caller,
      workflowId: workflowOf(this.caller.organisationId),
      toolId: this.toolId(tool),
      arguments: { query: 'Meier' },
      timeoutMs: 15_000,
      ...more,
    });
  }

  /** What the audit log says of calls. */
  async audited(): Promise<AuditRow[]> {
    return (await auditOf(this.app, this.connector)).filter((entry) => entry.action.startsWith('tool.call'));
  }

  /** How often the hostile server's `count_up` was really called, by its own count of all calls. */
  async counted(): Promise<number> {
    return Number(await readFile(`${switchOf(this.connector)}.calls`, 'utf8').catch(() => '0'));
  }
}
