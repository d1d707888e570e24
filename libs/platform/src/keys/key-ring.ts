import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@groundswell/kernel';
import type { Settings } from '../settings/settings.js';

/** A data key wrapped by a master key: `keyId` names the master key. */
export interface WrappedKey {
  readonly keyId: string;
  readonly blob: Buffer;
}

/** The master keys, which live outside the database: whoever takes a dump takes no secret. */
export abstract class KeyRing {
  /** @param context bound to the wrapped key (the organisation's id): a key moved to another row does not open. */
  abstract wrap(dataKey: Buffer, context: string): WrappedKey;
  /** @throws AppError KEY_MISSING when the master key is not here, KEY_BROKEN when the blob was changed. */
  abstract unwrap(wrapped: WrappedKey, context: string): Buffer;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A key ring over one or more 32-byte keys; the first wraps, all unwrap. */
export class StaticKeyRing extends KeyRing {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly current: string;

  constructor(keys: readonly Buffer[]) {
    super();
    const named = keys.map((key) => [createHash('sha256').update(key).digest('hex').slice(0, 12), key] as const);
    const first = named[0];
    if (!first) throw new Error('A key ring needs a key.');
    this.keys = new Map(named);
    this.current = first[0];
  }

  wrap(dataKey: Buffer, context: string): WrappedKey {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key(this.current), nonce);
    cipher.setAAD(Buffer.from(`${this.current}:${context}`));
    const body = Buffer.concat([cipher.update(dataKey), cipher.final()]);
    return { keyId: this.current, blob: Buffer.concat([nonce, cipher.getAuthTag(), body]) };
  }

  unwrap(wrapped: WrappedKey, context: string): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.key(wrapped.keyId), wrapped.blob.subarray(0, NONCE_BYTES));
    decipher.setAAD(Buffer.from(`${wrapped.keyId}:${context}`));
    decipher.setAuthTag(wrapped.blob.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(wrapped.blob.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw new AppError('unavailable', 'KEY_BROKEN', 'A stored key does not open: it was changed.', { cause });
    }
  }

  private key(id: string): Buffer {
    const key = this.keys.get(id);
    if (key) return key;
    throw new AppError(
      'unavailable',
      'KEY_MISSING',
      `The master key ${id} is not here. Put back the key file of this installation or set GROUNDSWELL_MASTER_KEY.`,
    );
  }
}

/**
 * The master key of an installation: the setting, or else a file of the home folder that only its user can read,
 * made on the first start.
 */
export async function openKeyRing(settings: Pick<Settings, 'home' | 'masterKey'>): Promise<KeyRing> {
  if (settings.masterKey) return new StaticKeyRing([Buffer.from(settings.masterKey, 'base64')]);
  const folder = join(settings.home, 'keys');
  const file = join(folder, 'master.key');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, `${randomBytes(32).toString('base64')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  await chmod(file, 0o600);
  const keys = (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => line.length > 0)
    .map((line) => Buffer.from(line, 'base64'));
  if (keys.some((key) => key.length !== 32) || keys.length === 0) {
    throw new AppError('unavailable', 'KEY_FILE_BROKEN', `${file} does not hold keys of 32 bytes in base64.`);
  }
  return new StaticKeyRing(keys);
}
