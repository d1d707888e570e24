import type { INestApplication } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { AppError, notFound } from '@groundswell/kernel';
import { notSignedIn, STATUS_OF_KIND, type Actor } from '@groundswell/platform';
import { RUN_FILE_FORMS, type RunFile, type RunFileForm, RunFilesQuery } from '@groundswell/runs';
import { refusal } from './http-face.js';
import { RequestContexts } from './request-context.js';

/** Neither is ever taken for a page. */
const MEDIA_TYPES: Readonly<Record<RunFileForm, string>> = {
  txt: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

interface Place {
  readonly runId: string;
  readonly stepId?: string;
  readonly form: string;
}

/**
 * `GET /files/runs/…`: what a run made, to take along. What stands in it came from a tool or a model, so it is sent as a file
 * and never as something that a browser opens.
 */
export function serveRunDownloads(fastify: FastifyInstance, app: INestApplication): void {
  for (const path of ['/files/runs/:runId/output.:form', '/files/runs/:runId/steps/:stepId.:form']) {
    fastify.get<{ Params: Place }>(path, async (request, reply) => {
      try {
        const { actor } = await app.get(RequestContexts).ofRequest(request, reply);
        if (!actor) throw notSignedIn();
        const file = await fileAt(app.get(RunFilesQuery), actor, request.params);
        return await reply
          .headers({
            'content-disposition': `attachment; filename="${file.name}"`,
            'content-security-policy': "default-src 'none'; sandbox",
            'cross-origin-resource-policy': 'same-origin',
            'cache-control': 'no-store',
          })
          .type(MEDIA_TYPES[file.form])
          .send(file.text);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return reply.code(STATUS_OF_KIND[error.kind]).send(refusal(error.code, error.kind, error.message));
      }
    });
  }
}

function fileAt(files: RunFilesQuery, actor: Actor, { runId, stepId, form: wished }: Place): Promise<RunFile> {
  const form = RUN_FILE_FORMS.find((one) => one === wished);
  if (form === undefined) throw notFound('file');
  return stepId === undefined ? files.output(actor, runId, form) : files.result(actor, runId, stepId, form);
}
