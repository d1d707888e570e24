import { AppError, InputFaults } from '@groundswell/kernel';
import type { DataClass } from '@groundswell/policies';
import type { ConnectorLimits, CredentialMode, SignIn } from '../persistence/connector.entities.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { SettingValues } from '../catalogue/setting-values.js';
import { issuerOf } from '../domain/issuer.js';
import type { GuardedFetch } from '../outgoing-http/guarded-fetch.js';

/** How a connector proves who it is, and what calls through it may take. */
export interface UseInput {
  /** `shared`, if absent. */
  readonly credentialMode?: CredentialMode | null;
  /** `static`, if absent. */
  readonly signIn?: SignIn | null;
  readonly limits?: { readonly [Name in keyof ConnectorLimits]?: number | null } | null;
}

/** What a steward enters. */
export interface ConnectorInput extends UseInput {
  readonly name: string;
  readonly description: string;
  readonly transport: string;
  readonly catalogueKey?: string | null;
  readonly url?: string | null;
  readonly settings: unknown;
  readonly secrets: readonly { readonly name: string; readonly value: string }[];
  readonly dataClass: DataClass;
  readonly clientKey?: string | null;
}

/** The same, checked. */
export interface CheckedConnector {
  readonly issuer: string;
  readonly credentialMode: CredentialMode;
  readonly signIn: SignIn;
  readonly limits: ConnectorLimits;
  readonly name: string;
  readonly description: string;
  readonly transport: 'stdio' | 'http';
  readonly catalogueKey: string | null;
  readonly url: string | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: ReadonlyMap<string, string>;
  readonly dataClass: DataClass;
}

/** What a connector may take where a steward says nothing else. */
export const USUAL_LIMITS: ConnectorLimits = { callsPerMinute: 600, maxConcurrent: 8, timeoutMs: 60_000 };
const LIMIT_BOUNDS = {
  callsPerMinute: { label: 'Calls a minute', from: 1, to: 10_000 },
  maxConcurrent: { label: 'Calls at once', from: 1, to: 64 },
  timeoutMs: { label: 'The longest wait for an answer, in milliseconds,', from: 1_000, to: 600_000 },
} as const;
const MAX_SECRETS = 20;
/** Set by the protocol itself, or a way to speak to another host than the one that was checked. */
const RESERVED_HEADERS =
  /^(host|content-.*|transfer-encoding|connection|upgrade|mcp-.*|accept|cookie|forwarded|x-forwarded-.*)$/i;

/** Why a header cannot be a connector's secret; null when it can. */
export function headerFault(name: string, value: string, signIn: SignIn): string | null {
  if (signIn === 'oauth' && /^authorization$/i.test(name)) return 'The sign-in sets the header Authorization itself.';
  if (!/^[A-Za-z0-9-]{1,64}$/.test(name))
    return `${name.slice(0, 64)} is no name of a header; use one such as Authorization.`;
  if (RESERVED_HEADERS.test(name)) return `The header ${name} is set by the connection itself.`;
  if (value.length > 8_000 || !/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value)) {
    return `The header ${name} holds a character that headers cannot carry, or is too long.`;
  }
  return null;
}

/** Checks what a steward entered for a connector, all of it at once. */
export class ConnectorInputCheck {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly values: SettingValues,
    private readonly http: Pick<GuardedFetch, 'probe'>,
  ) {}

  /** @throws AppError INPUT_INVALID with every fault */
  async check(input: ConnectorInput): Promise<CheckedConnector> {
    const faults = new InputFaults();
    const name = faults.text('name', input.name, { label: 'The name', max: 60 });
    const description = faults.text('description', input.description, { label: 'The description', min: 0, max: 500 });
    const secrets = this.secretsOf(input, faults);
    const settings = this.settingsOf(input, faults);
    const { credentialMode, signIn } = input;
    const common = {
      name,
      description,
      dataClass: input.dataClass,
      credentialMode: credentialMode ?? ('shared' as const),
      signIn: signIn ?? ('static' as const),
      limits: limitsOf(input, faults),
    };
    if (input.transport === 'stdio') {
      if (common.signIn === 'oauth') faults.add('signIn', 'Only a server with an address can ask people to sign in.');
      const entry = this.catalogue.find(input.catalogueKey ?? '');
      if (!entry) {
        faults.add('catalogueKey', 'Choose one of the commands that your operator allows.');
      } else {
        const checked = await this.values.check(entry, { settings, secrets });
        for (const fault of checked.faults) faults.add(fault.path, fault.message);
        faults.throwIfAny();
        const open = entry.settings.filter((setting) => !setting.secret);
        const kept = open.flatMap((setting) => {
          const value = checked.values?.get(setting.name);
          return value === undefined ? [] : [[setting.name, value] as const];
        });
        const place = {
          transport: 'stdio',
          catalogueKey: entry.key,
          url: null,
          settings: Object.fromEntries(kept),
        } as const;
        return { ...common, ...place, issuer: issuerOf(place), secrets };
      }
    } else if (input.transport === 'http') {
      const url = await this.addressOf(input, faults);
      for (const [header, value] of secrets) {
        const fault = headerFault(header, value, common.signIn);
        if (fault !== null) faults.add(`secrets.${header}`, fault);
      }
      if (Object.keys(settings).length > 0) faults.add('settings', 'An address has no settings beside its headers.');
      faults.throwIfAny();
      const place = { transport: 'http', catalogueKey: null, url, settings: {} } as const;
      return { ...common, ...place, issuer: issuerOf(place), secrets };
    } else {
      faults.add('transport', 'Choose stdio, for a command of the catalogue, or http, for an address.');
    }
    faults.throwIfAny();
    throw new Error('A connector that lacks its transport has a fault.');
  }

  private secretsOf(input: ConnectorInput, faults: InputFaults): ReadonlyMap<string, string> {
    if (input.secrets.length > MAX_SECRETS) faults.add('secrets', `At most ${MAX_SECRETS} secrets fit.`);
    const given = input.secrets.slice(0, MAX_SECRETS).filter((secret) => secret.value !== '');
    const secrets = new Map(given.map((secret) => [secret.name, secret.value]));
    if (secrets.size < given.length) faults.add('secrets', 'Two secrets have the same name.');
    return secrets;
  }

  private settingsOf(input: ConnectorInput, faults: InputFaults): Readonly<Record<string, unknown>> {
    const { settings } = input;
    if (settings === null || settings === undefined) return {};
    if (typeof settings === 'object' && !Array.isArray(settings)) return { ...settings };
    faults.add('settings', 'The settings are an object with one member per setting.');
    return {};
  }

  private async addressOf(input: ConnectorInput, faults: InputFaults): Promise<string | null> {
    if ((input.url ?? '') === '') {
      faults.add('url', 'The address of the MCP server is missing.');
      return null;
    }
    try {
      return (await this.http.probe(input.url ?? '')).href;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      faults.add('url', error.message);
      return null;
    }
  }
}

function limitsOf({ limits }: UseInput, faults: InputFaults): ConnectorLimits {
  const wanted: ConnectorLimits = {
    callsPerMinute: limits?.callsPerMinute ?? USUAL_LIMITS.callsPerMinute,
    maxConcurrent: limits?.maxConcurrent ?? USUAL_LIMITS.maxConcurrent,
    timeoutMs: limits?.timeoutMs ?? USUAL_LIMITS.timeoutMs,
  };
  for (const [name, { label, from, to }] of Object.entries(LIMIT_BOUNDS)) {
    const value = wanted[name as keyof ConnectorLimits];
    if (!Number.isInteger(value) || value < from || value > to) {
      faults.add(`limits.${name}`, `${label} is a whole number from ${from} to ${to}.`);
    }
  }
  return wanted;
}
