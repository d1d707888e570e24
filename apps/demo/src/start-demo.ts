import { AppError, isId, notFound, systemClock, type OrganisationId, type PersonId } from '@groundswell/kernel';
import { Database, type Logger, type Settings } from '@groundswell/platform';
import { SetSecretService } from '@groundswell/connectors';
import { PeopleDirectory, SignInLinksService } from '@groundswell/identity';
import { startServer } from '@groundswell/server';
import { readerUrl } from './crm/crm-database.js';
import { reachableUrl, urlOfDatabase } from './databases/demo-database.js';
import { completedState } from './completed-state.js';
import { type DemoState, writeState } from './demo-state.js';
import { type ErpService, startErpService } from './erp/erp-service.js';
import { servicesOf, type Services } from './fill/container.js';
import { fillDemo } from './fill-demo.js';
import { DEMO_DATABASES, type DemoDatabases, withSystems } from './demo-settings.js';
import { FACES, PEOPLE, type DemoRole } from './programme/people.js';

export interface StartDemoOptions {
  /** As demoSettings() gives them. */
  readonly settings: Settings;
  readonly logger: Logger;
  /** An account that may make databases and roles, on a server that listens on TCP. The database that it names is not touched. */
  readonly databaseUrl: string;
  /** Lines for a person who waits. */
  readonly onProgress: (line: string) => void;
  /** Other names for the databases, for tests that share a server. */
  readonly databases?: DemoDatabases;
  /** See FillDemoOptions. */
  readonly density?: number;
}

/** A link that signs the visitor in as somebody who holds a role. */
export interface RoleLink {
  readonly role: DemoRole;
  readonly name: string;
  readonly url: string;
}

export interface RunningDemo {
  readonly url: string;
  readonly links: readonly RoleLink[];
  close(): Promise<void>;
}

/**
 * Starts the demo: fills it on the first start, which takes up to a minute, and then serves it with its ERP beside it. A fill
 * that was interrupted is begun again.
 * @throws AppError with one sentence that says what to do
 */
export async function startDemo(options: StartDemoOptions): Promise<RunningDemo> {
  const { settings, logger, databases = DEMO_DATABASES } = options;
  const adminUrl = await reachableUrl(options.databaseUrl);
  // The product keeps to the way it was given, which is a Unix socket where there is one; programs beside us need TCP.
  const productUrl = urlOfDatabase({ adminUrl: options.databaseUrl, name: databases.product });
  const state =
    (await completedState(settings.home, adminUrl, databases.product)) ??
    (await fillDemo({ ...options, adminUrl, productUrl, databases }));
  const erp = await startErp(state, urlOfDatabase({ adminUrl, name: databases.erp }), logger);
  try {
    const crmUrl = readerUrl({ adminUrl, name: databases.crm }, state.crmPassword);
    const server = await startServer({
      settings: withSystems(settings, state.documentsFolder, [crmUrl, erp.baseUrl]),
      logger,
      databaseUrl: productUrl,
    });
    const close = async (): Promise<void> => {
      await server.close();
      await erp.close();
    };
    try {
      const services = servicesOf(server.app);
      if (state.crmUrl !== crmUrl) await pointCrmConnector(services, settings.home, state, crmUrl);
      return { url: server.url, links: await roleLinks(services, state, server.url), close };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    await erp.close();
    throw error;
  }
}

async function startErp(state: DemoState, databaseUrl: string, logger: Logger): Promise<ErpService> {
  try {
    return await startErpService({
      databaseUrl,
      apiKey: state.erpApiKey,
      port: state.erpPort,
      clock: systemClock,
      onFault: (error) => logger.error({ err: error }, 'The demo’s ERP had a fault.'),
    });
  } catch (error) {
    if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== 'EADDRINUSE') throw error;
    throw new AppError(
      'unavailable',
      'DEMO_ERP_PORT_BUSY',
      `Port ${state.erpPort} is taken, and the demo’s ERP connector leads there. Stop what uses it and start the demo again.`,
      { cause: error },
    );
  }
}

/** The embedded database may listen on another port after a restart; then a steward's connector learns the new one. */
async function pointCrmConnector(services: Services, home: string, state: DemoState, crmUrl: string): Promise<void> {
  const organisationId = state.organisationId as OrganisationId;
  const stewardId = state.faces['steward'];
  const steward = await services
    .get(Database)
    .transaction(organisationId, (tx) => services.get(PeopleDirectory).findActor(tx, stewardId as PersonId));
  if (steward === null) throw notFound('person');
  await services.get(SetSecretService).set(steward, state.crmConnectorId, 'dsn', crmUrl);
  await writeState(home, { ...state, crmUrl });
}

async function roleLinks(services: Services, state: DemoState, url: string): Promise<RoleLink[]> {
  const organisationId = state.organisationId as OrganisationId;
  return services.get(Database).transaction(organisationId, async (tx) => {
    const links: RoleLink[] = [];
    for (const [role, key] of Object.entries(FACES) as [DemoRole, (typeof FACES)[DemoRole]][]) {
      const personId = state.faces[role];
      if (!isId(personId)) continue;
      const path = await services.get(SignInLinksService).issue(tx, organisationId, personId as PersonId);
      links.push({ role, name: PEOPLE[key].name, url: `${url}${path}` });
    }
    return links;
  });
}
