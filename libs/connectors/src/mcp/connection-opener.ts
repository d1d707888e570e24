import { StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client';
import { AppError, invalidInput } from '@groundswell/kernel';
import type { Catalogue } from '../catalogue/catalogue.js';
import { launchPlan } from '../catalogue/launch-plan.js';
import type { SettingValues } from '../catalogue/setting-values.js';
import type { GuardedFetch } from '../outgoing-http/guarded-fetch.js';
import { SecretScrubber } from '../secrets/secret-scrubber.js';
import { asMcpFailure, McpFailure } from './mcp-failure.js';
import { McpSession, type ProtocolEra } from './mcp-session.js';
import type { Sandbox } from './sandbox.js';
import { StdioProcess } from './stdio-process.js';
import { MAX_MESSAGE_BYTES, StdioTransport } from './stdio-transport.js';

/** Where a connector's server is and how it is reached. Holds secrets: never logged, never stored as it is. */
export interface ConnectionTarget {
  readonly transport: 'stdio' | 'http';
  readonly catalogueKey: string | null;
  readonly url: string | null;
  readonly settings: Readonly<Record<string, unknown>>;
  /** stdio: by the name of the setting; HTTP: by the name of the header. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly era: ProtocolEra | null;
}

export interface OpenerLimits {
  readonly startMs: number;
  readonly listMs: number;
  readonly maxMessageBytes: number;
}

export const OPENER_LIMITS: OpenerLimits = { startMs: 20_000, listMs: 10_000, maxMessageBytes: MAX_MESSAGE_BYTES };

/** Opens conversations with the servers of connectors, over both transports and both protocol lines. */
export class ConnectionOpener {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly values: SettingValues,
    private readonly http: GuardedFetch,
    private readonly sandbox: Sandbox,
    /** Folder in which each process gets an empty one of its own. */
    private readonly workFolder: string,
    private readonly limits: OpenerLimits = OPENER_LIMITS,
  ) {}

  /** @throws McpFailure, or AppError INPUT_INVALID when what is set for the connector no longer fits */
  async open(target: ConnectionTarget): Promise<McpSession> {
    const { startMs, listMs } = this.limits;
    const scrubber = new SecretScrubber(target.secrets.values());
    const options = { era: target.era, scrubber, startMs, listMs };
    if (target.transport === 'http') return McpSession.open(() => this.overHttp(target), options);
    let last: StdioProcess | undefined;
    try {
      return await McpSession.open(async () => {
        last = await this.process(target);
        return new StdioTransport(last, this.limits.maxMessageBytes);
      }, options);
    } catch (error) {
      if (error instanceof AppError) throw error;
      const failure = asMcpFailure(error, (text) => scrubber.text(text));
      const words = scrubber.text(last?.lastWords() ?? '');
      throw new McpFailure('start-failed', false, words || failure.detail, failure);
    }
  }

  private async process(target: ConnectionTarget): Promise<StdioProcess> {
    const entry = this.catalogue.find(target.catalogueKey ?? '');
    if (!entry) {
      throw new AppError(
        'unavailable',
        'CATALOGUE_ENTRY_GONE',
        `Your operator took ${target.catalogueKey ?? 'this command'} out of the catalogue. Ask for it, or connect another way.`,
      );
    }
    const checked = await this.values.check(entry, target);
    if (checked.values === null) throw invalidInput(checked.faults);
    return StdioProcess.start(launchPlan(entry, checked.values), this.sandbox, this.workFolder);
  }

  private async overHttp(target: ConnectionTarget): Promise<Transport> {
    const url = await this.http.probe(target.url ?? '');
    return new StreamableHTTPClientTransport(url, {
      fetch: this.http.fetch,
      requestInit: { headers: Object.fromEntries(target.secrets) },
      reconnectionOptions: {
        maxRetries: 1,
        initialReconnectionDelay: 500,
        maxReconnectionDelay: 5_000,
        reconnectionDelayGrowFactor: 2,
      },
    });
  }
}
