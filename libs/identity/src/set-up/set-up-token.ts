import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newToken, tokenDigest } from '../domain/secret-token.js';

/**
 * The one-time token of the set-up link. It lives in this process only and is printed on the terminal: who reads the
 * terminal owns the installation. A restart makes another.
 */
@Injectable()
export class SetUpToken {
  private digest: string | null = null;

  /** Makes the token and returns it, for the terminal. */
  issue(): string {
    const token = newToken();
    this.digest = tokenDigest(token);
    return token;
  }

  fits(token: string): boolean {
    if (this.digest === null) return false;
    return timingSafeEqual(Buffer.from(this.digest), Buffer.from(tokenDigest(token)));
  }

  spend(): void {
    this.digest = null;
  }
}
