import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ManualClock } from '@groundswell/kernel';
import { migrate } from '@groundswell/migrations';
import type { Logger, Settings } from '@groundswell/platform';
import { createApp } from '@groundswell/server';
import { type BusinessSystems, createBusinessSystems } from './business-systems.js';
import { readerUrl } from './crm/crm-database.js';
import { markCompleted } from './completed-state.js';
import { queueIsEmpty } from './databases/queue-is-empty.js';
import { recreateDatabase, urlOfDatabase, withClient } from './databases/demo-database.js';
import { type DemoDatabases, withSystems } from './demo-settings.js';
import { type DemoState, writeState } from './demo-state.js';
import { type ErpService, type ErpServiceOptions, startErpService } from './erp/erp-service.js';
import { servicesOf } from './fill/container.js';
import { type FilledProgramme, fillProgramme } from './fill/fill-programme.js';
import { SeededRandom } from './random/seeded-random.js';
import { StandInModel } from './stand-in/stand-in-model.js';
import { calendarUntil } from './timeline/calendar.js';

const SEED = 1;
/** The ERP listens so far behind the product's own port, unless something else does on the first start. */
const ERP_BEHIND = 10;
/** What is begun in the last moments of the year takes time of its own, and none of it may lie in the visitor's future. */
const LAST_ACTS_MS = 15 * 60_000;

export interface FillDemoOptions {
  readonly settings: Settings;
  readonly logger: Logger;
  /** An account that may make databases and roles, reached by TCP. */
  readonly adminUrl: string;
  /** The product's own database on the same server. */
  readonly productUrl: string;
  readonly databases: DemoDatabases;
  readonly onProgress: (line: string) => void;
  /** The visitor's present: the simulated year ends a little before it. */
  readonly now?: Date;
  /** Thins the runs of the year without changing its shape; 1 is the whole year. */
  readonly density?: number;
}

/**
 * Fills the three databases and the documents folder, over whatever an earlier or interrupted fill left, and marks the fill as
 * complete at the very end.
 */
export async function fillDemo(options: FillDemoOptions): Promise<DemoState> {
  const { settings, adminUrl, productUrl, databases, onProgress } = options;
  const now = options.now ?? new Date();
  await mkdir(settings.home, { recursive: true, mode: 0o700 });
  onProgress('Making the data of Nordhafen Wohnbau …');
  await recreateDatabase({ adminUrl, name: databases.product });
  // Checkpoints of an earlier fill would vouch for a log that is gone with it.
  await rm(join(settings.home, 'audit'), { recursive: true, force: true });
  await migrate(productUrl);
  const systems = await createBusinessSystems({
    adminUrl,
    documentsFolder: join(settings.home, 'documents'),
    databases,
    seed: SEED,
    asOf: now.toISOString().slice(0, 10),
  });
  const clock = new ManualClock(now);
  const erp = await startErp({
    databaseUrl: urlOfDatabase({ adminUrl, name: databases.erp }),
    apiKey: systems.erpApiKey,
    port: settings.port === 0 ? 0 : settings.port + ERP_BEHIND,
    clock,
    onFault: (error) => options.logger.error({ err: error }, 'The demo’s ERP had a fault.'),
  });
  try {
    const filled = await fillProduct(options, { now, clock, erp, systems });
    const state: DemoState = {
      fillId: randomUUID(),
      seed: SEED,
      asOf: systems.data.asOf,
      documentsFolder: systems.documentsFolder,
      crmPassword: systems.crmPassword,
      crmUrl: readerUrl({ adminUrl, name: databases.crm }, systems.crmPassword),
      erpApiKey: systems.erpApiKey,
      erpPort: erp.port,
      ...filled,
    };
    await withClient(productUrl, async (client) => {
      await client.query(`ALTER DATABASE ${databases.product} RESET synchronous_commit`);
      await client.query('ANALYZE');
    });
    await writeState(settings.home, state);
    await markCompleted(adminUrl, databases.product, state.fillId);
    return state;
  } finally {
    await erp.close();
  }
}

interface FillParts {
  readonly now: Date;
  readonly clock: ManualClock;
  readonly erp: ErpService;
  readonly systems: BusinessSystems;
}

async function fillProduct(options: FillDemoOptions, parts: FillParts): Promise<FilledProgramme> {
  const { adminUrl, productUrl, databases, logger, onProgress, density = 1 } = options;
  const { now, clock, erp, systems } = parts;
  const crmUrl = readerUrl({ adminUrl, name: databases.crm }, systems.crmPassword);
  const thinking = new SeededRandom('thinking');
  // Runs that are under way at the same time think at the same time.
  const model = await StandInModel.start((atOnce) =>
    clock.advanceMs(Math.round(thinking.int(1_200, 4_200) / Math.max(1, atOnce))),
  );
  // Nothing of a fill that is cut off is kept, so it need not wait for the disk.
  await withClient(adminUrl, (client) =>
    client.query(`ALTER DATABASE ${databases.product} SET synchronous_commit = off`),
  );
  const settings = withSystems(options.settings, systems.documentsFolder, [crmUrl, erp.baseUrl]).with({
    workers: 2,
    anthropicApiKey: model.apiKey,
    anthropicBaseUrl: model.baseUrl,
  });
  const app = await createApp({ settings, logger, databaseUrl: productUrl, clock });
  try {
    const filled = await fillProgramme({
      services: servicesOf(app),
      clock,
      model,
      access: {
        documentsFolder: systems.documentsFolder,
        crmUrl,
        erpBaseUrl: erp.baseUrl,
        erpApiKey: systems.erpApiKey,
      },
      data: systems.data,
      documents: systems.files,
      calendar: calendarUntil(new Date(now.getTime() - LAST_ACTS_MS)),
      density,
      onProgress: (month, share) => onProgress(`Living through ${month}, ${Math.round(share * 100)} % …`),
    });
    onProgress('Settling the books …');
    await queueIsEmpty(productUrl);
    return filled;
  } finally {
    await app.close();
    await model.close();
  }
}

async function startErp(options: ErpServiceOptions): Promise<ErpService> {
  try {
    return await startErpService(options);
  } catch (error) {
    if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== 'EADDRINUSE') throw error;
    return startErpService({ ...options, port: 0 });
  }
}
