import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppError, type Clock } from '@groundswell/kernel';
import { Database, type KeyRing, type Logger, openKeyRing, type Settings } from '@groundswell/platform';
import { SetUpService, SetUpToken } from '@groundswell/identity';
import { AppModule } from './app.module.js';
import { serveAuditExport } from './http/audit-export.js';
import { serveBatchExport } from './http/batch-export.js';
import { answerHealth } from './http/health.js';
import { serveRunDownloads } from './http/run-downloads.js';
import { guardRequests, servePages } from './http/http-face.js';
import { HttpFaultsFilter } from './http/http-faults.filter.js';
import { serveWebhooks } from './http/webhooks.js';
import { serveRunFiles } from './http/run-files.js';

export interface ServerOptions {
  readonly settings: Settings;
  readonly logger: Logger;
  /** A migrated database, as its owner. */
  readonly databaseUrl: string;
  readonly keyRing?: KeyRing;
  readonly clock?: Clock;
}

export interface RunningServer {
  /** The address that a person opens. */
  readonly url: string;
  /** Where the first organisation is set up; null when there is one already. */
  readonly setupLink: string | null;
  /** The container of services: for the commands that fill or inspect. */
  readonly app: NestFastifyApplication;
  close(): Promise<void>;
}

const BODY_LIMIT = 4 * 1024 * 1024;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

/** Makes the application without listening: for the commands, the schema and the tests. */
export async function createApp(options: ServerOptions): Promise<NestFastifyApplication> {
  const { settings, logger, databaseUrl } = options;
  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT, trustProxy: false, forceCloseConnections: true });
  const fastify = adapter.getInstance();
  guardRequests(fastify, settings);
  const parts = {
    settings,
    logger,
    databaseUrl,
    keyRing: options.keyRing ?? (await openKeyRing(settings)),
    ...(options.clock ? { clock: options.clock } : {}),
  };
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(parts), adapter, {
    logger: false,
    abortOnError: false,
  });
  app.useGlobalFilters(new HttpFaultsFilter(logger));
  answerHealth(fastify, app.get(Database));
  if (settings.faces === 'all') await serveFaces(app);
  await app.init();
  return app;
}

/** The HTTP faces beside GraphQL, which is a module of its own. */
async function serveFaces(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  serveAuditExport(fastify, app);
  await serveWebhooks(fastify, app);
  serveRunFiles(fastify, app);
  serveBatchExport(fastify, app);
  serveRunDownloads(fastify, app);
  await servePages(fastify, fileURLToPath(new URL('../../web/dist', import.meta.url)));
}

/**
 * Starts what the settings ask for on one port: pages and GraphQL, or health alone; and the workers.
 * @throws AppError PORT_BUSY, PORT_FORBIDDEN, DEMO_NOT_ON_LOOPBACK
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { settings } = options;
  if (settings.demo && !LOOPBACK.has(settings.host)) {
    throw new AppError(
      'invalid',
      'DEMO_NOT_ON_LOOPBACK',
      'The demo has sign-in links for everybody, so it runs on 127.0.0.1 only. Remove HOST.',
    );
  }
  const app = await createApp(options);
  try {
    await app.listen(settings.port, settings.host);
  } catch (error) {
    await app.close();
    throw listenFault(error, settings);
  }
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address !== null ? address.port : settings.port;
  const url = settings.port === port ? settings.publicUrl : `http://localhost:${port}`;
  const needed = settings.faces === 'all' && (await app.get(SetUpService).isNeeded());
  const setupLink = needed ? `${url}/set-up?token=${app.get(SetUpToken).issue()}` : null;
  return { url, setupLink, app, close: () => app.close() };
}

function listenFault(error: unknown, settings: Settings): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') {
    return new AppError(
      'unavailable',
      'PORT_BUSY',
      `Port ${settings.port} is taken. Stop what uses it, or choose another: PORT=4401 npm start.`,
    );
  }
  if (code === 'EACCES') {
    return new AppError(
      'unavailable',
      'PORT_FORBIDDEN',
      `This user may not listen on port ${settings.port}. Choose one above 1023: PORT=4400 npm start.`,
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new AppError(
      'unavailable',
      'HOST_UNKNOWN',
      `${settings.host} is not an address of this machine. Set HOST to one that is, or leave it out.`,
    );
  }
  return error;
}
