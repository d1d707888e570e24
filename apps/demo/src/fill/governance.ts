import type { ConnectorId, JsonObject, ToolId } from '@groundswell/kernel';
import { Database } from '@groundswell/platform';
import {
  ChangeConnectorService,
  ConnectorsDirectory,
  LabelToolService,
  MoveBindingsService,
  RecordSetUpMinutesService,
  RegisterConnectorService,
  SetToolStatusService,
} from '@groundswell/connectors';
import { PolicyLayersQuery, SavePolicyLayerService, type StoredLayer } from '@groundswell/policies';
import type { ConnectorKey, ConnectorPlan } from '../programme/connectors.js';
import type { PersonKey } from '../programme/people.js';
import type { LayerPlan, LayerTarget } from '../programme/policies.js';
import type { ToolRef } from '../programme/workflow-plan.js';
import type { Cast } from './cast.js';
import type { Services } from './container.js';

/** Where the systems of the firm are reached, for the connectors that lead to them. */
export interface SystemAccess {
  readonly documentsFolder: string;
  readonly crmUrl: string;
  readonly erpBaseUrl: string;
  readonly erpApiKey: string;
}

/** What a steward does: connects systems, judges their tools, and sets the layers. */
export class Governance {
  private readonly connectors = new Map<ConnectorKey, ConnectorId>();
  private readonly tools = new Map<ToolRef, ToolId>();

  constructor(
    private readonly services: Services,
    private readonly cast: Cast,
    private readonly access: SystemAccess,
    private readonly workflowId: (key: string) => string,
  ) {}

  connectorId(key: ConnectorKey): ConnectorId {
    const id = this.connectors.get(key);
    if (id === undefined) throw new RangeError(`${key} is not connected yet.`);
    return id;
  }

  /** All that are connected by now. */
  connectorIds(): readonly ConnectorId[] {
    return [...this.connectors.values()];
  }

  toolId(tool: ToolRef): ToolId {
    const id = this.tools.get(tool);
    if (id === undefined) throw new RangeError(`There is no tool ${tool}.`);
    return id;
  }

  /** Registers a connector over the real protocol, labels what it offers and opens what the plan opens. */
  async connect(plan: Omit<ConnectorPlan, 'onDay'>): Promise<void> {
    const steward = this.cast.actor('detlefsen');
    const { name, description, catalogueKey, dataClass } = plan;
    const connector = await this.services.get(RegisterConnectorService).register(steward, {
      name,
      description,
      dataClass,
      ...(catalogueKey === null
        ? { transport: 'http', url: `${this.access.erpBaseUrl}/mcp` }
        : { transport: 'stdio', catalogueKey }),
      ...this.settingsOf(plan.key),
    });
    this.connectors.set(plan.key, connector.id);
    await this.judgeTools(plan, connector.id);
    await this.services
      .get(RecordSetUpMinutesService)
      .record(steward, { connectorId: connector.id }, plan.setUpMinutes);
  }

  /** The same connector with other settings, as a version that all bindings are then moved to. */
  async moveToNewVersion(plan: ConnectorPlan, settings: JsonObject): Promise<void> {
    const steward = this.cast.actor('detlefsen');
    const { catalogueKey, dataClass } = plan;
    const { connector, versionId } = await this.services.get(ChangeConnectorService).change(steward, {
      connectorId: this.connectorId(plan.key),
      seenNumber: 1,
      transport: 'stdio',
      catalogueKey,
      dataClass,
      settings,
      secrets: [],
    });
    await this.services.get(MoveBindingsService).move(steward, {
      connectorId: connector.id,
      toVersionId: versionId,
      seenVersionId: connector.versionId,
    });
    await this.judgeTools(plan, connector.id);
  }

  /** What somebody needs for the ERP in their own name. */
  ownErpAccess(): { readonly settings: JsonObject; readonly keyOf: (person: PersonKey) => string } {
    const { settings } = this.settingsOf('erp');
    return { settings, keyOf: (person) => `${this.access.erpApiKey}.${person}` };
  }

  /** Labels what a connector offers, and opens what the plan opens. @returns the tools by their names */
  async judge(plan: Pick<ConnectorPlan, 'name' | 'tools'>, connectorId: ConnectorId): Promise<Map<string, ToolId>> {
    const steward = this.cast.actor('detlefsen');
    const found = await this.services
      .get(Database)
      .transaction(steward.organisationId, (tx) => this.services.get(ConnectorsDirectory).byIds(tx, [connectorId]));
    const tools = found.get(connectorId)?.tools ?? [];
    for (const tool of tools) {
      const labels = plan.tools[tool.name];
      if (labels === undefined) throw new RangeError(`The plan does not judge ${tool.name} of ${plan.name}.`);
      const { risk, returnsUntrusted, reachesOutside, allowed } = labels;
      await this.services.get(LabelToolService).label(steward, tool.toolId, { risk, returnsUntrusted, reachesOutside });
      await this.services.get(SetToolStatusService).set(steward, tool.toolId, allowed ? 'allowed' : 'blocked');
    }
    return new Map(tools.map((tool) => [tool.name, tool.toolId]));
  }

  private async judgeTools(
    plan: Pick<ConnectorPlan, 'key' | 'name' | 'tools'>,
    connectorId: ConnectorId,
  ): Promise<void> {
    for (const [name, id] of await this.judge(plan, connectorId)) this.tools.set(`${plan.key}.${name}`, id);
  }

  /** Saves a layer; the organisation's is added to the one that every organisation begins with. */
  async setLayer(plan: LayerPlan): Promise<void> {
    const steward = this.cast.actor('detlefsen');
    const { scope } = plan.target;
    const before = scope === 'organisation' ? await this.organisationLayer() : null;
    const layer = await this.services.get(SavePolicyLayerService).save(steward, {
      ...(before === null ? {} : { id: before.id, revision: before.revision }),
      scope,
      targetId: before?.targetId ?? this.targetOf(plan.target),
      name: before?.name ?? plan.name,
      rules: [
        ...(before?.rules ?? []),
        ...plan.rules.map((rule) => ({ ...rule, subject: SUBJECTS[rule.action], sealed: rule.sealed ?? false })),
      ],
      obligations: [...(before?.obligations ?? []), ...plan.obligations],
    });
    await this.services.get(RecordSetUpMinutesService).record(steward, { layerId: layer.id }, plan.setUpMinutes);
  }

  private async organisationLayer(): Promise<StoredLayer> {
    const { organisationId } = this.cast.actor('detlefsen');
    const layers = await this.services
      .get(Database)
      .transaction(organisationId, (tx) => this.services.get(PolicyLayersQuery).all(tx, organisationId));
    const layer = layers.find((candidate) => candidate.scope === 'organisation');
    if (layer === undefined) throw new RangeError('The organisation has no layer to begin with.');
    return layer;
  }

  private targetOf(target: LayerTarget): string | null {
    switch (target.scope) {
      case 'organisation':
        return null;
      case 'team':
        return this.cast.teamId(target.team);
      case 'connector':
        return this.connectorId(target.connector);
      case 'workflow':
        return this.workflowId(target.workflow);
    }
  }

  private settingsOf(key: ConnectorKey): { settings: JsonObject; secrets: { name: string; value: string }[] } {
    const { documentsFolder, crmUrl, erpBaseUrl, erpApiKey } = this.access;
    switch (key) {
      case 'documents':
        return { settings: { folder: documentsFolder }, secrets: [] };
      case 'crm':
        return { settings: { readOnly: 'true', maxRows: '50' }, secrets: [{ name: 'dsn', value: crmUrl }] };
      case 'erp':
        return {
          settings: { baseUrl: erpBaseUrl, description: `${erpBaseUrl}/openapi.json`, headerName: 'X-Api-Key' },
          secrets: [{ name: 'headerValue', value: erpApiKey }],
        };
      case 'bookings':
        return { settings: {}, secrets: [{ name: 'X-Api-Key', value: erpApiKey }] };
    }
  }
}

const SUBJECTS = { 'tool.call': 'Tool', 'model.use': 'Model', 'workflow.run': 'Workflow' } as const;
