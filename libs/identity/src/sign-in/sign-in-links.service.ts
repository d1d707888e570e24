import { Inject, Injectable } from '@nestjs/common';
import { AppError, type Clock, newId, type PersonId } from '@groundswell/kernel';
import { type Actor, CLOCK, Database, Settings, type Tx } from '@groundswell/platform';
import { newToken, tokenDigest } from '../domain/secret-token.js';
import { SignInLinkEntity } from '../persistence/identity.entities.js';
import { SignInService } from './sign-in.service.js';

const DAY_MS = 86_400_000;

/** Links that sign a demo person in. They exist in demo mode only, which listens on loopback only. */
@Injectable()
export class SignInLinksService {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly signIn: SignInService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The path of a link that signs this person in until it expires. */
  async issue(tx: Tx, organisationId: string, personId: PersonId): Promise<string> {
    this.refuseOutsideDemo();
    const token = newToken();
    const now = Date.now();
    await tx.manager.insert(SignInLinkEntity, {
      id: newId(now),
      organisationId,
      personId,
      tokenDigest: tokenDigest(token),
      createdAt: new Date(now),
      expiresAt: new Date(now + DAY_MS),
    });
    return `/sign-in/link?token=${token}`;
  }

  async signInWithLink(token: string): Promise<{ actor: Actor; sessionToken: string }> {
    this.refuseOutsideDemo();
    const link = await this.database.system('find the sign-in link', (tx) =>
      tx.manager.findOneBy(SignInLinkEntity, { tokenDigest: tokenDigest(token) }),
    );
    if (!link || link.expiresAt <= this.clock.now()) {
      throw new AppError(
        'unauthenticated',
        'SIGN_IN_LINK_SPENT',
        'This link is not valid any more. Start the demo again for a new one.',
      );
    }
    return this.signIn.open({ id: link.personId, organisationId: link.organisationId });
  }

  private refuseOutsideDemo(): void {
    if (!this.settings.demo)
      throw new AppError(
        'forbidden',
        'NOT_A_DEMO',
        'Sign-in links exist in the demo only. Sign in with your password.',
      );
  }
}
