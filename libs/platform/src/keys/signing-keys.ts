import { createHash, createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { AppError } from '@groundswell/kernel';
import { Settings } from '../settings/settings.js';

/** Who signed, and what: the key's id and the signature in base64. */
export interface Signed {
  readonly keyId: string;
  readonly signature: string;
}

interface SigningKey {
  readonly id: string;
  readonly secret: KeyObject;
  readonly open: KeyObject;
}

const SEED_BYTES = 32;
/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

function keyOf(seed: Buffer): SigningKey {
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
  const open = createPublicKey(secret);
  const id = createHash('sha256')
    .update(open.export({ format: 'der', type: 'spki' }))
    .digest('hex')
    .slice(0, 12);
  return { id, secret, open };
}

/**
 * Ed25519 keys that vouch for the state of the database, and therefore live outside it: in the setting
 * GROUNDSWELL_SIGNING_KEY, or else in `keys/signing.key` of the home folder, made on first use. The first line signs, every
 * line is believed: a new key goes on top, an old one stays as long as something signed by it is to be verified.
 */
@Injectable()
export class SigningKeys {
  private keys: Promise<readonly SigningKey[]> | undefined;

  constructor(private readonly settings: Settings) {}

  async sign(text: string): Promise<Signed> {
    const [key] = await this.all();
    if (!key) throw new Error('There is always a key.');
    return { keyId: key.id, signature: sign(null, Buffer.from(text), key.secret).toString('base64') };
  }

  /** `unknown` when no key of that id is here, which proves nothing either way. */
  async judge(text: string, signed: Signed): Promise<'good' | 'bad' | 'unknown'> {
    const key = (await this.all()).find((one) => one.id === signed.keyId);
    if (!key) return 'unknown';
    return verify(null, Buffer.from(text), key.open, Buffer.from(signed.signature, 'base64')) ? 'good' : 'bad';
  }

  /** The public half of a key in PEM: for whoever verifies elsewhere. */
  async publicKey(keyId: string): Promise<string | null> {
    const key = (await this.all()).find((one) => one.id === keyId);
    return key ? key.open.export({ format: 'pem', type: 'spki' }).toString() : null;
  }

  private all(): Promise<readonly SigningKey[]> {
    this.keys ??= this.read().catch((error: unknown) => {
      this.keys = undefined;
      throw error;
    });
    return this.keys;
  }

  private async read(): Promise<readonly SigningKey[]> {
    const { signingKey, home } = this.settings;
    if (signingKey) return [keyOf(Buffer.from(signingKey, 'base64'))];
    const folder = join(home, 'keys');
    const file = join(folder, 'signing.key');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      await writeFile(file, `${randomBytes(SEED_BYTES).toString('base64')}\n`, { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    await chmod(file, 0o600);
    const seeds = (await readFile(file, 'utf8'))
      .split('\n')
      .filter((line) => line.length > 0)
      .map((line) => Buffer.from(line, 'base64'));
    if (seeds.length === 0 || seeds.some((seed) => seed.length !== SEED_BYTES)) {
      throw new AppError('unavailable', 'KEY_FILE_BROKEN', `${file} does not hold keys of 32 bytes in base64.`);
    }
    return seeds.map(keyOf);
  }
}
