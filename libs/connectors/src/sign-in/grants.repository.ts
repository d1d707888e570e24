import { Inject, Injectable } from '@nestjs/common';
import type { OAuthTokens } from '@modelcontextprotocol/client';
import { type Clock, type Id, newId } from '@groundswell/kernel';
import { CLOCK, type Tx } from '@groundswell/platform';
import { IsNull } from 'typeorm';
import { ConnectorGrantEntity } from '../persistence/grant.entities.js';
import type { CredentialHolder } from '../persistence/secrets.repository.js';
import { SecretVault } from '../secrets/secret-vault.service.js';
import type { KnownServer } from './authorization-server.js';

/** What is kept of a sign-in, sealed: the tokens, and the one place to which the refresh token may go. */
export interface GrantContent {
  readonly server: KnownServer;
  readonly accessToken: string;
  readonly refreshToken: string | null;
}

/** A grant, open. */
export interface OpenGrant extends GrantContent {
  readonly id: string;
  readonly expiresAt: Date | null;
}

/** Stores what people signed in to, sealed. */
@Injectable()
export class GrantsRepository {
  constructor(
    private readonly vault: SecretVault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async find(tx: Tx, holder: CredentialHolder): Promise<OpenGrant | null> {
    const row = await tx.manager.findOneBy(ConnectorGrantEntity, { ...tx.scope, ...holder, personId: whose(holder) });
    return row && this.opened(tx, row);
  }

  /** Takes the grant for a refresh: another process that wants to refresh it waits, and then finds it refreshed. */
  async findForUpdate(tx: Tx, holder: CredentialHolder): Promise<OpenGrant | null> {
    const row = await tx.manager.findOne(ConnectorGrantEntity, {
      where: { ...tx.scope, ...holder, personId: whose(holder) },
      lock: { mode: 'pessimistic_write' },
    });
    return row && this.opened(tx, row);
  }

  /** How we are known to the authorization servers of a connector, by their issuers. */
  async knownServers(tx: Tx, connectorId: string): Promise<ReadonlyMap<string, KnownServer>> {
    const rows = await tx.manager.findBy(ConnectorGrantEntity, { ...tx.scope, connectorId });
    const known = new Map<string, KnownServer>();
    for (const row of rows.slice(0, 20)) {
      if (!known.has(row.authorizationServer)) known.set(row.authorizationServer, (await this.opened(tx, row)).server);
    }
    return known;
  }

  /** Keeps what a person just signed in to, in the place of what was there. */
  async keep(tx: Tx, byId: string, holder: CredentialHolder, server: KnownServer, tokens: OAuthTokens): Promise<void> {
    await this.remove(tx, holder);
    const now = this.clock.now();
    const id = newId<Id<'connector-grant'>>(now.getTime());
    await tx.manager.insert(ConnectorGrantEntity, {
      id,
      ...tx.scope,
      ...holder,
      ...(await this.columns(tx, id, server, tokens, null)),
      grantedAt: now,
      grantedById: byId,
      refreshedAt: null,
    });
  }

  async refreshed(tx: Tx, grant: OpenGrant, tokens: OAuthTokens): Promise<void> {
    const columns = await this.columns(tx, grant.id, grant.server, tokens, grant.refreshToken);
    const place = { ...tx.scope, id: grant.id };
    await tx.manager.update(ConnectorGrantEntity, place, { ...columns, refreshedAt: this.clock.now() });
  }

  /** @returns whether there was one */
  async remove(
    tx: Tx,
    holder: Pick<CredentialHolder, 'connectorId' | 'personId'> & { issuer?: string },
  ): Promise<boolean> {
    const where = { ...tx.scope, ...holder, personId: whose(holder) };
    const { affected } = await tx.manager.delete(ConnectorGrantEntity, where);
    return (affected ?? 0) > 0;
  }

  private async columns(tx: Tx, id: string, server: KnownServer, tokens: OAuthTokens, refreshBefore: string | null) {
    const content: GrantContent = {
      server,
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token ?? refreshBefore,
    };
    const { dataKeyId, sealed } = await this.vault.seal(tx, id, JSON.stringify(content));
    const { expires_in: seconds } = tokens;
    const expiresAt = seconds === undefined ? null : new Date(this.clock.now().getTime() + seconds * 1000);
    const { authorizationServer } = server;
    return { dataKeyId, sealed, authorizationServer, scope: tokens.scope ?? server.scope, expiresAt };
  }

  private async opened(tx: Tx, row: ConnectorGrantEntity): Promise<OpenGrant> {
    const content = JSON.parse(await this.vault.open(tx, row.id, row.sealed)) as GrantContent;
    return { ...content, id: row.id, expiresAt: row.expiresAt };
  }
}

function whose({ personId }: { readonly personId: string | null }) {
  return personId === null ? IsNull() : personId;
}
