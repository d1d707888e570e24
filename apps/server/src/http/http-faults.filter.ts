import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LOGGER, type Logger } from '@groundswell/platform';
import { refusal } from './http-face.js';

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : 500;
}

/** What happens to a request that fails outside GraphQL: too large, not JSON, nothing at the address. */
@Catch()
export class HttpFaultsFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    // GraphQL has a mapper of its own, which wants the error as it is.
    if (host.getType<string>() !== 'http') return error;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const status = statusOf(error);
    if (status === 413) {
      const message = 'This is more than the server takes at once (4 MB). Send less.';
      return reply.code(status).send(refusal('REQUEST_TOO_LARGE', 'invalid', message));
    }
    if (status < 500) {
      const message = error instanceof Error ? error.message : 'This request does not fit.';
      return reply.code(status).send(refusal('REQUEST_MALFORMED', 'invalid', message));
    }
    const correlationId = randomUUID();
    this.logger.error({ err: error, correlationId }, 'A request failed.');
    const message = `Something went wrong on our side. Tell your administrator this number: ${correlationId}.`;
    return reply.code(500).send(refusal('INTERNAL', 'unavailable', message));
  }
}
