import { Inject, Injectable } from '@nestjs/common';
import { AppError, type Clock, type OrganisationId } from '@groundswell/kernel';
import { CLOCK, Database } from '@groundswell/platform';
import type { CredentialHolder } from '../persistence/secrets.repository.js';
import { AuthorizationServers } from './authorization-server.js';
import { GrantsRepository, type OpenGrant } from './grants.repository.js';

/** A token that ends this soon is refreshed before it is used. */
const SPARE_MS = 60_000;

/** Gives out access tokens that are good now. A token goes to the request that asks for it and nowhere else. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly database: Database,
    private readonly grants: GrantsRepository,
    private readonly servers: AuthorizationServers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Of several processes that find a token used up, one refreshes it while the others wait for it: refresh tokens are good once.
   * @throws AppError SIGN_IN_NEEDED when somebody has to sign in anew, SIGN_IN_FAILED when the server cannot be asked
   */
  async valid(holder: CredentialHolder & { readonly organisationId: OrganisationId }): Promise<string> {
    const { organisationId, connectorId, personId, issuer } = holder;
    const place = { connectorId, personId, issuer };
    const grant = await this.database.transaction(organisationId, (tx) => this.grants.find(tx, place));
    if (!grant) throw signInNeeded();
    if (!this.isUsedUp(grant)) return grant.accessToken;
    const token = await this.database.transaction(organisationId, async (tx) => {
      const held = await this.grants.findForUpdate(tx, place);
      if (!held) return null;
      if (!this.isUsedUp(held)) return held.accessToken;
      const tokens = held.refreshToken === null ? null : await this.servers.refresh(held.server, held.refreshToken);
      if (tokens === null) await this.grants.remove(tx, place);
      else await this.grants.refreshed(tx, held, tokens);
      return tokens?.access_token ?? null;
    });
    if (token === null) throw signInNeeded();
    return token;
  }

  private isUsedUp({ expiresAt }: OpenGrant): boolean {
    return expiresAt !== null && expiresAt.getTime() - SPARE_MS <= this.clock.now().getTime();
  }
}

function signInNeeded(): AppError {
  return new AppError(
    'conflict',
    'SIGN_IN_NEEDED',
    'The sign-in to this connector has ended. Sign in anew: to your own under Your credentials, to one of the house on its page.',
  );
}
