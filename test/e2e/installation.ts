import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createLogger,
  type Logger,
  openKeyRing,
  readSettings,
  type Settings,
  StaticKeyRing,
} from '@groundswell/platform';
import { type RunningServer, startServer } from '@groundswell/server';
import { createTestDatabase, type TestDatabase } from '@groundswell/testing';

/** What GraphQL says of an error. */
export interface WireError {
  readonly message: string;
  readonly extensions: {
    readonly code: string;
    readonly kind: string;
    readonly fields: readonly { readonly path: string; readonly message: string }[];
  };
}

export interface WireAnswer<T> {
  readonly status: number;
  readonly data: T | null;
  readonly errors: readonly WireError[];
}

/** One person's browser, as far as the wire can tell: a cookie and the header of our pages. */
export class Browser {
  private cookie = '';

  get cookies(): string {
    return this.cookie;
  }

  constructor(private readonly url: string) {}

  async send<T = Record<string, unknown>>(
    query: string,
    variables: object = {},
    headers: Record<string, string> = {},
  ): Promise<WireAnswer<T>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-groundswell-csrf': '1', cookie: this.cookie, ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const set = response.headers.get('set-cookie');
    if (set) this.cookie = set.split(';')[0] ?? '';
    const body = (await response.json()) as { data?: T | null; errors?: WireError[] };
    return { status: response.status, data: body.data ?? null, errors: body.errors ?? [] };
  }

  /** Sends and expects success: the data, or a failure that shows the server's words. */
  async ask<T = Record<string, never>>(query: string, variables: object = {}): Promise<T> {
    const answer = await this.send<T>(query, variables);
    if (answer.errors.length > 0 || answer.data === null) {
      throw new Error(`${query.trim().slice(0, 120)}\n${JSON.stringify(answer.errors, null, 1)}`);
    }
    return answer.data;
  }
}

/** A whole installation as a user starts it: server, workers, database, a folder that connectors may open. */
export interface Installation {
  readonly server: RunningServer;
  readonly database: TestDatabase;
  readonly url: string;
  /** A folder that the operator opened for document connectors. */
  readonly folder: string;
  browser(): Browser;
  close(): Promise<void>;
}

export async function startInstallation(
  changes: Parameters<Settings['with']>[0] = {},
  more: { readonly logger?: Logger } = {},
): Promise<Installation> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'groundswell-e2e-'));
  const settings = readSettings({}).with({
    port: 0,
    home: folder,
    logLevel: 'error',
    workers: 2,
    allowedFolders: [folder],
    ...changes,
  });
  const server = await startServer({
    settings,
    logger: more.logger ?? createLogger(settings),
    databaseUrl: database.url,
    keyRing: settings.masterKey === undefined ? new StaticKeyRing([randomBytes(32)]) : await openKeyRing(settings),
  });
  return {
    server,
    database,
    folder,
    url: server.url,
    browser: () => new Browser(server.url),
    close: async () => {
      await server.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const PASSWORD = 'correct horse battery staple';

/** Sets the installation up through its link; the browser is the founder's. */
export async function setUp(installation: Installation, email = 'olga@example.test'): Promise<Browser> {
  return setUpAt(installation.browser(), installation.server.setupLink ?? '', email);
}

/** Sets an installation up through the link that it printed. */
export async function setUpAt(founder: Browser, setUpLink: string, email = 'olga@example.test'): Promise<Browser> {
  const token = new URL(setUpLink).searchParams.get('token');
  await founder.ask(`mutation ($input: SetUpInput!) { setUp(input: $input) { person { id } } }`, {
    input: {
      token,
      organisationName: 'Nordwind',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      name: 'Olga',
      email,
      password: PASSWORD,
    },
  });
  return founder;
}

/** Invites a person and accepts for them; the browser is theirs. */
export async function invite(
  installation: Installation,
  by: Browser,
  name: string,
  roles: readonly string[],
  teamIds: readonly string[] = [],
): Promise<Browser> {
  const { invitePerson } = await by.ask<{ invitePerson: { link: string } }>(
    `mutation ($input: InvitePersonInput!) { invitePerson(input: $input) { link } }`,
    { input: { email: `${name.toLowerCase()}@example.test`, name, roles, teamIds } },
  );
  const token = new URL(invitePerson.link).pathname.split('/').at(-1);
  const browser = installation.browser();
  await browser.ask(`mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { person { id } } }`, {
    input: { token, name, password: PASSWORD },
  });
  return browser;
}

/** Asks again until the answer fits. The server works in the background; a spec waits for what it does, not for a time. */
export async function until<T>(what: string, ask: () => Promise<T>, fits: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const value = await ask();
    if (fits(value)) return value;
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}: ${JSON.stringify(value).slice(0, 2_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
