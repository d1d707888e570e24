import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError, type ErrorKind } from '@groundswell/kernel';
import type { Logger } from '../logging/logger.js';

/** HTTP status of each kind, for the one face that speaks HTTP. */
export const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  unavailable: 503,
  exhausted: 429,
};

function originOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? originOf(error.originalError) : error;
}

/**
 * The one mapper of errors to GraphQL: an AppError leaves with its code, kind, fields and details; a fault of the query
 * itself leaves as GraphQL says it; anything else is a bug, masked behind a correlation id and logged whole.
 */
export function formatGraphqlError(logger: Logger) {
  return (formatted: GraphQLFormattedError, raw: unknown): GraphQLFormattedError => {
    const origin = originOf(raw);
    if (origin instanceof AppError) {
      return {
        message: origin.message,
        ...(formatted.path ? { path: formatted.path } : {}),
        extensions: { code: origin.code, kind: origin.kind, fields: origin.fields, details: origin.details },
      };
    }
    const code = formatted.extensions?.['code'];
    if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') {
      return {
        message: formatted.message,
        ...(formatted.locations ? { locations: formatted.locations } : {}),
        extensions: { code, kind: 'invalid', fields: [], details: {} },
      };
    }
    const correlationId = randomUUID();
    logger.error({ err: origin, correlationId, path: formatted.path }, 'A request failed.');
    return {
      message: `Something went wrong on our side. Try again; if it happens again, tell your administrator this number: ${correlationId}.`,
      ...(formatted.path ? { path: formatted.path } : {}),
      extensions: { code: 'INTERNAL', kind: 'unavailable', fields: [], details: {}, correlationId },
    };
  };
}
