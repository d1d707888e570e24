import { Injectable } from '@nestjs/common';
import { isId, notFound, type ToolId } from '@groundswell/kernel';
import { ConnectorsDirectory } from '@groundswell/connectors';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database, type Tx } from '@groundswell/platform';
import {
  type AccessForecast,
  type ProposedChange,
  SimulateAccessQuery,
  SimulatePolicyQuery,
  type SimulationResult,
  type WantedThing,
} from '@groundswell/policies';
import type { RequestEntity } from '../persistence/request.entity.js';
import { RequestsRepository } from '../persistence/requests.repository.js';

/** A connector that is there already and is called much like what is asked for. */
export interface AlikeConnector {
  readonly connectorId: string;
  readonly name: string;
}

/** What granting a request would mean, as far as it can be foreseen. */
export interface RequestSimulation {
  /** For an exception and for a rule: the layers of then and now, replayed. */
  readonly policy: SimulationResult | null;
  /** For a tool, a credential and a connector: what hangs on it. */
  readonly access: AccessForecast | null;
  /** For a connector: those that are there already. */
  readonly alike: readonly AlikeConnector[];
}

const NOTHING: RequestSimulation = { policy: null, access: null, alike: [] };
const MOST_ALIKE = 5;

/** Shows a steward what granting a request would change, before they answer it. Changes nothing. */
@Injectable()
export class SimulateRequestQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: RequestsRepository,
    private readonly connectors: ConnectorsDirectory,
    private readonly policy: SimulatePolicyQuery,
    private readonly access: SimulateAccessQuery,
  ) {}

  /**
   * @param connectorId for a connector that is asked for: the one that was registered for it
   * @throws AppError FORBIDDEN, NOT_FOUND, INPUT_INVALID
   */
  async simulate(
    actor: Actor,
    requestId: string,
    options: { readonly days?: number; readonly connectorId?: string | null } = {},
  ): Promise<RequestSimulation> {
    this.permissions.require(actor, 'request.read');
    this.permissions.require(actor, 'policy.simulate', { type: 'policy-layer', organisationId: actor.organisationId });
    const { days, connectorId = null } = options;
    const asked = await this.database.transaction(actor.organisationId, async (tx) => {
      const request = await this.repository.find(tx, requestId);
      if (request === null) throw notFound('request');
      return {
        change: await this.change(tx, request),
        thing: await this.thing(tx, request, connectorId),
        alike: request.kind === 'connector' ? await this.alike(tx, request.wanted ?? '') : [],
      };
    });
    const policy = asked.change === null ? null : await this.policy.simulate(actor, asked.change, days);
    const access = asked.thing === null ? null : await this.access.simulate(actor, asked.thing, days);
    return { ...NOTHING, policy, access, alike: asked.alike };
  }

  private async change(tx: Tx, request: RequestEntity): Promise<ProposedChange | null> {
    const { kind, layerId, ruleId, workflowId } = request;
    if (kind === 'exception' && layerId !== null && ruleId !== null && workflowId !== null) {
      return { grant: { layerId, ruleId, workflowId } };
    }
    if (kind !== 'rule' || layerId === null) return null;
    const tool = await this.tool(tx, request.toolId);
    return tool === null ? null : { widening: { layerId, connectorId: tool.connectorId, toolName: tool.name } };
  }

  private async thing(tx: Tx, request: RequestEntity, registeredId: string | null): Promise<WantedThing | null> {
    switch (request.kind) {
      case 'tool': {
        const tool = await this.tool(tx, request.toolId);
        return tool && { connectorId: tool.connectorId, toolName: tool.name };
      }
      case 'credential':
        return request.connectorId && { connectorId: request.connectorId, toolName: null };
      case 'connector': {
        const id = request.connectorId ?? registeredId;
        const found = isId(id) ? (await this.connectors.byIds(tx, [id])).size > 0 : false;
        return found && id !== null ? { connectorId: id, toolName: null } : null;
      }
      default:
        return null;
    }
  }

  private async tool(tx: Tx, id: ToolId | null) {
    return id === null ? null : ((await this.connectors.toolsByIds(tx, [id])).get(id) ?? null);
  }

  /** By name: all words of one in the other, whatever their order. */
  private async alike(tx: Tx, wanted: string): Promise<readonly AlikeConnector[]> {
    const asked = words(wanted);
    const all = await this.connectors.names(tx);
    return all.filter(({ name }) => isAlike(asked, words(name))).slice(0, MOST_ALIKE);
  }
}

function words(text: string): ReadonlySet<string> {
  return new Set(
    text
      .normalize('NFKC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 1),
  );
}

function isAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (one.size === 0 || other.size === 0) return false;
  const [fewer, more] = one.size <= other.size ? [one, other] : [other, one];
  return [...fewer].every((word) => more.has(word));
}
