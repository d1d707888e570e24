import type { IncomingMessage } from 'node:http';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError, ValidationContext } from 'graphql';
import { formatGraphqlError, LOGGER, type Logger, Settings } from '@groundswell/platform';
import { refuseUnstorableText } from './unstorable-text.js';
import { hostIsOurs, originIsOurs } from '../http/origin-guard.js';
import { RequestContexts } from '../http/request-context.js';

// A rule of armor that throws ends as our fault (500); reported, it is what it is: the query's (400).
const reported = {
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, error: GraphQLError) => context?.reportError(error)],
};

/** Shapes of queries that no page of ours sends. The numbers are about twice what the largest page needs. */
const { validationRules } = new ApolloArmor({
  maxDepth: { n: 12, flattenFragments: true, ...reported },
  maxAliases: { n: 20, ...reported },
  maxDirectives: { n: 10, ...reported },
  costLimit: {
    maxCost: 20_000,
    objectCost: 2,
    scalarCost: 1,
    depthCostFactor: 1.3,
    ignoreIntrospection: true,
    ...reported,
  },
  maxTokens: { enabled: false },
  blockFieldSuggestion: { enabled: false },
}).protect();

const MAX_TOKENS = 2_000;

/** What graphql-ws hands over: the request that opened the socket. */
interface SocketContext {
  readonly extra: { readonly request: IncomingMessage };
}

/** GraphQL on `/graphql`: queries and mutations by POST, subscriptions by WebSocket. */
export const graphqlOptions = {
  driver: ApolloDriver,
  inject: [RequestContexts, Settings, LOGGER],
  useFactory: (contexts: RequestContexts, settings: Settings, logger: Logger): ApolloDriverConfig => {
    return {
      path: '/graphql',
      autoSchemaFile: true,
      sortSchema: true,
      graphiql: false,
      introspection: true,
      csrfPrevention: false, // guardRequests asks every POST for a header, whatever its content type.
      autoTransformHttpErrors: false,
      allowBatchedHttpRequests: false,
      includeStacktraceInErrorResponses: false,
      validationRules,
      parseOptions: { maxTokens: MAX_TOKENS },
      hideSchemaDetailsFromClientErrors: true,
      plugins: [
        refuseUnstorableText,
        ApolloServerPluginCacheControlDisabled(),
        ApolloServerPluginSchemaReportingDisabled(),
        ApolloServerPluginUsageReportingDisabled(),
      ],
      context: async (first: FastifyRequest | SocketContext, reply: FastifyReply) =>
        // A socket's second argument is the id of its operation.
        'extra' in first ? contexts.ofSocket(first.extra.request) : contexts.ofRequest(first, reply),
      subscriptions: {
        'graphql-ws': {
          path: '/graphql',
          onConnect: ({ extra }: { extra: unknown }) => {
            const { headers } = (extra as SocketContext['extra']).request;
            return hostIsOurs(headers.host, settings) && originIsOurs(headers.origin, headers.host, settings.publicUrl);
          },
        },
      },
      formatError: formatGraphqlError(logger),
    };
  },
};
