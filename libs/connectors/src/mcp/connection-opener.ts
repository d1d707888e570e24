import { StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client';
import { invalidInput } from '@groundswell/kernel';
import type { Catalogue } from '../catalogue/catalogue.js';
import { launchPlan } from '../catalogue/launch-plan.js';
import type { SettingValues } from '../catalogue/setting-values.js';
import type { GuardedFetch } from '../outgoing-http/guarded-fetch.js';
import { SecretScrubber } from '../secrets/secret-scrubber.js';
import { asMcpFailure, McpFailure } from './mcp-failure.js';
import { type Answerer, McpSession, type ProtocolEra } from './mcp-session.js';
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
  /** HTTP with a sign-in: an access token that is good now. Asked before each request. */
  readonly token?: () => Promise<string>;
  /** Who answers the questions of its server; nobody if absent. */
  readonly answer?: Answerer;
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

  /** @throws McpFailure */
  async open(target: ConnectionTarget): Promise<McpSession> {
    const { startMs, listMs } = this.limits;
    const scrubber = new SecretScrubber(target.secrets.values());
    const scrub = (text: string) => scrubber.text(text);
    let last: StdioProcess | undefined;
    const connect = async () => {
      if (target.transport === 'http') return this.overHttp(target);
      last = await this.process(target);
      return new StdioTransport(last, this.limits.maxMessageBytes);
    };
    try {
      const { era, answer } = target;
      return await McpSession.open(connect, { era, scrubber, startMs, listMs, ...(answer ? { answer } : {}) });
    } catch (error) {
      const failure = asMcpFailure(error, scrub);
      if (target.transport === 'http') throw failure;
      throw new McpFailure('start-failed', false, scrub(last?.lastWords() ?? '') || failure.detail, failure);
    }
  }

  private async process(target: ConnectionTarget): Promise<StdioProcess> {
    const entry = this.catalogue.find(target.catalogueKey ?? '');
    if (!entry) {
      const key = target.catalogueKey ?? 'this command';
      throw new McpFailure('start-failed', false, `Your operator took ${key} out of the catalogue of commands.`);
    }
    const checked = await this.values.check(entry, target);
    if (checked.values === null) throw new McpFailure('start-failed', false, invalidInput(checked.faults).message);
    return StdioProcess.start(launchPlan(entry, checked.values), this.sandbox, this.workFolder);
  }

  private async overHttp(target: ConnectionTarget): Promise<Transport> {
    const url = await this.http.probe(target.url ?? '');
    const { token } = target;
    return new StreamableHTTPClientTransport(url, {
      fetch: this.http.fetch,
      // Only the token: a server that answers 401 does not get to send us to an authorization server of its choice.
      ...(token === undefined ? {} : { authProvider: { token } }),
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
