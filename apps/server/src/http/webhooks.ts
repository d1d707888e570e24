import type { INestApplication } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { assertNever } from '@groundswell/kernel';
import { ReceiveWebhookService, type WebhookAnswer, type WebhookRequest } from '@groundswell/runs';

/** Where webhooks stand. They carry a signature instead of a cookie, so the guard asks no page's header of them. */
export const HOOKS_ROUTE = '/hooks/:address';
/** More than any form of inputs needs. */
const BODY_LIMIT = 256 * 1024;
const RETRY_AFTER_SECONDS = 60;
/** One answer for whoever cannot prove to be the sender, whether the address exists or not. */
const STRANGER = { code: 'UNAUTHORIZED', message: 'This message is not accepted.' };

interface Place {
  readonly address: string;
  readonly runId?: string;
}

/**
 * `POST /hooks/:address` takes a signed message and answers 202 with its run; `GET /hooks/:address/runs/:runId`, signed over its
 * path, says how that run stands. The bodies are read as the bytes that were signed.
 */
export async function serveWebhooks(fastify: FastifyInstance, app: INestApplication): Promise<void> {
  await fastify.register((hooks, _options, done) => {
    hooks.removeAllContentTypeParsers();
    hooks.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, parsed) =>
      parsed(null, body),
    );
    hooks.setErrorHandler(async (error, _request, reply) => {
      if ((error as { statusCode?: unknown }).statusCode !== 413) throw error;
      return reply.code(413).send({ code: 'TOO_LARGE', message: 'A message has at most 256 kB.' });
    });
    hooks.post<{ Params: Place }>(HOOKS_ROUTE, { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const answer = await app.get(ReceiveWebhookService).receive(requestOf(request, body));
      return answered(reply, request.params.address, answer);
    });
    hooks.get<{ Params: Place }>(`${HOOKS_ROUTE}/runs/:runId`, async (request, reply) => {
      const signed = Buffer.from(request.url);
      const { runId = '' } = request.params;
      const status = await app.get(ReceiveWebhookService).status(requestOf(request, signed), runId);
      return status === null ? reply.code(401).send(STRANGER) : reply.header('cache-control', 'no-store').send(status);
    });
    done();
  });
}

function requestOf({ params, headers, ip }: FastifyRequest<{ Params: Place }>, body: Buffer): WebhookRequest {
  const signed = {
    'webhook-id': headers['webhook-id'],
    'webhook-timestamp': headers['webhook-timestamp'],
    'webhook-signature': headers['webhook-signature'],
  };
  return { address: params.address, headers: signed, body, remoteAddress: ip };
}

function answered(reply: FastifyReply, address: string, answer: WebhookAnswer): FastifyReply {
  void reply.header('cache-control', 'no-store');
  switch (answer.kind) {
    case 'accepted': {
      const { runId } = answer;
      return reply.code(202).send({ runId, statusUrl: `/hooks/${address}/runs/${runId}` });
    }
    case 'stranger':
      return reply.code(401).send(STRANGER);
    case 'invalid':
      return reply.code(422).send({ code: 'BODY_INVALID', faults: answer.faults });
    case 'too-many':
      return reply
        .code(429)
        .header('retry-after', RETRY_AFTER_SECONDS)
        .send({ code: 'TOO_MANY', message: 'Send less at once.' });
    case 'not-started':
      return reply
        .code(409)
        .send({ code: answer.code, message: 'No run was started. The owner of this webhook sees why.' });
    default:
      return assertNever(answer);
  }
}
