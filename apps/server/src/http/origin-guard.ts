import type { Settings } from '@groundswell/platform';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** Header that a page of ours sends with every request; another site's page cannot send it without our consent. */
export const CSRF_HEADER = 'x-groundswell-csrf';

function hostName(host: string): string {
  return host.startsWith('[') ? host.slice(0, host.indexOf(']') + 1) : (host.split(':')[0] ?? '');
}

/**
 * Whether a Host header is one of ours. While the server listens on loopback only, a name that resolves to loopback by an
 * attacker's DNS must not reach it.
 */
export function hostIsOurs(host: string | undefined, settings: Pick<Settings, 'host' | 'publicUrl'>): boolean {
  if (!host) return false;
  if (!LOOPBACK.has(settings.host)) return true;
  const name = hostName(host).toLowerCase();
  return LOOPBACK.has(name) || host.toLowerCase() === new URL(settings.publicUrl).host;
}

/** Whether an Origin header, if any, names the host that was asked. */
export function originIsOurs(origin: string | undefined, host: string | undefined, publicUrl: string): boolean {
  if (origin === undefined) return true;
  try {
    const { host: from } = new URL(origin);
    return from === host || from === new URL(publicUrl).host;
  } catch {
    return false;
  }
}
