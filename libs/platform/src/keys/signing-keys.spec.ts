import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPublicKey, verify } from 'node:crypto';
import { readSettings } from '../settings/settings.js';
import { SigningKeys } from './signing-keys.js';

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'groundswell-keys-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const keys = (changes: object = {}) => new SigningKeys(readSettings({}).with({ home, ...changes }));

describe('the signing keys', () => {
  it('are made once, for their user’s eyes only, and vouch for what they signed', async () => {
    const [first, second] = [keys(), keys()];
    const signed = await first.sign('the head');
    expect(await second.judge('the head', signed)).toBe('good');
    expect(await second.judge('another head', signed)).toBe('bad');
    const file = join(home, 'keys', 'signing.key');
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(JSON.stringify(signed)).not.toContain((await readFile(file, 'utf8')).trim());
  });

  it('can be checked by anyone who has the public half', async () => {
    const own = keys();
    const { keyId, signature } = await own.sign('the head');
    const pem = (await own.publicKey(keyId)) ?? '';
    expect(verify(null, Buffer.from('the head'), createPublicKey(pem), Buffer.from(signature, 'base64'))).toBe(true);
    expect(await own.publicKey('000000000000')).toBeNull();
  });

  it('change by a new line on top: what the old one signed stays good', async () => {
    const before = await keys().sign('the head');
    const file = join(home, 'keys', 'signing.key');
    await writeFile(file, `${Buffer.alloc(32, 7).toString('base64')}\n${await readFile(file, 'utf8')}`);
    const after = await keys().sign('the head');
    expect(after.keyId).not.toBe(before.keyId);
    expect(await keys().judge('the head', before)).toBe('good');
  });

  it('do not know a key of elsewhere, and refuse a broken file', async () => {
    const elsewhere = keys({ signingKey: Buffer.alloc(32, 9).toString('base64') });
    expect(await keys().judge('the head', await elsewhere.sign('the head'))).toBe('unknown');
    await writeFile(join(home, 'keys', 'signing.key'), 'short\n');
    await expect(keys().sign('x')).rejects.toMatchObject({ code: 'KEY_FILE_BROKEN' });
  });
});
