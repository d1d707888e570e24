import ipaddr from 'ipaddr.js';
import { AppError } from '@groundswell/kernel';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

interface AllowedRange {
  readonly kind: 'range';
  readonly network: Address;
  readonly bits: number;
  readonly port: number | null;
}

interface AllowedHost {
  readonly kind: 'host';
  readonly host: string;
  readonly port: number | null;
}

/** Reads an address in any notation; IPv4 inside IPv6 counts as the IPv4 that it reaches. Null for a name. */
export function readAddress(text: string): Address | null {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : null;
}

/** Whether the whole internet can reach it: everything else is somebody's inside. */
export function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  if (address instanceof ipaddr.IPv4) return true;
  // ::a.b.c.d (long deprecated) still reaches a.b.c.d on some systems.
  const bytes = address.toByteArray();
  return bytes.slice(0, 12).some((byte) => byte !== 0);
}

function splitPort(entry: string): { readonly place: string; readonly port: number | null } {
  const bracketed = /^\[([^\]]+)\](?:\/(\d+))?(?::(\d+))?$/.exec(entry);
  if (bracketed) {
    const place = bracketed[2] ? `${bracketed[1]}/${bracketed[2]}` : (bracketed[1] ?? '');
    return { place, port: bracketed[3] ? Number(bracketed[3]) : null };
  }
  const colons = entry.split(':').length - 1;
  const cut = colons === 1 ? entry.lastIndexOf(':') : -1;
  return cut < 0 ? { place: entry, port: null } : { place: entry.slice(0, cut), port: Number(entry.slice(cut + 1)) };
}

function readEntry(entry: string): AllowedRange | AllowedHost {
  const { place, port } = splitPort(entry.trim());
  const wrong = () =>
    new AppError(
      'invalid',
      'ALLOWED_ADDRESS_INVALID',
      `GROUNDSWELL_ALLOWED_ADDRESSES: "${entry}" is no address. Write host, host:port, 10.0.0.0/8 or [fd00::]/8:443.`,
    );
  if (port !== null && !(Number.isInteger(port) && port > 0 && port < 65_536)) throw wrong();
  if (place.includes('/')) {
    if (!ipaddr.isValidCIDR(place)) throw wrong();
    const [network, bits] = ipaddr.parseCIDR(place);
    return { kind: 'range', network, bits, port };
  }
  const address = readAddress(place);
  if (address) return { kind: 'range', network: address, bits: address.kind() === 'ipv4' ? 32 : 128, port };
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(place)) throw wrong();
  return { kind: 'host', host: place.toLowerCase(), port };
}

/** The operator's list of internal addresses that connectors may reach. Everything internal that is not on it is refused. */
export class AllowedAddresses {
  private readonly entries: readonly (AllowedRange | AllowedHost)[];

  /**
   * @param entries `host`, `host:port`, an address, a CIDR, each with or without a port.
   * @throws AppError ALLOWED_ADDRESS_INVALID
   */
  constructor(entries: readonly string[]) {
    this.entries = entries.map(readEntry);
  }

  /** @param host as the connector was told; a listed name vouches for whatever it resolves to. */
  allows(host: string, address: Address, port: number): boolean {
    return this.entries.some((entry) => {
      if (entry.port !== null && entry.port !== port) return false;
      if (entry.kind === 'host') return entry.host === host.toLowerCase().replace(/\.$/, '');
      return address.kind() === entry.network.kind() && address.match(entry.network, entry.bits);
    });
  }
}
