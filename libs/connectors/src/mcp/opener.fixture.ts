import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Catalogue } from '../catalogue/catalogue.js';
import { SettingValues } from '../catalogue/setting-values.js';
import { AddressGuard } from '../outgoing-http/address-guard.js';
import { AllowedAddresses } from '../outgoing-http/allowed-addresses.js';
import { GuardedFetch } from '../outgoing-http/guarded-fetch.js';
import { ConnectionOpener, type ConnectionTarget, OPENER_LIMITS, type OpenerLimits } from './connection-opener.js';
import type { McpAnswer, McpSession } from './mcp-session.js';
import { Sandbox } from './sandbox.js';

/** The secret that servers of these specs are given. */
export const SECRET = 'hunter2-hunter2';

export interface OpenerChoices {
  readonly limits?: Partial<OpenerLimits>;
  readonly sandbox?: Sandbox;
  readonly allowedAddresses?: readonly string[];
}

/** A server started with given arguments, without an application around it. */
export function target(changes: Partial<ConnectionTarget> = {}): ConnectionTarget {
  return {
    transport: 'stdio',
    catalogueKey: 'hostile',
    url: null,
    settings: {},
    secrets: new Map([['secret', SECRET]]),
    era: null,
    ...changes,
  };
}

/** Opens conversations for a spec and ends what the spec leaves open. */
export class SpecOpener {
  private readonly sessions: McpSession[] = [];
  private readonly clients: GuardedFetch[] = [];
  private counter = 0;

  private constructor(
    /** A folder of its own; `open` inside it is one that the operator opened. */
    readonly home: string,
  ) {}

  static async make(): Promise<SpecOpener> {
    const home = await mkdtemp(join(tmpdir(), 'groundswell-opener-'));
    await mkdir(join(home, 'open'));
    await writeFile(join(home, 'open', 'offer.txt'), 'Angebot Nr. 7');
    await writeFile(join(home, 'closed.txt'), 'salaries');
    return new SpecOpener(home);
  }

  /** Where the processes of its conversations have their folders. */
  get workFolder(): string {
    return join(this.home, 'work');
  }

  /** @param args of Node: the program that the catalogue entry `hostile` starts */
  async opener(args: readonly string[], choices: OpenerChoices = {}): Promise<ConnectionOpener> {
    const file = join(this.home, `catalogue-${this.counter++}.json`);
    const entry = {
      key: 'hostile',
      title: 'Hostile',
      description: '',
      command: { program: process.execPath },
      arguments: args,
      variables: { SECRET: '{{secret}}' },
      readable: args.slice(0, 1).map((program) => dirname(program)),
      settings: [{ name: 'secret', label: 'Secret', kind: 'text', secret: true, required: false }],
    };
    await writeFile(file, JSON.stringify({ entries: [entry] }));
    const guard = new AddressGuard(new AllowedAddresses(choices.allowedAddresses ?? []));
    const http = new GuardedFetch(guard);
    this.clients.push(http);
    const values = new SettingValues([join(this.home, 'open')], guard, http);
    const { sandbox = Sandbox.none(), limits } = choices;
    return new ConnectionOpener(new Catalogue(file), values, http, sandbox, this.workFolder, {
      ...OPENER_LIMITS,
      ...limits,
    });
  }

  async open(
    args: readonly string[],
    choices: OpenerChoices & { readonly target?: Partial<ConnectionTarget> } = {},
  ): Promise<McpSession> {
    const session = await (await this.opener(args, choices)).open(target(choices.target));
    this.sessions.push(session);
    return session;
  }

  async closeSessions(): Promise<void> {
    await Promise.all(this.sessions.splice(0).map((session) => session.close()));
  }

  async end(): Promise<void> {
    await this.closeSessions();
    await Promise.all(this.clients.map((client) => client.close()));
    await rm(this.home, { recursive: true, force: true });
  }
}

/** Calls a tool by its name. */
export async function callTool(session: McpSession, name = 'search_customers', timeoutMs = 15_000): Promise<McpAnswer> {
  const definition = (await session.tools()).find((tool) => tool.name === name);
  if (!definition) throw new Error(`There is no ${name}.`);
  return session.call(definition, { query: 'Meier' }, { timeoutMs });
}
