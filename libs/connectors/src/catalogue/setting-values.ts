import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative } from 'node:path';
import { AppError, type FieldFault } from '@groundswell/kernel';
import type { AddressGuard } from '../outgoing-http/address-guard.js';
import type { GuardedFetch } from '../outgoing-http/guarded-fetch.js';
import type { CatalogueEntry, CatalogueSetting } from './catalogue-entry.js';

const MAX_LENGTH = 4_000;
const DATABASE_PORTS: Readonly<Record<string, number>> = {
  'postgres:': 5432,
  'postgresql:': 5432,
  'mysql:': 3306,
  'mariadb:': 3306,
  'sqlserver:': 1433,
};
/** Others could name a file of this server, or another host than the one that was checked. */
const DATABASE_OPTIONS = new Set(['sslmode', 'application_name', 'connect_timeout']);

/** What a steward entered, by the name of the setting. */
export interface GivenValues {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: ReadonlyMap<string, string>;
}

export type CheckedValues =
  | { readonly values: ReadonlyMap<string, string>; readonly faults: readonly [] }
  | { readonly values: null; readonly faults: readonly FieldFault[] };

/** Checks what is entered for a catalogue entry, at registration and again at every start: addresses and links move. */
export class SettingValues {
  constructor(
    /** The folders that the operator opened for connectors. */
    readonly allowedFolders: readonly string[],
    private readonly guard: AddressGuard,
    private readonly http: Pick<GuardedFetch, 'probe'>,
  ) {}

  /** All faults at once, each at the path of its field (`settings.folder`, `secrets.dsn`). */
  async check(entry: CatalogueEntry, given: GivenValues): Promise<CheckedValues> {
    const faults: FieldFault[] = [];
    const values = new Map<string, string>();
    const names = new Set(entry.settings.map((setting) => setting.name));
    for (const [area, keys] of [
      ['settings', Object.keys(given.settings)],
      ['secrets', [...given.secrets.keys()]],
    ] as const) {
      for (const name of keys.filter((key) => !names.has(key))) {
        faults.push({ path: `${area}.${name}`, message: `${entry.title} has no setting of the name ${name}.` });
      }
    }
    for (const setting of entry.settings) {
      const path = `${setting.secret ? 'secrets' : 'settings'}.${setting.name}`;
      const raw = setting.secret ? given.secrets.get(setting.name) : given.settings[setting.name];
      const text = raw === undefined || raw === null || raw === '' ? setting.fallback : raw;
      if (text === undefined) {
        if (setting.required) faults.push({ path, message: `${setting.label} is missing.` });
        continue;
      }
      const outcome = await this.checked(setting, text);
      if ('fault' in outcome) faults.push({ path, message: outcome.fault });
      else values.set(setting.name, outcome.value);
    }
    return faults.length > 0 ? { values: null, faults } : { values, faults: [] };
  }

  private async checked(setting: CatalogueSetting, raw: unknown): Promise<{ value: string } | { fault: string }> {
    const { label } = setting;
    if (typeof raw !== 'string') return { fault: `${label} is a text.` };
    const text = raw.trim();
    if (text.length > MAX_LENGTH) return { fault: `${label} is too long.` };
    if (/\p{Cc}/u.test(text)) return { fault: `${label} holds a control character or a line break.` };
    switch (setting.kind) {
      case 'text':
        return text.startsWith('-') ? { fault: `${label} may not start with a dash.` } : { value: text };
      case 'choice':
        return setting.choices?.includes(text) === true
          ? { value: text }
          : { fault: `${label} is one of ${setting.choices?.join(', ') ?? ''}.` };
      case 'headerName':
        return /^[A-Za-z0-9-]{1,64}$/.test(text) ? { value: text } : { fault: `${label} is a name such as X-API-Key.` };
      case 'headerValue':
        return /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text) && !text.includes(',')
          ? { value: text }
          : { fault: `${label} may hold neither commas nor special characters.` };
      case 'url':
        return this.address(text);
      case 'folder':
        return this.insideAllowed(label, text, 'folder');
      case 'document':
        return /^https?:/i.test(text) ? this.address(text) : this.insideAllowed(label, text, 'file');
      case 'database':
        return this.database(label, text);
    }
  }

  private async address(text: string): Promise<{ value: string } | { fault: string }> {
    return this.asFault(async () => {
      const url = await this.http.probe(text);
      return url.pathname === '/' && url.search === '' ? url.origin : url.href;
    });
  }

  private async database(label: string, text: string): Promise<{ value: string } | { fault: string }> {
    const url = URL.canParse(text) ? new URL(text) : null;
    const port = url ? DATABASE_PORTS[url.protocol] : undefined;
    if (!url || port === undefined) {
      return { fault: `${label} starts with postgres://, mysql://, mariadb:// or sqlserver://.` };
    }
    if (!/^([a-z0-9]([a-z0-9._-]*[a-z0-9])?\.?|\[[0-9a-f:.]+\])$/i.test(url.hostname)) {
      return { fault: `${label} lacks the name or address of the database server.` };
    }
    const option = [...url.searchParams.keys()].find((name) => !DATABASE_OPTIONS.has(name));
    if (option !== undefined) return { fault: `${label} may not use the option ${option}.` };
    return this.asFault(async () => {
      await this.guard.check({ host: url.hostname, port: Number(url.port) || port });
      // As it was understood here: another reader of the same text might find another host in it.
      return url.href;
    });
  }

  private async asFault(work: () => Promise<string>): Promise<{ value: string } | { fault: string }> {
    try {
      return { value: await work() };
    } catch (error) {
      if (error instanceof AppError) return { fault: error.message };
      throw error;
    }
  }

  /** Links are followed before the comparison: a link out of an allowed folder leads nowhere. */
  private async insideAllowed(
    label: string,
    text: string,
    kind: 'folder' | 'file',
  ): Promise<{ value: string } | { fault: string }> {
    const outside = {
      fault:
        this.allowedFolders.length === 0
          ? 'Your operator opened no folder for connectors yet; the setting is GROUNDSWELL_ALLOWED_FOLDERS.'
          : `${label} is a ${kind} inside ${this.allowedFolders.join(' or ')}.`,
    };
    if (!isAbsolute(text)) return outside;
    const real = await realpath(text).catch(() => null);
    if (real === null) return outside;
    for (const allowed of this.allowedFolders) {
      const root = await realpath(allowed).catch(() => null);
      if (root === null) continue;
      const path = relative(root, real);
      if (path.startsWith('..') || isAbsolute(path)) continue;
      const found = await stat(real);
      if (kind === 'folder' ? found.isDirectory() : found.isFile()) return { value: real };
    }
    return outside;
  }
}
