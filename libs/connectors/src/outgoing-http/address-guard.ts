import { lookup } from 'node:dns/promises';
import { AppError } from '@groundswell/kernel';
import { type AllowedAddresses, isPublic, readAddress } from './allowed-addresses.js';

/** Turns a name into addresses; replaced in tests by one that lies. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** An address that was looked at and may be reached. */
export interface CheckedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

const systemResolve: Resolve = async (host) => (await lookup(host, { all: true })).map((entry) => entry.address);

/** The refusal of a place that the operator did not open. */
export function addressRefused({ host, port }: Target): AppError {
  return new AppError(
    'forbidden',
    'ADDRESS_NOT_ALLOWED',
    `${host}:${port} is an internal address. If connectors may reach it, ask your operator to add it to GROUNDSWELL_ALLOWED_ADDRESSES.`,
    { details: { host, port } },
  );
}

/** The refusal of an unencrypted request that leaves the operator's own network. */
function notEncrypted(host: string): AppError {
  return new AppError(
    'invalid',
    'ADDRESS_NOT_ENCRYPTED',
    `${host} lies outside your own network, so its address must start with https://.`,
    { details: { host } },
  );
}

/** Where a connection goes. */
export interface Target {
  readonly host: string;
  readonly port: number;
  /** Plain HTTP, which only addresses on the operator's list may be spoken to with. */
  readonly plainHttp?: boolean;
}

/** Decides which addresses a connector may reach: public ones, and the internal ones on the operator's list. */
export class AddressGuard {
  constructor(
    private readonly allowed: AllowedAddresses,
    private readonly resolve: Resolve = systemResolve,
  ) {}

  /** Why this address, reached under the target's name, is closed; null when it is open. */
  refusal(target: Target, address: string): AppError | null {
    const parsed = readAddress(address);
    if (!parsed) return addressRefused(target);
    if (this.allowed.allows(target.host, parsed, target.port)) return null;
    if (!isPublic(parsed)) return addressRefused(target);
    return target.plainHttp === true ? notEncrypted(target.host) : null;
  }

  /**
   * Judges a target whose host is an address in any notation. A name is left to `check`.
   * @throws AppError ADDRESS_NOT_ALLOWED, ADDRESS_NOT_ENCRYPTED
   */
  checkLiteral(target: Target): void {
    if (!readAddress(target.host)) return;
    const refusal = this.refusal(target, target.host);
    if (refusal) throw refusal;
  }

  /**
   * Every address behind a host, all of them checked: one bad address spoils the name, since which of them is taken
   * is not ours to say.
   * @throws AppError ADDRESS_NOT_ALLOWED, ADDRESS_NOT_ENCRYPTED, ADDRESS_UNKNOWN
   */
  async check(target: Target): Promise<readonly CheckedAddress[]> {
    const addresses = readAddress(target.host) ? [target.host] : await this.resolved(target.host);
    return addresses.map((address) => {
      const refusal = this.refusal(target, address);
      const parsed = readAddress(address);
      if (refusal || !parsed) throw refusal ?? addressRefused(target);
      return { address: parsed.toString(), family: parsed.kind() === 'ipv4' ? 4 : 6 };
    });
  }

  private async resolved(host: string): Promise<readonly string[]> {
    const unknown = (cause?: unknown) =>
      new AppError('unavailable', 'ADDRESS_UNKNOWN', `No address is known for ${host}. Check its spelling.`, { cause });
    const addresses = await this.resolve(host).catch((cause: unknown) => {
      throw unknown(cause);
    });
    if (addresses.length === 0) throw unknown();
    return addresses;
  }
}
