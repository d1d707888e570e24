import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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

  has(keyId: string): boolean {
    return this.keys.has(keyId);
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

/** The place of the master keys in a home folder: one a line, the newest first. */
const keyFile = (home: string) => join(home, 'keys', 'master.key');

function readKeys(text: string, file: string): readonly Buffer[] {
  const keys = text
    .split('\n')
    .filter((line) => line.length > 0)
    .map((line) => Buffer.from(line, 'base64'));
  if (keys.some((key) => key.length !== 32) || keys.length === 0) {
    throw new AppError('unavailable', 'KEY_FILE_BROKEN', `${file} does not hold keys of 32 bytes in base64.`);
  }
  return keys;
}

/**
 * The keys of a file. It is read again before a key is wrapped, and when a key is not known: a command may have put a new one on
 * top while this process runs.
 */
class FileKeyRing extends KeyRing {
  private ring: StaticKeyRing;

  constructor(private readonly file: string) {
    super();
    this.ring = this.read();
  }

  wrap(dataKey: Buffer, context: string): WrappedKey {
    this.ring = this.read();
    return this.ring.wrap(dataKey, context);
  }

  unwrap(wrapped: WrappedKey, context: string): Buffer {
    if (!this.ring.has(wrapped.keyId)) this.ring = this.read();
    return this.ring.unwrap(wrapped, context);
  }

  private read(): StaticKeyRing {
    return new StaticKeyRing(readKeys(readFileSync(this.file, 'utf8'), this.file));
  }
}

/**
 * The master keys of an installation: the setting, or else a file of the home folder that only its user can read,
 * made on the first start.
 */
export async function openKeyRing(settings: Pick<Settings, 'home' | 'masterKey'>): Promise<KeyRing> {
  if (settings.masterKey) {
    return new StaticKeyRing(settings.masterKey.split(',').map((key) => Buffer.from(key, 'base64')));
  }
  const file = keyFile(settings.home);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, `${newKeyLine()}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  await chmod(file, 0o600);
  return new FileKeyRing(file);
}

/**
 * Puts a new master key on top of the file of a home folder: from now on it wraps. The earlier ones stay, since a backup may
 * need them.
 * @throws AppError KEY_IN_SETTING when the operator keeps the key in GROUNDSWELL_MASTER_KEY
 */
export async function addMasterKey(settings: Pick<Settings, 'home' | 'masterKey'>): Promise<void> {
  if (settings.masterKey) {
    throw new AppError(
      'conflict',
      'KEY_IN_SETTING',
      'The master key is in GROUNDSWELL_MASTER_KEY. Put a new one in front of it, joined by a comma, start all processes anew, and rotate with --same-master.',
    );
  }
  await openKeyRing(settings);
  const file = keyFile(settings.home);
  const before = await readFile(file, 'utf8');
  const fresh = `${file}.new`;
  await writeFile(fresh, `${newKeyLine()}\n${before}`, { mode: 0o600 });
  await rename(fresh, file);
}

function newKeyLine(): string {
  return randomBytes(32).toString('base64');
}
