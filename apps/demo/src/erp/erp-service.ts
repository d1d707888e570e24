import { timingSafeEqual, createHash } from 'node:crypto';
import { fastify, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import pg from 'pg';
import type { Clock } from '@groundswell/kernel';
import { ErpError, type ErpFault } from './erp.errors.js';
import { ERP_OPERATIONS, type ErpOperation } from './erp-operations.js';
import type { ErpStore } from './erp-store.js';
import { HANDLERS } from './erp-handlers.js';
import { bookingsHandler } from './erp-mcp.js';
import { openApiDocument } from './openapi.js';

export interface ErpServiceOptions {
  /** Connection text of the ERP's database. */
  readonly databaseUrl: string;
  /** The firm's key; a person's own key is it with a dot and a name behind it. */
  readonly apiKey: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly clock: Clock;
  /** Told of faults that are the service's own. */
  readonly onFault?: (error: unknown) => void;
}

/** A running ERP. */
export interface ErpService {
  readonly baseUrl: string;
  readonly port: number;
  close(): Promise<void>;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** What tells a person's own key from the firm's. */
const PERSONAL_ENDING = /\.[a-z]+$/;

function answerError(
  reply: FastifyReply,
  request: FastifyRequest,
  status: number,
  code: string,
  message: string,
  fields: readonly ErpFault[] = [],
) {
  return reply
    .code(status)
    .send({ error: { code, message, traceId: request.id, ...(fields.length > 0 ? { fields } : {}) } });
}

function faultsOf(error: FastifyError): ErpFault[] {
  return (error.validation ?? []).map(({ instancePath, params, message }) => {
    const named = params['missingProperty'] ?? params['additionalProperty'];
    const field = instancePath.replace(/^\//, '') || (typeof named === 'string' ? named : '');
    return { field, message: message ?? 'does not fit' };
  });
}

function schemaOf(operation: ErpOperation) {
  return {
    ...(operation.query === undefined
      ? {}
      : { querystring: { type: 'object', properties: operation.query, additionalProperties: false } }),
    ...(operation.body === undefined
      ? {}
      : {
          body: {
            type: 'object',
            properties: operation.body.fields,
            required: operation.body.required,
            additionalProperties: false,
          },
        }),
  };
}

function buildApp(store: ErpStore, options: ErpServiceOptions): FastifyInstance {
  const app = fastify({
    bodyLimit: 64 * 1024,
    // A wrong field is a fault to report and nothing to drop in silence.
    ajv: { customOptions: { removeAdditional: false, allErrors: true, coerceTypes: true } },
  });
  app.setErrorHandler((error: FastifyError | ErpError, request, reply) => {
    if (error instanceof ErpError)
      return answerError(reply, request, error.status, error.code, error.message, error.faults);
    if (error.validation !== undefined)
      return answerError(reply, request, 400, 'ERP-4000', 'The request does not fit the description.', faultsOf(error));
    if (error.statusCode !== undefined && error.statusCode < 500)
      return answerError(reply, request, error.statusCode, 'ERP-4001', error.message);
    options.onFault?.(error);
    return answerError(
      reply,
      request,
      500,
      'ERP-5000',
      'The ERP has a fault of its own. Try again later and quote the trace id.',
    );
  });
  app.setNotFoundHandler((request, reply) =>
    answerError(reply, request, 404, 'ERP-4041', 'There is no such operation; see /openapi.json.'),
  );

  app.get('/openapi.json', (request) => openApiDocument(`http://${request.host}`));
  app.get('/health', async () => {
    await store.pool.query('SELECT 1');
    return { state: 'ready' };
  });

  const key = digest(options.apiKey);
  void app.register(async (guarded) => {
    guarded.addHook('onRequest', async (request) => {
      const given = request.headers['x-api-key'];
      const shared = typeof given === 'string' ? given.replace(PERSONAL_ENDING, '') : '';
      if (!timingSafeEqual(digest(shared), key)) {
        throw new ErpError(401, 'ERP-4010', 'The header X-Api-Key is missing or wrong.');
      }
    });
    for (const operation of ERP_OPERATIONS) {
      const handle = HANDLERS[operation.id];
      if (handle === undefined) throw new Error(`The operation ${operation.id} has no handler.`);
      guarded.route({
        method: operation.method,
        url: operation.path.replace(/\{(\w+)\}/g, ':$1'),
        schema: schemaOf(operation),
        handler: (request) => handle(store, request),
      });
    }
    const mcp = bookingsHandler(store, options.onFault);
    guarded.all('/mcp', async (request, reply) => {
      reply.hijack();
      await mcp(request.raw, reply.raw, request.body);
    });
  });
  return app;
}

/** Starts the ERP on the loopback address; writes really change its database. */
export async function startErpService(options: ErpServiceOptions): Promise<ErpService> {
  const pool = new pg.Pool({ connectionString: options.databaseUrl, max: 6 });
  pool.on('error', (error) => options.onFault?.(error));
  const app = buildApp({ pool, clock: options.clock }, options);
  try {
    const baseUrl = await app.listen({ host: '127.0.0.1', port: options.port });
    return {
      baseUrl,
      port: Number(new URL(baseUrl).port),
      close: async () => {
        await app.close();
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
