import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@groundswell/kernel';
import type { ModelRequest } from '../domain/conversation.js';
import { cloudClient, CloudModel, type CloudIdentity, type CloudPlace } from './cloud-clients.js';
import type { AttemptReport, ModelPatience, TurnOutcome } from './model.port.js';

const PATIENCE: ModelPatience = {
  idleMs: 1_000,
  firstByteMs: 2_000,
  attemptMs: 5_000,
  maxAttempts: 2,
  baseDelayMs: 4,
  maxDelayMs: 10,
  maxRetryAfterMs: 1_000,
};

const REQUEST: ModelRequest = {
  model: 'house.claude-haiku-5-5',
  maxTokens: 1_024,
  system: 'Be brief.',
  tools: [{ name: 'crm__search', description: 'Finds customers.', inputSchema: { type: 'object', properties: {} } }],
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Who owes us money?' }] }],
};

const usage = {
  input_tokens: 11,
  output_tokens: 1,
  cache_read_input_tokens: 5,
  cache_creation_input_tokens: 7,
  cache_creation: { ephemeral_5m_input_tokens: 4, ephemeral_1h_input_tokens: 3 },
  service_tier: 'priority',
};
const EVENTS = [
  {
    type: 'message_start',
    message: { id: 'msg_1', type: 'message', role: 'assistant', model: 'm', content: [], stop_reason: null, usage },
  },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Müller & Söhne. 🙂' } },
  { type: 'content_block_stop', index: 0 },
  { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 9 } },
  { type: 'message_stop' },
];

interface Seen {
  readonly path: string;
  readonly authorization: string;
  readonly body: Record<string, unknown>;
}

let server: Server;
let seen: Seen[];
let answer: (response: ServerResponse, attempt: number) => void;

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => {
    void textOf(request).then((text) => {
      seen.push({
        path: request.url ?? '',
        authorization: request.headers.authorization ?? '',
        body: JSON.parse(text) as Record<string, unknown>,
      });
      answer(response, seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function turn(
  place: CloudPlace,
  identity: CloudIdentity,
): Promise<{ outcome: TurnOutcome; reports: AttemptReport[] }> {
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const model = new CloudModel({ ...place, baseURL }, systemClock, PATIENCE, (at) => cloudClient(at, identity));
  const reports: AttemptReport[] = [];
  const outcome = await model.turn(REQUEST, {
    signal: new AbortController().signal,
    onAttempt: async (report) => {
      reports.push(report);
    },
  });
  return { outcome, reports };
}

/** A header of the event stream of AWS: its name, the type of a text, its value. */
function frameHeader(name: string, value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(value));
  return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from([7]), length, Buffer.from(value)]);
}

/** A frame of the event stream of AWS: lengths, their checksum, headers, what is said, and a checksum over all. */
function frame(headers: Readonly<Record<string, string>>, payload: object): Buffer {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => frameHeader(name, value)));
  const body = Buffer.from(JSON.stringify(payload));
  const prelude = Buffer.alloc(12);
  prelude.writeUInt32BE(16 + head.length + body.length, 0);
  prelude.writeUInt32BE(head.length, 4);
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
  const whole = Buffer.concat([prelude, head, body]);
  const end = Buffer.alloc(4);
  end.writeUInt32BE(crc32(whole));
  return Buffer.concat([whole, end]);
}

function chunk(event: object): Buffer {
  const headers = {
    ':message-type': 'event',
    ':event-type': 'chunk',
    ':content-type': 'application/json',
  };
  return frame(headers, { bytes: Buffer.from(JSON.stringify(event)).toString('base64') });
}

const asEventStream = { 'content-type': 'application/vnd.amazon.eventstream' };
const USED = {
  usage: { inputTokens: 11, outputTokens: 9, cacheReadTokens: 5, cacheWrite5mTokens: 4, cacheWrite1hTokens: 3 },
  estimated: false,
  serviceTier: 'priority',
};

describe('the model in Amazon Bedrock', () => {
  const place: CloudPlace = { service: 'bedrock', region: 'eu-central-1' };
  const identity: CloudIdentity = { aws: { awsAccessKey: 'AKIDEXAMPLE', awsSecretKey: 'secret' } };

  it('is asked with a signature, and its event stream is read to the last token', async () => {
    answer = (response) => {
      response.writeHead(200, asEventStream);
      for (const event of EVENTS) response.write(chunk(event));
      response.end();
    };
    const { outcome, reports } = await turn(place, identity);
    expect(outcome.reply).toMatchObject({ end: 'done', blocks: [{ type: 'text', text: 'Müller & Söhne. 🙂' }] });
    expect(reports).toMatchObject([{ fault: null, ...USED }]);
    expect(seen[0]?.path).toBe('/model/house.claude-haiku-5-5/invoke-with-response-stream');
    expect(seen[0]?.authorization).toContain('AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/');
    expect(seen[0]?.body).toMatchObject({ max_tokens: 1_024 });
    expect(seen[0]?.body).not.toHaveProperty('model');
  });

  it('is tried again when it throttles, and when its stream breaks off', async () => {
    answer = (response, attempt) => {
      if (attempt === 1) {
        response.writeHead(429, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ message: 'Too many requests' }));
        return;
      }
      response.writeHead(200, asEventStream);
      for (const event of EVENTS.slice(0, 3)) response.write(chunk(event));
      response.end();
    };
    const { outcome, reports } = await turn(place, identity);
    expect(outcome.reply).toBeUndefined();
    expect(reports.map((report) => [report.fault?.kind, report.fault?.retryable])).toEqual([
      ['rate-limited', true],
      ['cut', true],
    ]);
    expect(reports[1]).toMatchObject({ estimated: true, usage: { inputTokens: 11 } });
  });
});

describe('the model in Google Vertex AI', () => {
  const place: CloudPlace = { service: 'vertex', region: 'europe-west1', project: 'house' };
  const google = {
    getRequestHeaders: async () => new Headers({ authorization: 'Bearer of-the-machine' }),
    projectId: 'house',
  } as never;

  it('is asked with the token of the machine, and its events are read to the last token', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const event of EVENTS) response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
      response.end();
    };
    const { outcome, reports } = await turn(place, { google });
    expect(outcome.reply).toMatchObject({ end: 'done', blocks: [{ type: 'text', text: 'Müller & Söhne. 🙂' }] });
    expect(reports).toMatchObject([{ fault: null, ...USED }]);
    expect(seen[0]?.path).toContain(
      '/projects/house/locations/europe-west1/publishers/anthropic/models/house.claude-haiku-5-5:streamRawPredict',
    );
    expect(seen[0]?.authorization).toBe('Bearer of-the-machine');
  });

  it('says that the key is refused when it is', async () => {
    answer = (response) => {
      response.writeHead(403, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { code: 403, message: 'Permission denied', status: 'PERMISSION_DENIED' } }));
    };
    const { reports } = await turn(place, { google });
    expect(reports.map((report) => report.fault?.kind)).toEqual(['key-refused']);
  });
});
