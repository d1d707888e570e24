import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { JsonObject } from '@groundswell/kernel';
import { PromptCache } from './prompt-cache.js';
import {
  eventsOf,
  type RecordedRequest,
  type ScriptedAnswer,
  type ScriptedReply,
  type StreamEvent,
} from './scripted-reply.js';

type Answerer = (request: RecordedRequest, serial: number) => ScriptedAnswer | Promise<ScriptedAnswer>;

/**
 * A stand-in for the model's service: a real HTTP server that speaks the Messages protocol, answers from a script, counts
 * tokens as the service does and fails in every way that the service can.
 */
export class ScriptedModel {
  /** Every request in the order of arrival. */
  readonly requests: RecordedRequest[] = [];
  private readonly script: ScriptedAnswer[] = [];
  private readonly cache = new PromptCache();
  private readonly sockets = new Set<Socket>();
  private answerer: Answerer | undefined;
  private serial = 0;

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  /** Starts on a free port of loopback. */
  static async start(): Promise<ScriptedModel> {
    const server = createServer();
    const model = new ScriptedModel(server);
    server.on('request', (request, response) => {
      model.receive(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return model;
  }

  /** To be given as ANTHROPIC_BASE_URL. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The next answers, one a request. A request past the end of the script is answered with status 400. */
  answers(...answers: readonly ScriptedAnswer[]): this {
    this.script.push(...answers);
    return this;
  }

  /** Answers whatever the script does not: for models that react to what they are told. */
  answersWith(answerer: Answerer): this {
    this.answerer = answerer;
    return this;
  }

  /** Forgets script and requests, for the next test. */
  reset(): void {
    this.script.length = 0;
    this.requests.length = 0;
    this.answerer = undefined;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const body = JSON.parse(text) as JsonObject;
    if (request.url?.startsWith('/v1/messages/count_tokens') === true) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ input_tokens: Math.ceil(text.length / 4) }));
      return;
    }
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const recorded = { text, body, headers };
    this.requests.push(recorded);
    this.serial += 1;
    const answer = this.script.shift() ?? (await this.answerer?.(recorded, this.serial)) ?? OFF_SCRIPT;
    await this.answer(response, body, answer);
  }

  private async answer(response: ServerResponse, body: JsonObject, answer: ScriptedAnswer): Promise<void> {
    if (!('fault' in answer)) {
      await stream(response, this.events(body, answer), answer.paceMs);
      response.end();
      return;
    }
    switch (answer.fault) {
      case 'status':
        refuse(response, answer);
        return;
      case 'reset':
        response.socket?.resetAndDestroy();
        return;
      case 'bytes':
        response.writeHead(200, { 'content-type': answer.contentType ?? 'text/event-stream' });
        response.end(answer.body);
        return;
      case 'reset-after':
        await stream(response, this.events(body, answer.reply).slice(0, answer.events), 1);
        response.socket?.resetAndDestroy();
        return;
      case 'cut-after':
        await stream(response, this.events(body, answer.reply).slice(0, answer.events));
        response.end();
        return;
      case 'error-event':
        await stream(response, this.events(body, answer.reply).slice(0, answer.afterEvents));
        write(response, { type: 'error', error: { type: answer.type, message: `scripted ${answer.type}` } });
        response.end();
        return;
      case 'stall-after':
        await stream(response, this.events(body, answer.reply).slice(0, answer.events));
        if (answer.pingsEveryMs !== undefined) pingUntilClosed(response, answer.pingsEveryMs);
        return;
    }
  }

  private events(body: JsonObject, reply: ScriptedReply): StreamEvent[] {
    const model = typeof body['model'] === 'string' ? body['model'] : 'scripted';
    return eventsOf(reply, model, this.serial, this.cache.count(body, reply));
  }
}

const OFF_SCRIPT: ScriptedAnswer = {
  fault: 'status',
  status: 400,
  type: 'invalid_request_error',
  errorCode: 'script_ended',
};

function refuse(response: ServerResponse, fault: Extract<ScriptedAnswer, { fault: 'status' }>): void {
  response.writeHead(fault.status, {
    'content-type': 'application/json',
    'request-id': 'req_scripted',
    ...(fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }),
  });
  const details = fault.errorCode === undefined ? undefined : { error_code: fault.errorCode };
  const error = { type: fault.type ?? 'api_error', message: `scripted status ${fault.status}`, details };
  response.end(JSON.stringify({ type: 'error', error }));
}

async function stream(response: ServerResponse, events: readonly StreamEvent[], paceMs?: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': 'req_scripted' });
  for (const event of events) {
    write(response, event);
    if (paceMs !== undefined) await new Promise<void>((resolve) => setTimeout(resolve, paceMs));
  }
}

function write(response: ServerResponse, event: StreamEvent): void {
  response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
}

function pingUntilClosed(response: ServerResponse, everyMs: number): void {
  const timer = setInterval(() => write(response, { type: 'ping' }), everyMs);
  response.on('close', () => clearInterval(timer));
}
