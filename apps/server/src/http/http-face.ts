import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Settings } from '@groundswell/platform';
import { CSRF_HEADER, hostIsOurs, originIsOurs } from './origin-guard.js';
import { HOOKS_ROUTE } from './webhooks.js';

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** An answer in the shape of GraphQL, so that a page has one way to read errors. */
export function refusal(code: string, kind: string, message: string) {
  return { errors: [{ message, extensions: { code, kind, fields: [], details: {} } }] };
}

/** Guards that stand before every route: host, origin, the header against forged requests, and the security headers. */
export function guardRequests(fastify: FastifyInstance, settings: Settings): void {
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers(HEADERS);
    if (!hostIsOurs(request.headers.host, settings)) {
      return reply.code(403).send(refusal('HOST_UNKNOWN', 'forbidden', 'Open the address that the server printed.'));
    }
    if (request.method === 'GET' || request.method === 'HEAD') return;
    const { origin, host } = request.headers;
    if (!originIsOurs(origin, host, settings.publicUrl)) {
      return reply.code(403).send(refusal('ORIGIN_FOREIGN', 'forbidden', 'Requests from other sites are refused.'));
    }
    // The route that matched, not the address that was written: nothing else passes without the header.
    if (request.routeOptions.url === HOOKS_ROUTE) return;
    if (request.headers[CSRF_HEADER] === undefined) {
      const message = `Send the header ${CSRF_HEADER} with any value: it keeps other sites from acting in your name.`;
      return reply.code(403).send(refusal('CSRF_HEADER_MISSING', 'forbidden', message));
    }
  });
}

/**
 * Serves the built pages; every other address of a page answers with the shell, which finds its route itself.
 * @param folder the build of the web app; when it is missing, a sentence says how to make it
 */
export async function servePages(fastify: FastifyInstance, folder: string): Promise<void> {
  const shell = join(folder, 'index.html');
  if (existsSync(shell)) {
    // Vite names these files after their content. Looked up at each request: a build beside a running server is found.
    await fastify.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      index: false,
      preCompressed: true,
      maxAge: '1y',
      immutable: true,
    });
    await fastify.register(fastifyStatic, {
      root: folder,
      decorateReply: false,
      wildcard: false,
      globIgnore: ['assets/**'],
      index: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (response) => {
        response.setHeader('cache-control', 'no-cache');
      },
    });
  }
  fastify.get('/*', async (request, reply) => {
    const wantsPage = (request.headers.accept ?? '').includes('text/html');
    if (!wantsPage) return reply.code(404).send({ message: 'There is nothing at this address.' });
    if (!existsSync(shell)) return reply.code(503).type('text/plain').send('The pages are not built. Run: npm start');
    void reply.header('cache-control', 'no-cache');
    return reply.type('text/html').send(await readFile(shell));
  });
}
