import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '@groundswell/kernel';

const FORMAT = 1;
const KEY_ID_BYTES = 36;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES;

/** What a sealed secret belongs to. Bound to it: moved to another row or organisation it does not open. */
export interface SecretPlace {
  readonly organisationId: string;
  readonly secretId: string;
}

function additionalData(keyId: string, { organisationId, secretId }: SecretPlace): Buffer {
  return Buffer.from(`groundswell-secret:${FORMAT}:${keyId}:${organisationId}:${secretId}`);
}

function broken(cause?: unknown): AppError {
  return new AppError('unavailable', 'SECRET_BROKEN', 'A stored secret does not open: it was changed. Set it anew.', {
    cause,
  });
}

/** Seals a secret with AES-256-GCM: format, id of the data key, nonce, tag, text. */
export function seal(key: { readonly id: string; readonly key: Buffer }, place: SecretPlace, secret: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.key, nonce);
  cipher.setAAD(additionalData(key.id, place));
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([FORMAT]), Buffer.from(key.id, 'ascii'), nonce, cipher.getAuthTag(), body]);
}

/** The id of the data key with which a secret was sealed. @throws AppError SECRET_BROKEN */
export function keyIdOf(sealed: Buffer): string {
  if (sealed.length < HEADER_BYTES || sealed[0] !== FORMAT) throw broken();
  return sealed.subarray(1, 1 + KEY_ID_BYTES).toString('ascii');
}

/** @throws AppError SECRET_BROKEN when it was changed, or belongs elsewhere */
export function unseal(key: { readonly id: string; readonly key: Buffer }, place: SecretPlace, sealed: Buffer): string {
  if (keyIdOf(sealed) !== key.id) throw broken();
  const nonce = sealed.subarray(1 + KEY_ID_BYTES, 1 + KEY_ID_BYTES + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key.key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData(key.id, place));
  decipher.setAuthTag(sealed.subarray(HEADER_BYTES - TAG_BYTES, HEADER_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw broken(cause);
  }
}
