import { Injectable } from '@nestjs/common';
import { InputFaults, isId, notFound, type ToolId } from '@groundswell/kernel';
import { ConnectorsDirectory } from '@groundswell/connectors';
import type { Actor, Tx } from '@groundswell/platform';
import { PolicyLayersQuery, type StoredLayer } from '@groundswell/policies';
import { WorkflowLibrary } from '@groundswell/workflows';
import { requestNotNeeded, ruleNotPassable } from '../domain/programme.errors.js';
import { type RequestKind, type RequestSubject, requestTitle, subjectKey } from '../domain/request.js';
import type { RequestEntity } from '../persistence/request.entity.js';

/** What somebody asks for, as a face hands it over. */
export interface WantedSubject {
  readonly kind: RequestKind;
  readonly workflowId?: string | null;
  readonly connectorId?: string | null;
  readonly toolId?: string | null;
  readonly layerId?: string | null;
  readonly ruleId?: string | null;
  /** The system to connect, in the person's own words. */
  readonly wanted?: string | null;
}

/** The columns that say what is asked for. */
export type ResolvedSubject = Pick<
  RequestEntity,
  'kind' | 'subjectKey' | 'title' | 'workflowId' | 'connectorId' | 'toolId' | 'layerId' | 'ruleId' | 'wanted'
>;

const NOTHING = { workflowId: null, connectorId: null, toolId: null, layerId: null, ruleId: null, wanted: null };

/** Finds what a request is about, and refuses what cannot be asked for. */
@Injectable()
export class RequestSubjects {
  constructor(
    private readonly library: WorkflowLibrary,
    private readonly layers: PolicyLayersQuery,
    private readonly connectors: ConnectorsDirectory,
  ) {}

  /** @throws AppError NOT_FOUND, INPUT_INVALID, REQUEST_NOT_NEEDED, REQUEST_NOT_POSSIBLE */
  async resolve(tx: Tx, actor: Actor, wanted: WantedSubject): Promise<ResolvedSubject> {
    switch (wanted.kind) {
      case 'connector':
        return this.connector(wanted);
      case 'tool':
        return this.tool(tx, wanted);
      case 'exception':
        return this.exception(tx, actor, wanted);
      case 'rule':
        return this.rule(tx, actor, wanted);
      case 'credential':
        return this.credential(tx, wanted);
    }
  }

  private connector(wanted: WantedSubject): ResolvedSubject {
    const faults = new InputFaults();
    const name = faults.text('wanted', wanted.wanted ?? '', { label: 'The system', min: 2, max: 80 });
    faults.throwIfAny();
    return shape({ kind: 'connector', wanted: name }, requestTitle('connector', { wanted: name }), { wanted: name });
  }

  private async tool(tx: Tx, wanted: WantedSubject): Promise<ResolvedSubject> {
    const tool = await this.getTool(tx, wanted.toolId);
    if (tool.status === 'allowed') {
      throw requestNotNeeded(`The tool ${tool.name} of ${tool.connectorName} is allowed already. Try again.`);
    }
    const { connectorId, toolId, name: toolName, connectorName } = tool;
    const title = requestTitle('tool', { tool: toolName, connector: connectorName });
    return shape({ kind: 'tool', connectorId, toolName }, title, { connectorId, toolId });
  }

  private async exception(tx: Tx, actor: Actor, wanted: WantedSubject): Promise<ResolvedSubject> {
    const workflow = await this.library.get(tx, actor, wanted.workflowId ?? '');
    const layer = await this.getLayer(tx, actor, wanted.layerId);
    const rule = layer.rules.find((one) => one.id === wanted.ruleId);
    if (!rule) throw notFound('rule');
    if (rule.sealed || rule.effect !== 'deny') {
      throw ruleNotPassable('No exception passes this rule. Talk to a steward about another way.');
    }
    const reason = rule.reason.trim();
    const title = requestTitle('exception', { workflow: workflow.title, layer: layer.name, rule: reason });
    const ids = { workflowId: workflow.id, layerId: layer.id, ruleId: rule.id };
    return shape({ kind: 'exception', ...ids }, title, ids);
  }

  private async rule(tx: Tx, actor: Actor, wanted: WantedSubject): Promise<ResolvedSubject> {
    const workflow = await this.library.get(tx, actor, wanted.workflowId ?? '');
    const layer = await this.getLayer(tx, actor, wanted.layerId);
    const tool = wanted.toolId == null ? null : await this.getTool(tx, wanted.toolId);
    const title = requestTitle('rule', {
      workflow: workflow.title,
      layer: layer.name,
      ...(tool === null ? {} : { tool: tool.name, connector: tool.connectorName }),
    });
    const connectorId = tool?.connectorId ?? null;
    const ids = { workflowId: workflow.id, layerId: layer.id };
    const subject = { kind: 'rule' as const, ...ids, connectorId, toolName: tool?.name ?? null };
    return shape(subject, title, { ...ids, connectorId, toolId: tool?.toolId ?? null });
  }

  private async credential(tx: Tx, wanted: WantedSubject): Promise<ResolvedSubject> {
    const id = wanted.connectorId ?? '';
    const connector = isId(id) ? [...(await this.connectors.byIds(tx, [id])).values()][0] : undefined;
    if (!connector) throw notFound('connector');
    const { connectorId, name } = connector;
    return shape({ kind: 'credential', connectorId }, requestTitle('credential', { connector: name }), { connectorId });
  }

  private async getTool(tx: Tx, id: string | null | undefined) {
    const tool = isId(id) ? (await this.connectors.toolsByIds(tx, [id])).get(id as ToolId) : undefined;
    if (!tool) throw notFound('tool');
    return tool;
  }

  private async getLayer(tx: Tx, actor: Actor, id: string | null | undefined): Promise<StoredLayer> {
    const layer = isId(id) ? await this.layers.findById(tx, actor.organisationId, id) : null;
    if (!layer) throw notFound('policy layer');
    return layer;
  }
}

function shape(subject: RequestSubject, title: string, columns: Partial<ResolvedSubject>): ResolvedSubject {
  return { ...NOTHING, ...columns, kind: subject.kind, title, subjectKey: subjectKey(subject) };
}
