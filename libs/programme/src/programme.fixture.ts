import type { Type } from '@nestjs/common';
import { newId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import { ConnectorsModule } from '@groundswell/connectors';
import { IdentityModule } from '@groundswell/identity';
import type { Actor } from '@groundswell/platform';
import { PoliciesModule, SavePolicyLayerService } from '@groundswell/policies';
import { RunsModule } from '@groundswell/runs';
import { SavingsModule } from '@groundswell/savings';
import { RegisterWorkflowService, WorkflowsModule } from '@groundswell/workflows';
import { ProgrammeModule } from './programme.module.js';

/** The modules that a spec of this library boots: those of a server, without its faces. */
export const SPEC_MODULES = [
  IdentityModule,
  PoliciesModule,
  WorkflowsModule,
  ConnectorsModule,
  RunsModule,
  SavingsModule,
  ProgrammeModule,
];

interface SpecApp {
  readonly database: { query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]> };
  get<T>(token: Type<T> | (abstract new (...args: never[]) => T)): T;
}

/** A workflow that somebody registered, with nothing in it yet. */
export async function registerWorkflow(
  app: SpecApp,
  builder: Actor,
  teamId: TeamId,
  title = 'Checks an invoice',
): Promise<WorkflowId> {
  const wanted = { title, task: 'Each one is compared with its order.', teamId };
  return (await app.get(RegisterWorkflowService).register(builder, wanted)).id;
}

/** A layer at a workflow with one rule that refuses a tool. @returns the layer and its rule */
export async function refuseByLayer(
  app: SpecApp,
  steward: Actor,
  workflowId: WorkflowId,
  sealed = false,
): Promise<{ readonly layerId: string; readonly ruleId: string }> {
  const { id } = await app.get(SavePolicyLayerService).save(steward, {
    scope: 'workflow',
    targetId: workflowId,
    name: 'Careful',
    rules: [
      {
        effect: 'deny',
        action: 'tool.call',
        subject: 'Tool',
        conditions: { toolName: 'count_up' },
        reason: 'Nobody counts this week.',
        sealed,
      },
    ],
    obligations: [],
  });
  const [row] = await app.database.query<{ rule: string }>(
    `SELECT rules -> 0 ->> 'id' AS rule FROM policy_layer_versions WHERE layer_id = $1 ORDER BY version DESC LIMIT 1`,
    [id],
  );
  return { layerId: id, ruleId: row?.rule ?? newId() };
}

/** A connector with one tool, in the tables of the library below, past its registration. */
export async function insertTool(
  app: SpecApp,
  steward: Actor,
  status: 'allowed' | 'blocked',
): Promise<{ readonly connectorId: string; readonly toolId: string }> {
  const [connectorId, versionId, toolId] = [newId(), newId(), newId()];
  const empty = async (table: string, facts: object): Promise<void> => {
    const columns = await app.database.query<{ name: string; type: string }>(
      `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
        WHERE attrelid = '${table}'::regclass AND attnum > 0 AND attnotnull AND NOT attisdropped`,
    );
    const all = Object.fromEntries(columns.map(({ name, type }) => [name, emptiest(type)]));
    await app.database.query(`INSERT INTO ${table} SELECT * FROM json_populate_record(NULL::${table}, $1)`, [
      JSON.stringify({ ...all, organisation_id: steward.organisationId, ...facts }),
    ]);
  };
  const definition = {
    name: 'count_up',
    title: null,
    description: 'Counts.',
    inputSchema: { type: 'object' },
    outputSchema: null,
    annotations: {},
    meta: {},
    instructions: '',
  };
  await empty('connectors', {
    id: connectorId,
    name: `Counter ${connectorId}`,
    slug: connectorId,
    current_version_id: versionId,
    created_by_id: steward.personId,
  });
  await empty('connector_versions', {
    id: versionId,
    connector_id: connectorId,
    number: 1,
    transport: 'stdio',
    data_class: 'internal',
    credential_mode: 'shared',
    sign_in: 'static',
    created_by_id: steward.personId,
  });
  await empty('tools', {
    id: toolId,
    connector_id: connectorId,
    connector_version_id: versionId,
    name: 'count_up',
    definition: JSON.stringify(definition),
    status,
    status_before: status,
    risk: 'read',
    labelled_at: new Date().toISOString(),
    revision: 1,
  });
  return { connectorId, toolId };
}

function emptiest(type: string): unknown {
  if (type === 'uuid') return newId();
  if (type === 'boolean') return false;
  if (type === 'integer' || type === 'bigint' || type === 'numeric') return 0;
  if (type === 'json' || type === 'jsonb') return {};
  if (type.startsWith('timestamp')) return new Date().toISOString();
  if (type.endsWith('[]')) return [];
  return '';
}
