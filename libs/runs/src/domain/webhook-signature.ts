import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the clock of a sender may be off, either way. Later a message is too old to be taken. */
export const TOLERANCE_MS = 5 * 60_000;
const SECRET_PREFIX = 'whsec_';
const VERSION = 'v1';
const MESSAGE_ID = /^[\x21-\x7e]{1,200}$/;

/** The headers of a message, as they came: the names are those of the Standard Webhooks. */
export interface SignedHeaders {
  readonly 'webhook-id'?: unknown;
  readonly 'webhook-timestamp'?: unknown;
  readonly 'webhook-signature'?: unknown;
}

export type SignatureVerdict =
  | { readonly messageId: string; readonly fault?: undefined }
  | {
      readonly messageId: string | null;
      readonly fault: 'HEADERS_MISSING' | 'TIMESTAMP_OUT_OF_RANGE' | 'SIGNATURE_WRONG';
    };

/** The text of a secret as people copy it, from its 32 bytes. */
export function secretText(bytes: Buffer): string {
  return `${SECRET_PREFIX}${bytes.toString('base64')}`;
}

/** HMAC-SHA-256 over `id.timestamp.body`, in the form in which it stands in the header. */
export function signatureOf(secret: string, messageId: string, timestamp: string, body: Buffer | string): string {
  const mac = createHmac('sha256', keyOf(secret)).update(`${messageId}.${timestamp}.`).update(body);
  return `${VERSION},${mac.digest('base64')}`;
}

/**
 * Whether a message was signed with one of the secrets, not too long ago. With no secret at all it still counts once, so that the
 * time an answer takes does not tell whether the address exists.
 */
export function judgeSignature(
  secrets: readonly string[],
  headers: SignedHeaders,
  body: Buffer | string,
  now: Date,
): SignatureVerdict {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const given = headers['webhook-signature'];
  const messageId = typeof id === 'string' && MESSAGE_ID.test(id) ? id : null;
  if (
    messageId === null ||
    typeof timestamp !== 'string' ||
    !/^\d{1,12}$/.test(timestamp) ||
    typeof given !== 'string'
  ) {
    return { messageId, fault: 'HEADERS_MISSING' };
  }
  const known = secrets.length === 0 ? [secretText(Buffer.alloc(32))] : secrets;
  const signatures = given
    .split(' ')
    .filter((one) => one.startsWith(`${VERSION},`))
    .slice(0, 8);
  let right = false;
  for (const secret of known) {
    const wanted = Buffer.from(signatureOf(secret, messageId, timestamp, body));
    for (const one of signatures) right = isSame(Buffer.from(one), wanted) || right;
  }
  if (!right || secrets.length === 0) return { messageId, fault: 'SIGNATURE_WRONG' };
  if (Math.abs(Number(timestamp) * 1000 - now.getTime()) > TOLERANCE_MS) {
    return { messageId, fault: 'TIMESTAMP_OUT_OF_RANGE' };
  }
  return { messageId };
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
