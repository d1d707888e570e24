import { Readable } from 'node:stream';
import type { INestApplication } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { EXPORT_FORMATS, ExportAuditService, type ExportFormat } from '@groundswell/audit';
import { AppError, invalidInput } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { notSignedIn, STATUS_OF_KIND } from '@groundswell/platform';
import { refusal } from './http-face.js';
import { RequestContexts } from './request-context.js';

const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
};
const TEXTS = ['personId', 'action', 'workflowId', 'runId', 'connectorId', 'toolId', 'search'] as const;
const INSTANTS = ['since', 'until'] as const;

/** `POST /exports/audit`: the audit log as a stream, for whoever may take it along. Not GraphQL, which answers in one piece. */
export function serveAuditExport(fastify: FastifyInstance, app: INestApplication): void {
  fastify.post('/exports/audit', async (request, reply) => {
    try {
      const { actor } = await app.get(RequestContexts).ofRequest(request, reply);
      if (!actor) throw notSignedIn();
      app.get(Permissions).require(actor, 'audit.export');
      const { format, filter } = wished(request.body);
      const lines = await app.get(ExportAuditService).export(actor, format, filter);
      return await reply
        .type(MEDIA_TYPES[format])
        .header('content-disposition', `attachment; filename="audit.${format}"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(lines));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return reply.code(STATUS_OF_KIND[error.kind]).send(refusal(error.code, error.kind, error.message));
    }
  });
}

function wished(body: unknown): { format: ExportFormat; filter: Record<string, string | Date> } {
  const { format, filter = {} } = isRecord(body) ? body : {};
  const known = EXPORT_FORMATS.find((one) => one === format);
  if (known === undefined) throw invalidInput([{ path: 'format', message: 'Choose csv or jsonl.' }]);
  if (!isRecord(filter)) throw invalidInput([{ path: 'filter', message: 'This is not a filter.' }]);
  const texts = TEXTS.flatMap((name) => entryOf(name, filter[name]));
  const instants = INSTANTS.flatMap((name) =>
    entryOf(name, filter[name]).map(([, text]): [string, Date] => {
      const at = new Date(text);
      if (Number.isNaN(at.getTime())) throw invalidInput([{ path: name, message: 'This is not a time.' }]);
      return [name, at];
    }),
  );
  return { format: known, filter: Object.fromEntries<string | Date>([...texts, ...instants]) };
}

function entryOf(name: string, value: unknown): [string, string][] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'string' || value.includes('\u0000')) {
    throw invalidInput([{ path: name, message: 'This is not a text.' }]);
  }
  return [[name, value]];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
