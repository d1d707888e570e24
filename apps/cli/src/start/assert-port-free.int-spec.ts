import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { assertPortFree } from './assert-port-free.js';

describe('assertPortFree', () => {
  it('says which port is taken and how to choose another', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(assertPortFree({ host: '127.0.0.1', port })).rejects.toMatchObject({
      code: 'PORT_BUSY',
      message: expect.stringContaining(`PORT=${port + 1} npm start`),
    });
    await new Promise((resolve) => other.close(resolve));
    await expect(assertPortFree({ host: '127.0.0.1', port })).resolves.toBeUndefined();
  });

  it('says when the address is not one of this machine', async () => {
    await expect(assertPortFree({ host: '192.0.2.1', port: 0 })).rejects.toMatchObject({ code: 'HOST_UNKNOWN' });
  });
});
