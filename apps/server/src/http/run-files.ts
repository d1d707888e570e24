import { Readable } from 'node:stream';
import type { INestApplication } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, invalidInput } from '@groundswell/kernel';
import { notSignedIn, STATUS_OF_KIND, type Actor } from '@groundswell/platform';
import { AddFileService, FILE_LIMITS, ShowFileService } from '@groundswell/runs';
import { refusal } from './http-face.js';
import { RequestContexts } from './request-context.js';

const BYTES = 'application/octet-stream';

/**
 * `POST /files` takes a file in for a run, as it arrives; `GET /files/:id` gives it back to whoever may see it, never to be
 * opened in the page. Not GraphQL: bytes are streamed, and a file is no part of a question.
 */
export function serveRunFiles(fastify: FastifyInstance, app: INestApplication): void {
  fastify.addContentTypeParser(BYTES, (_request, payload, done) => done(null, payload));

  // A little more than a file may have: the service counts, and says in words that it is too large.
  fastify.post('/files', { bodyLimit: FILE_LIMITS.bytes * 2 }, async (request, reply) =>
    answered(reply, async () => {
      const actor = await signedIn(app, request, reply);
      const { body } = request;
      if (!(body instanceof Readable)) throw invalidInput([{ path: 'file', message: `Send the bytes as ${BYTES}.` }]);
      // What is not read of a file that is refused is let go by; the connection is not used again.
      const content = body.iterator({ destroyOnReturn: false });
      const file = await app
        .get(AddFileService)
        .add(actor, nameOf(request), content)
        .catch((error: unknown) => {
          void reply.header('connection', 'close');
          body.resume();
          throw error;
        });
      return reply.code(201).send({
        id: file.id,
        name: file.name,
        kind: file.kind,
        sizeBytes: file.sizeBytes,
        characters: file.text?.length ?? 0,
        cut: file.cut,
        text: file.text,
      });
    }),
  );

  fastify.get<{ Params: { id: string } }>('/files/:id', async (request, reply) =>
    answered(reply, async () => {
      const actor = await signedIn(app, request, reply);
      const { file, content } = await app.get(ShowFileService).open(actor, request.params.id);
      return reply
        .type(BYTES)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('content-length', file.sizeBytes)
        .header('cache-control', 'private, no-store')
        .send(Readable.from(content));
    }),
  );
}

async function answered(reply: FastifyReply, work: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return reply.code(STATUS_OF_KIND[error.kind]).send(refusal(error.code, error.kind, error.message));
  }
}

async function signedIn(app: INestApplication, request: FastifyRequest, reply: FastifyReply): Promise<Actor> {
  const { actor } = await app.get(RequestContexts).ofRequest(request, reply);
  if (!actor) throw notSignedIn();
  return actor;
}

function nameOf(request: FastifyRequest): string {
  const given = request.headers['x-file-name'];
  try {
    return decodeURIComponent(typeof given === 'string' ? given : '');
  } catch {
    return '';
  }
}
