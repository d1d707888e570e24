import {
  Client,
  type ElicitRequestParams,
  type ElicitResult,
  type jsonSchemaValidator,
  type JsonSchemaValidatorResult,
  ProtocolError,
  type StandardSchemaV1,
  StreamableHTTPClientTransport,
  type Transport,
} from '@modelcontextprotocol/client';
import { ToolSchema } from '@modelcontextprotocol/core';
import { AppError, type JsonObject, type JsonValue } from '@groundswell/kernel';
import { readListing, type ToolDefinition } from '../domain/tool-definition.js';
import { marksHeadersWell } from '../domain/mirrored-headers.js';
import type { SecretScrubber } from '../secrets/secret-scrubber.js';
import { asMcpFailure, McpFailure } from './mcp-failure.js';
import { readJson } from './read-json.js';

/** Which of the two protocol lines a server speaks: `initialize` of 2025 and before, or that of 2026-07-28. */
export type ProtocolEra = 'legacy' | 'modern';

export interface SessionOptions {
  /** What was found last time; null asks the server, which costs a round trip. */
  readonly era: ProtocolEra | null;
  readonly scrubber: SecretScrubber;
  readonly startMs: number;
  readonly listMs: number;
  /** Who answers the questions that a server asks during a call; a server that has nobody to ask is told so. */
  readonly answer?: Answerer;
}

/** Answers a question of a server, as the protocol's elicitation. */
export type Answerer = (question: ElicitRequestParams) => Promise<ElicitResult>;

/** A tool's answer, as JSON and free of the connector's secrets. */
export interface McpAnswer {
  readonly content: readonly JsonValue[];
  readonly structuredContent: JsonValue | null;
  readonly isError: boolean;
}

const MODERN = '2026-07-28';
const PROBE_MS = 5_000;
/** How long a server that was told to give a call up may stay silent. */
const DEAF_MS = 1_500;
const MAX_PAGES = 64;
const CLIENT = { name: 'groundswell', version: '1' };

/** Takes a result as it came: a listing is read by `readListing`, which drops nothing of what the digest must cover. */
const untouched: StandardSchemaV1<unknown, unknown> = {
  '~standard': { version: 1, vendor: 'groundswell', validate: (value) => ({ value }) },
};

/**
 * Results are not checked against the server's own output schema: compiling a stranger's schema, and running its
 * patterns over a stranger's answer, gives him our processor. Callers take an answer as text from outside.
 */
const noSchemaEngine: jsonSchemaValidator = {
  getValidator<T>() {
    return (input: unknown): JsonSchemaValidatorResult<T> => ({
      valid: true,
      data: input as T,
      errorMessage: undefined,
    });
  },
};

interface Page {
  readonly tools?: unknown;
  readonly nextCursor?: unknown;
}

/** One conversation with one MCP server over one transport; several calls may be under way in it. */
export class McpSession {
  private overflow = false;
  /** Resolves when the conversation has ended, by whichever side. */
  readonly closed: Promise<void>;

  private constructor(
    private readonly client: Client,
    transport: Transport,
    private readonly options: SessionOptions,
  ) {
    this.closed = new Promise((resolve) => {
      client.onclose = resolve;
    });
    client.onerror = (error) => {
      const large = error instanceof RangeError || (error instanceof AppError && error.code === 'ANSWER_TOO_LARGE');
      if (!large) return;
      this.overflow = true;
      void transport.close();
    };
  }

  /**
   * Opens a conversation.
   * @param connect makes a transport; called a second time when a server cannot stand being asked for its era.
   * @throws McpFailure
   */
  static async open(connect: () => Promise<Transport>, options: SessionOptions): Promise<McpSession> {
    const first = await McpSession.attempt(await connect(), options);
    if (first instanceof McpSession) return first;
    // An older server may end at a first message that it does not know; a newer one may have gone back to the old line.
    const other = options.era === 'modern' ? null : 'legacy';
    const worthIt = options.era !== 'legacy' && (first.kind === 'closed' || first.kind === 'unreachable');
    const second = worthIt ? await McpSession.attempt(await connect(), { ...options, era: other }) : first;
    if (second instanceof McpSession) return second;
    throw second;
  }

  private static async attempt(transport: Transport, options: SessionOptions): Promise<McpSession | McpFailure> {
    const { era, startMs, answer } = options;
    const client = new Client(CLIENT, {
      capabilities: answer === undefined ? {} : { elicitation: { form: { applyDefaults: true } } },
      inputRequired: { autoFulfill: answer !== undefined },
      jsonSchemaValidator: noSchemaEngine,
      versionNegotiation: {
        mode: era === 'modern' ? { pin: MODERN } : 'auto',
        probe: { timeoutMs: Math.min(PROBE_MS, startMs) },
      },
    });
    if (answer !== undefined) client.setRequestHandler('elicitation/create', ({ params }) => answer(params));
    const session = new McpSession(client, transport, options);
    try {
      await client.connect(transport, { timeout: startMs, ...(era === 'legacy' ? { prior: { kind: 'legacy' } } : {}) });
      return session;
    } catch (error) {
      await transport.close().catch(() => undefined);
      return asMcpFailure(error, (text) => options.scrubber.text(text));
    }
  }

  get era(): ProtocolEra {
    return this.client.getProtocolEra() ?? 'legacy';
  }

  /**
   * What the server lists at this moment, whole: never from a memory, which is what a changed definition would hide in.
   * @throws McpFailure
   */
  async tools(): Promise<readonly ToolDefinition[]> {
    if (!this.client.getServerCapabilities()?.tools) return [];
    try {
      const [wire, instructions] = await Promise.all([this.pages(), this.instructions()]);
      const listed = readListing(
        wire.map((tool) => readJson(tool)),
        instructions,
      );
      const mirrors = this.era === 'modern' && this.client.transport instanceof StreamableHTTPClientTransport;
      const offered = mirrors ? listed.filter((tool) => marksHeadersWell(tool.inputSchema)) : listed;
      return offered.map((definition) => this.scrubbed(definition));
    } catch (error) {
      throw this.failure(error);
    }
  }

  /** @throws McpFailure */
  async call(
    definition: ToolDefinition,
    args: JsonObject,
    limits: { readonly timeoutMs: number; readonly signal?: AbortSignal },
  ): Promise<McpAnswer> {
    try {
      const result = await this.client.callTool(
        { name: definition.name, arguments: { ...args } },
        {
          timeout: limits.timeoutMs,
          maxTotalTimeout: limits.timeoutMs,
          signal: limits.signal,
          ...this.mirrored(definition),
        },
      );
      const { scrubber } = this.options;
      const structured = result.structuredContent;
      return {
        content: result.content.map((block) => scrubber.json(readJson(block))),
        structuredContent: structured === undefined ? null : scrubber.json(readJson(structured)),
        isError: result.isError === true,
      };
    } catch (error) {
      if (limits.signal?.aborted === true) void this.endIfDeaf();
      throw this.failure(error, limits.signal);
    }
  }

  /**
   * The server was told that a call is given up. One process that is too busy with it to answer the plainest question does not
   * hear that, and is ended with all that it started; a server over HTTP is not ours to end.
   */
  private async endIfDeaf(): Promise<void> {
    if (this.client.transport instanceof StreamableHTTPClientTransport) return;
    try {
      await (this.era === 'legacy'
        ? this.client.ping({ timeout: DEAF_MS })
        : this.client.discover({ timeout: DEAF_MS }));
    } catch (error) {
      // One that does not know the question has heard it.
      if (!(error instanceof ProtocolError)) await this.client.close().catch(() => undefined);
    }
  }

  /** Takes the connector's secrets out of a value that is to be written down. */
  scrub(value: JsonObject): JsonObject {
    return this.options.scrubber.json(value) as JsonObject;
  }

  async close(): Promise<void> {
    const { transport } = this.client;
    // A server that keeps sessions is told; whether it hears it changes nothing for us.
    if (transport instanceof StreamableHTTPClientTransport && !this.overflow) {
      await transport.terminateSession().catch(() => undefined);
    }
    await this.client.close();
  }

  private async pages(): Promise<unknown[]> {
    const tools: unknown[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const params = cursor === undefined ? {} : { params: { cursor } };
      const result = (await this.client.request({ method: 'tools/list', ...params }, untouched, {
        timeout: this.options.listMs,
      })) as Page | null;
      if (!Array.isArray(result?.tools)) throw new McpFailure('malformed', true, 'Its list of tools is not a list.');
      tools.push(...(result.tools as unknown[]));
      if (typeof result.nextCursor !== 'string' || result.nextCursor === '') return tools;
      cursor = result.nextCursor;
    }
    throw new McpFailure('malformed', true, 'Its list of tools does not end.');
  }

  private async instructions(): Promise<string> {
    if (this.era === 'legacy') return this.client.getInstructions() ?? '';
    return (await this.client.discover({ timeout: this.options.listMs })).instructions ?? '';
  }

  /** The newer line repeats marked arguments as HTTP headers and reads from the definition which ones. */
  private mirrored(definition: ToolDefinition): { toolDefinition?: ReturnType<typeof ToolSchema.parse> } {
    if (this.era === 'legacy') return {};
    const tool = ToolSchema.safeParse({ name: definition.name, inputSchema: definition.inputSchema });
    return tool.success ? { toolDefinition: tool.data } : {};
  }

  private scrubbed(definition: ToolDefinition): ToolDefinition {
    const { scrubber } = this.options;
    const branch = (value: JsonObject): JsonObject => scrubber.json(value) as JsonObject;
    return {
      name: scrubber.text(definition.name),
      title: definition.title === null ? null : scrubber.text(definition.title),
      description: scrubber.text(definition.description),
      inputSchema: branch(definition.inputSchema),
      outputSchema: definition.outputSchema === null ? null : branch(definition.outputSchema),
      annotations: branch(definition.annotations),
      meta: branch(definition.meta),
      instructions: scrubber.text(definition.instructions),
    };
  }

  private failure(error: unknown, signal?: AbortSignal): McpFailure {
    if (this.overflow) return new McpFailure('too-large', false, null, error);
    return asMcpFailure(error, (text) => this.options.scrubber.text(text), signal);
  }
}
