import { Injectable } from '@nestjs/common';
import type { ConnectorId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { Connections } from '../connections/connections.service.js';
import type { ToolDefinition } from '../domain/tool-definition.js';
import type { ConnectionTarget } from '../mcp/connection-opener.js';
import { McpFailure } from '../mcp/mcp-failure.js';
import type { ProtocolEra } from '../mcp/mcp-session.js';
import { HealthRepository } from '../persistence/health.repository.js';

/** What a look at a server found. */
export type Look = { readonly durationMs: number } & (
  | { readonly ok: true; readonly definitions: readonly ToolDefinition[]; readonly era: ProtocolEra }
  | { readonly ok: false; readonly failure: McpFailure }
);

/** Looks at a connector's server over the real protocol, and keeps what was found of its health. */
@Injectable()
export class LookAtConnector {
  constructor(
    private readonly connections: Connections,
    private readonly health: HealthRepository,
  ) {}

  /** In a conversation of its own, asking anew which protocol line the server speaks. */
  async look(target: ConnectionTarget): Promise<Look> {
    const startedMs = performance.now();
    const durationMs = () => Math.round(performance.now() - startedMs);
    try {
      return await this.connections.useFresh({ ...target, era: null }, async (session) => {
        const definitions = await session.tools();
        return { ok: true, definitions, era: session.era, durationMs: durationMs() };
      });
    } catch (error) {
      if (error instanceof McpFailure) return { ok: false, failure: error, durationMs: durationMs() };
      throw error;
    }
  }

  /** @param how `onlyNews` for a look that nobody asked for: what is as it was today already leaves no further row */
  async record(tx: Tx, connectorId: ConnectorId, look: Look, how: { readonly onlyNews: boolean }): Promise<void> {
    const finding = look.ok ? { ...look, toolCount: look.definitions.length } : look;
    await this.health.record(tx, connectorId, finding, how.onlyNews);
  }
}
