import { Readable } from 'node:stream';
import type { INestApplication } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { EXPORT_FORMATS } from '@groundswell/audit';
import { AppError, invalidInput } from '@groundswell/kernel';
import { notSignedIn, STATUS_OF_KIND } from '@groundswell/platform';
import { ExportBatchService, ROW_FILTERS } from '@groundswell/runs';
import { refusal } from './http-face.js';
import { RequestContexts } from './request-context.js';

/** `POST /exports/batch`: the rows of a batch with their results as a stream, for whoever may see it. */
export function serveBatchExport(fastify: FastifyInstance, app: INestApplication): void {
  fastify.post('/exports/batch', async (request, reply) => {
    try {
      const { actor } = await app.get(RequestContexts).ofRequest(request, reply);
      if (!actor) throw notSignedIn();
      const wish = typeof request.body === 'object' && request.body !== null ? request.body : {};
      const { batchId, format, filter } = wish as Readonly<Record<string, unknown>>;
      const known = EXPORT_FORMATS.find((one) => one === format);
      if (known === undefined) throw invalidInput([{ path: 'format', message: 'Choose csv or jsonl.' }]);
      const rows = ROW_FILTERS.find((one) => one === filter) ?? 'all';
      const { name, lines } = await app
        .get(ExportBatchService)
        .export(actor, typeof batchId === 'string' ? batchId : '', known, rows);
      return await reply
        .type(known === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.${known}`)}`)
        .header('cache-control', 'no-store')
        .send(Readable.from(lines));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return reply.code(STATUS_OF_KIND[error.kind]).send(refusal(error.code, error.kind, error.message));
    }
  });
}
