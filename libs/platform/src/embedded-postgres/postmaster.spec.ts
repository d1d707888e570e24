import { describe, expect, it } from '@jest/globals';
import { lastFault } from './cluster.js';
import { parseLock } from './postmaster.js';
import { chooseAccount } from './placement.js';

describe('parseLock', () => {
  it('reads process, port, socket folder, address and status', () => {
    const text = '4711\n/home/x/data\n1795269000\n5432\n/home/x/run\n127.0.0.1\n  1234567     65538\nready   \n';
    expect(parseLock(text)).toEqual({
      pid: 4711,
      port: 5432,
      socketFolder: '/home/x/run',
      listensOn: '127.0.0.1',
      status: 'ready',
    });
  });

  it('takes empty and half-written files for no lock', () => {
    for (const text of ['', '\n', 'x', '0\n', '1\n']) expect(parseLock(text)).toBeNull();
  });

  it('knows no status while the file is not complete', () => {
    expect(parseLock('4711\n/home/x/data\n')?.status).toBe('');
  });
});

describe('chooseAccount', () => {
  const nobody = 'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin';

  it('prefers an account that the operator made for us', () => {
    const passwd = `root:x:0:0:root:/root:/bin/bash\n${nobody}\ngroundswell:x:990:991::/:/bin/false\n`;
    expect(chooseAccount(passwd)).toEqual({ name: 'groundswell', uid: 990, gid: 991 });
  });

  it('never takes an account with the rights of root', () => {
    expect(chooseAccount(`groundswell:x:0:0::/:/bin/false\n${nobody}`).name).toBe('nobody');
  });

  it('says what to do on a system without a fitting account', () => {
    expect(() => chooseAccount('root:x:0:0:root:/root:/bin/bash\n')).toThrow(/DATABASE_URL/);
  });
});

describe('lastFault', () => {
  it('finds the last fault that Postgres names', () => {
    expect(lastFault('x LOG:  a\nx FATAL:  lock file "postmaster.pid" already exists\nHINT: b\n')).toBe(
      'FATAL:  lock file "postmaster.pid" already exists',
    );
    expect(lastFault('all is well')).toBeNull();
  });
});
