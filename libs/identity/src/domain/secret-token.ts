import { createHash, randomBytes } from 'node:crypto';

/** A new secret for a link or a cookie: 256 random bits in base64url. Only its digest is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token: SHA-256 in hexadecimal. The token is random, so it needs no slow hash. */
export function tokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
