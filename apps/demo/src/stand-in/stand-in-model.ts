import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '@groundswell/kernel';
import {
  keyOfInputs,
  keyOfRequest,
  replyTo,
  turnOf,
  type StandInReply,
  type StandInScript,
} from './stand-in-script.js';

const CHARACTERS_PER_TOKEN = 4;
const tokens = (characters: number): number => Math.ceil(characters / CHARACTERS_PER_TOKEN);

/**
 * A model's service for the simulated year: a small HTTP server on the loopback address that speaks the Messages protocol and
 * says what a script says. The engine talks to it as to any other service, with a key and a base URL.
 */
export class StandInModel {
  /** Known to this process only, so that no other program of the machine is answered. */
  readonly apiKey = randomBytes(24).toString('hex');
  private readonly scripts = new Map<string, StandInScript>();
  private readonly promptSizes = new Map<string, number>();
  private serial = 0;

  private constructor(
    private readonly server: Server,
    private readonly onTurn: (atOnce: number) => void,
  ) {}

  /** @param onTurn called before each answer with the runs that are being played: the simulated clock moves on meanwhile */
  static async start(onTurn: (atOnce: number) => void = () => undefined): Promise<StandInModel> {
    const server = createServer();
    const model = new StandInModel(server, onTurn);
    server.on('request', (request, response) => {
      model.receive(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return model;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Whether a run with these inputs is being played: a second one would not be told from it. */
  isPlaying(inputs: JsonObject): boolean {
    return this.scripts.has(keyOfInputs(inputs));
  }

  play(script: StandInScript): void {
    this.scripts.set(keyOfInputs(script.inputs), script);
  }

  forget(inputs: JsonObject): void {
    this.scripts.delete(keyOfInputs(inputs));
    this.promptSizes.delete(keyOfInputs(inputs));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (!this.knows(request)) return refuse(response, 401, 'authentication_error', 'Wrong key.');
    const text = Buffer.concat(chunks).toString('utf8');
    const body = JSON.parse(text) as JsonObject;
    const key = keyOfRequest(body);
    const script = key === null ? undefined : this.scripts.get(key);
    if (key === null || script === undefined) {
      return refuse(response, 400, 'invalid_request_error', 'This run is not part of the simulated year.');
    }
    await script.beforeTurn?.(turnOf(body));
    this.onTurn(this.scripts.size);
    this.serial += 1;
    const before = this.promptSizes.get(key) ?? 0;
    this.promptSizes.set(key, text.length);
    const usage = { cacheRead: tokens(before), cacheWrite: tokens(Math.max(0, text.length - before)) };
    const model = typeof body['model'] === 'string' ? body['model'] : 'unknown';
    stream(response, model, this.serial, replyTo(script, body), usage);
  }

  private knows({ headers }: IncomingMessage): boolean {
    const given = headers.authorization?.replace(/^Bearer /, '') ?? headers['x-api-key'];
    const expected = Buffer.from(this.apiKey);
    const actual = Buffer.from(typeof given === 'string' ? given : '');
    return actual.length === expected.length && timingSafeEqual(actual, expected);
  }
}

function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ type: 'error', error: { type, message } }));
}

function stream(
  response: ServerResponse,
  model: string,
  serial: number,
  reply: StandInReply,
  usage: { readonly cacheRead: number; readonly cacheWrite: number },
): void {
  const events: { type: string; [key: string]: unknown }[] = [];
  const block = (start: object, delta: object): void => {
    const index = events.filter((event) => event.type === 'content_block_start').length;
    events.push({ type: 'content_block_start', index, content_block: start });
    events.push({ type: 'content_block_delta', index, delta });
    events.push({ type: 'content_block_stop', index });
  };
  if (reply.text !== '') block({ type: 'text', text: '', citations: null }, { type: 'text_delta', text: reply.text });
  for (const [position, use] of reply.toolUse.entries()) {
    block(
      { type: 'tool_use', id: `toolu_${serial}_${position}`, name: use.name, input: {} },
      { type: 'input_json_delta', partial_json: JSON.stringify(use.input) },
    );
  }
  const said = reply.text.length + JSON.stringify(reply.toolUse).length;
  const first = {
    type: 'message_start',
    message: {
      id: `msg_standin_${serial}`,
      type: 'message',
      role: 'assistant',
      model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: {
        input_tokens: 3,
        output_tokens: 1,
        cache_read_input_tokens: usage.cacheRead,
        cache_creation_input_tokens: usage.cacheWrite,
        cache_creation: { ephemeral_5m_input_tokens: usage.cacheWrite, ephemeral_1h_input_tokens: 0 },
      },
    },
  };
  const last = {
    type: 'message_delta',
    delta: { stop_reason: reply.stopReason, stop_sequence: null },
    usage: { output_tokens: tokens(said) },
  };
  response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': `req_standin_${serial}` });
  response.end(
    [first, ...events, last, { type: 'message_stop' }]
      .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
      .join(''),
  );
}
