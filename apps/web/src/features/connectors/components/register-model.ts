import type {
  ConnectorCatalogueQuery,
  CredentialMode,
  DataClass,
  RegisterConnectorInput,
  SignInKind,
} from '@groundswell/contracts';

export type CatalogueEntry = ConnectorCatalogueQuery['connectorCatalogue'][number];

/** The choice that means a server with an address of its own rather than a command of the operator's catalogue. */
export const BY_ADDRESS = 'url';

/** Stands for the one header secret while its real name is still being typed. */
export const HEADER_SECRET = '';

/** Whose credentials a connector uses, and what calls may take. */
export interface UseDraft {
  readonly credentialMode: CredentialMode;
  readonly signIn: SignInKind;
  readonly limits: { readonly callsPerMinute: number; readonly maxConcurrent: number; readonly timeoutMs: number };
}

/** What the server proposes where nobody says anything else. */
export const USUAL: UseDraft = {
  credentialMode: 'shared',
  signIn: 'static',
  limits: { callsPerMinute: 600, maxConcurrent: 8, timeoutMs: 60_000 },
};

/** What a steward fills in. Secrets are not part of it: they are never kept in the browser. */
export interface RegisterDraft extends UseDraft {
  readonly source: string;
  readonly name: string;
  readonly description: string;
  readonly url: string;
  /** Name of the header that carries the secret of a server with an address. */
  readonly header: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly dataClass: DataClass;
  readonly clientKey: string;
}

/** How a server is reached: in plain words, and as its documentation calls it. */
export function transportWords(transport: string): { readonly plain: string; readonly term: string } {
  return transport === 'stdio'
    ? { plain: 'A program on this server', term: 'stdio' }
    : { plain: 'A server at an address', term: 'streamable HTTP' };
}

export const DATA_CLASSES: readonly { value: DataClass; label: string; description: string }[] = [
  { value: 'public', label: 'Public', description: 'Anyone may know it.' },
  { value: 'internal', label: 'Internal', description: 'For people of the organisation.' },
  { value: 'confidential', label: 'Confidential', description: 'For few: contracts, prices, plans.' },
  { value: 'personal', label: 'Personal', description: 'About people: customers, tenants, staff.' },
];

/** Whether a text names a data class. */
export function asDataClass(text: string): DataClass {
  return DATA_CLASSES.find((one) => one.value === text)?.value ?? 'internal';
}

/** What is sent to register. Secrets that were left empty are left out. */
export function registerInput(
  draft: RegisterDraft,
  entry: CatalogueEntry | null,
  secrets: Readonly<Record<string, string>>,
): RegisterConnectorInput {
  const nameOf = (name: string): string => (name === HEADER_SECRET ? draft.header.trim() : name);
  const { callsPerMinute, maxConcurrent, timeoutMs } = draft.limits;
  const names = new Set((entry?.settings ?? []).filter((setting) => !setting.secret).map((setting) => setting.name));
  return {
    name: draft.name,
    description: draft.description,
    transport: entry?.transport ?? 'http',
    ...(entry === null ? { url: draft.url.trim() } : { catalogueKey: entry.key }),
    settings: Object.fromEntries(
      Object.entries(draft.settings).filter(([name, value]) => names.has(name) && value !== ''),
    ),
    secrets: Object.entries(secrets)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => ({ name: nameOf(name), value })),
    dataClass: draft.dataClass,
    credentialMode: draft.credentialMode,
    signIn: entry === null ? draft.signIn : 'static',
    // By name: what was read from the server carries more than it takes back.
    limits: { callsPerMinute, maxConcurrent, timeoutMs },
    clientKey: draft.clientKey,
  };
}
