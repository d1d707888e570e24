import type { JsonObject } from '@groundswell/kernel';
import { ERP_OPERATIONS, type ErpOperation } from './erp-operations.js';

const PATH_NUMBER = {
  name: 'number',
  in: 'path',
  required: true,
  schema: { type: 'string' },
  description: 'Its number.',
};

function operationObject(operation: ErpOperation): JsonObject {
  const query = Object.entries(operation.query ?? {}).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: false,
    description: description ?? '',
    schema,
  }));
  const parameters = [...(operation.path.includes('{number}') ? [PATH_NUMBER] : []), ...query];
  return {
    operationId: operation.id,
    summary: operation.summary,
    description: operation.description,
    tags: [operation.tag],
    parameters,
    ...(operation.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: { ...operation.body.fields },
                  required: [...operation.body.required],
                },
              },
            },
          },
        }),
    responses: {
      '200': { description: 'Done.', content: { 'application/json': { schema: { type: 'object' } } } },
      default: {
        description: `Refused: ${['ERP-4000', 'ERP-4010', ...operation.errors].join(', ')}.`,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}

/** The OpenAPI 3 document of the service at an address. */
export function openApiDocument(baseUrl: string): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const operation of ERP_OPERATIONS) {
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = operationObject(operation);
  }
  return {
    openapi: '3.0.3',
    info: {
      title: 'Nordhafen ERP',
      version: '1.0.0',
      description: 'Orders, incoming invoices and suppliers of Nordhafen Wohnbau. Amounts are cents, EUR.',
    },
    servers: [{ url: baseUrl }],
    security: [{ apiKey: [] }],
    paths,
    components: {
      securitySchemes: { apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' } },
      schemas: {
        Error: {
          type: 'object',
          properties: {
            error: {
              type: 'object',
              properties: {
                code: { type: 'string', example: 'ERP-4221' },
                message: { type: 'string' },
                traceId: { type: 'string' },
                fields: {
                  type: 'array',
                  items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
                },
              },
            },
          },
        },
      },
    },
  };
}
