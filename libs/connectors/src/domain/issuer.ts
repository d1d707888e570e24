/** What decides to whom a connector's credentials are shown. */
export interface ServerPlace {
  readonly transport: 'stdio' | 'http';
  readonly catalogueKey: string | null;
  readonly url: string | null;
  readonly settings: Readonly<Record<string, string>>;
}

const ADDRESS = /^[a-z]+:\/\//;

/**
 * To whom the credentials of a connector belong: the origin of its address; or its command with every address among its
 * settings. A credential that was entered for one issuer is never shown to another, so that nobody can lead a secret away by
 * changing an address.
 */
export function issuerOf({ transport, catalogueKey, url, settings }: ServerPlace): string {
  if (transport === 'http') return new URL(url ?? '').origin;
  const addresses = Object.entries(settings)
    .filter(([, value]) => ADDRESS.test(value))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, value]) => value);
  return [`stdio:${catalogueKey ?? ''}`, ...addresses].join(' ');
}
