import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AddressGuard, type Resolve } from './address-guard.js';
import { AllowedAddresses, isPublic, readAddress } from './allowed-addresses.js';
import { FETCH_LIMITS, type FetchLimits, GuardedFetch } from './guarded-fetch.js';

const servers: Server[] = [];
const clients: GuardedFetch[] = [];

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(listener: RequestListener): Promise<{ port: number; hits: () => number }> {
  let hits = 0;
  const server = createServer((request, response) => {
    hits++;
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, hits: () => hits };
}

function client(allowed: string[] = [], limits: Partial<FetchLimits> = {}, resolve?: Resolve): GuardedFetch {
  const made = new GuardedFetch(new AddressGuard(new AllowedAddresses(allowed), resolve), {
    ...FETCH_LIMITS,
    ...limits,
  });
  clients.push(made);
  return made;
}

const code = (value: string) => expect.objectContaining({ code: value });

describe('the guarded fetch', () => {
  it.each([
    'http://127.0.0.1',
    'http://127.1',
    'http://0x7f.0.0.1',
    'http://0177.0.0.1',
    'http://2130706433',
    'http://0',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:7f00:1]',
    'http://[::127.0.0.1]',
    'http://[64:ff9b::7f00:1]',
    'http://[2002:7f00:1::]',
    'http://127。0。0。1',
    'http://localhost',
    'http://LOCALHOST',
  ])('does not reach a listener on this machine through %s', async (address) => {
    const inside = await serve((_request, response) => response.end('secret'));
    await expect(client().fetch(`${address}:${inside.port}/`)).rejects.toEqual(code('ADDRESS_NOT_ALLOWED'));
    expect(inside.hits()).toBe(0);
  });

  it('does not reach it through a name that ends in a dot, whether or not the system knows such names', async () => {
    const inside = await serve((_request, response) => response.end('secret'));
    await expect(client().fetch(`http://localhost.:${inside.port}/`)).rejects.toEqual(
      expect.objectContaining({ code: expect.stringMatching(/^ADDRESS_(NOT_ALLOWED|UNKNOWN)$/) }),
    );
    expect(inside.hits()).toBe(0);
  });

  it('reaches an internal address that the operator allowed, at that port only', async () => {
    const inside = await serve((_request, response) => response.end('orders'));
    const allowed = client([`127.0.0.1:${inside.port}`]);
    expect(await (await allowed.fetch(`http://127.0.0.1:${inside.port}/`)).text()).toBe('orders');
    const other = await serve((_request, response) => response.end('secret'));
    await expect(allowed.fetch(`http://127.0.0.1:${other.port}/`)).rejects.toEqual(code('ADDRESS_NOT_ALLOWED'));
    expect(other.hits()).toBe(0);
  });

  it('checks every address behind a name, and again at each connection', async () => {
    const inside = await serve((_request, response) => response.end('secret'));
    const mixed = client([], {}, () => Promise.resolve(['93.184.216.34', '127.0.0.1']));
    await expect(mixed.fetch(`https://example.com:${inside.port}/`)).rejects.toEqual(code('ADDRESS_NOT_ALLOWED'));
    let asked = 0;
    const rebinding = client([], {}, () => Promise.resolve([asked++ === 0 ? '93.184.216.34' : '127.0.0.1']));
    await rebinding.probe(`https://example.com:${inside.port}/`);
    await expect(rebinding.fetch(`https://example.com:${inside.port}/`)).rejects.toEqual(code('ADDRESS_NOT_ALLOWED'));
    expect(inside.hits()).toBe(0);
  });

  it('re-checks redirects and does not carry credentials to another origin', async () => {
    const inside = await serve((_request, response) => response.end('secret'));
    let seen: string | undefined;
    const second = await serve((request, response) => {
      seen = request.headers.authorization;
      response.end('other');
    });
    const first = await serve((request, response) => {
      const to = request.url === '/in' ? inside.port : second.port;
      response.writeHead(302, { location: `http://127.0.0.1:${to}/` }).end();
    });
    const http = client([`127.0.0.1:${first.port}`, `127.0.0.1:${second.port}`]);
    const headers = { authorization: 'Bearer x' };
    await expect(http.fetch(`http://127.0.0.1:${first.port}/in`, { headers })).rejects.toEqual(
      code('ADDRESS_NOT_ALLOWED'),
    );
    expect(inside.hits()).toBe(0);
    expect(await (await http.fetch(`http://127.0.0.1:${first.port}/out`, { headers })).text()).toBe('other');
    expect(seen).toBeUndefined();
  });

  it('leaves a redirect to a caller who wants to look at it, and stops a ring of them', async () => {
    const ring = await serve((_request, response) => response.writeHead(307, { location: '/' }).end());
    const http = client(['127.0.0.1']);
    const response = await http.fetch(`http://127.0.0.1:${ring.port}/`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([307, '/']);
    await expect(http.fetch(`http://127.0.0.1:${ring.port}/`)).rejects.toEqual(code('REDIRECT_REFUSED'));
    expect(ring.hits()).toBe(1 + 1 + FETCH_LIMITS.maxRedirects);
  });

  it('refuses plain HTTP to the outside, other schemes, and passwords in the address', async () => {
    const http = client([], {}, () => Promise.resolve(['93.184.216.34']));
    await expect(http.probe('http://example.com/')).rejects.toEqual(code('ADDRESS_NOT_ENCRYPTED'));
    await expect(http.fetch('http://example.com/')).rejects.toEqual(code('ADDRESS_NOT_ENCRYPTED'));
    await expect(http.probe('file:///etc/passwd')).rejects.toEqual(code('ADDRESS_INVALID'));
    await expect(http.probe('https://me:word@example.com/')).rejects.toEqual(code('ADDRESS_INVALID'));
    await expect(http.probe('no address')).rejects.toEqual(code('ADDRESS_INVALID'));
  });

  it('breaks off an answer that does not end', async () => {
    const endless = await serve((_request, response) => {
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });
    const http = client(['127.0.0.1'], { maxBytes: 1_000_000 });
    const response = await http.fetch(`http://127.0.0.1:${endless.port}/`);
    await expect(response.text()).rejects.toEqual(code('ANSWER_TOO_LARGE'));
  });

  it('counts an event stream by the event', async () => {
    const stream = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (let i = 0; i < 10; i++) response.write(`data: ${'x'.repeat(500)}\r\n\r\n`);
      response.end();
    });
    const http = client(['127.0.0.1'], { maxBytes: 1_000 });
    const text = await (await http.fetch(`http://127.0.0.1:${stream.port}/`)).text();
    expect(text.split('data:').length - 1).toBe(10);
    const short = client(['127.0.0.1'], { maxBytes: 400 });
    await expect(short.fetch(`http://127.0.0.1:${stream.port}/`).then((response) => response.text())).rejects.toEqual(
      code('ANSWER_TOO_LARGE'),
    );
  });

  it('gives up on an address that is silent', async () => {
    const silent = await serve(() => undefined);
    const http = client(['127.0.0.1'], { headersMs: 200 });
    await expect(http.fetch(`http://127.0.0.1:${silent.port}/`)).rejects.toEqual(code('ADDRESS_UNREACHABLE'));
  });
});

describe('public addresses', () => {
  it.each([
    '10.0.0.1',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '192.168.1.1',
    '192.0.0.8',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '0.0.0.0',
    '::',
    'fd00::1',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
    '2001::1',
    '100::1',
  ])('%s is not one', (text) => {
    const address = readAddress(text);
    expect(address && isPublic(address)).toBe(false);
  });

  it.each(['93.184.216.34', '1.1.1.1', '2606:4700::1111'])('%s is one', (text) => {
    const address = readAddress(text);
    expect(address && isPublic(address)).toBe(true);
  });

  it('never include an address of this machine or of a private network, in any notation', () => {
    const inside = fc.oneof(
      fc.tuple(fc.constant(127), fc.nat(255), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(10), fc.nat(255), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(192), fc.constant(168), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(169), fc.constant(254), fc.nat(255), fc.nat(255)),
    );
    fc.assert(
      fc.property(inside, ([a, b, c, d]) => {
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        const notations = [
          `${a}.${b}.${c}.${d}`,
          String(number),
          `0x${number.toString(16)}`,
          `0${a.toString(8)}.${b}.${c}.${d}`,
          `::ffff:${a}.${b}.${c}.${d}`,
          `::${a}.${b}.${c}.${d}`,
        ];
        for (const notation of notations) {
          const address = readAddress(notation);
          expect(address && isPublic(address)).toBe(false);
        }
      }),
    );
  });
});

describe('the list of allowed addresses', () => {
  const allows = (list: string[], host: string, address: string, port = 443) => {
    const parsed = readAddress(address);
    return parsed !== null && new AllowedAddresses(list).allows(host, parsed, port);
  };

  it('takes addresses, ranges and names, with and without a port', () => {
    expect(allows(['10.0.0.0/8'], 'x', '10.1.2.3')).toBe(true);
    expect(allows(['10.0.0.0/8:5432'], 'x', '10.1.2.3')).toBe(false);
    expect(allows(['10.0.0.0/8:5432'], 'x', '10.1.2.3', 5432)).toBe(true);
    expect(allows(['[::1]:443'], '::1', '::1')).toBe(true);
    expect(allows(['fd00::/8'], 'x', 'fd12::1')).toBe(true);
    expect(allows(['erp.local:443'], 'ERP.local.', '10.0.0.1')).toBe(true);
    expect(allows(['erp.local'], 'crm.local', '10.0.0.1')).toBe(false);
  });

  it.each(['10.0.0.0/33', 'a b', '127.0.0.1:0', '127.0.0.1:x', ':80'])('refuses %s', (entry) => {
    expect(() => new AllowedAddresses([entry])).toThrow('GROUNDSWELL_ALLOWED_ADDRESSES');
  });
});
