import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AppError, type Clock, type Id, newId } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database, type Tx } from '@groundswell/platform';
import { LessThan } from 'typeorm';
import { ConnectorsRepository, type StoredConnector } from '../persistence/connectors.repository.js';
import { ConnectorSignInEntity } from '../persistence/grant.entities.js';
import type { CredentialHolder } from '../persistence/secrets.repository.js';
import { SecretVault } from '../secrets/secret-vault.service.js';
import { AuthorizationServers, type KnownServer, signInFailed } from './authorization-server.js';
import { GrantKeeper } from './grant-keeper.js';

const OPEN_MS = 10 * 60_000;

/** What a person brings back from an authorization server. */
export interface SignInAnswer {
  readonly state: string;
  readonly code: string | null;
  readonly iss: string | null;
  readonly error: string | null;
}

interface Pending {
  readonly server: KnownServer;
  readonly codeVerifier: string;
  readonly holder: CredentialHolder;
}

/** Signs a person in at the authorization server of a connector, for themselves or, as a steward, for the house. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: ConnectorsRepository,
    private readonly servers: AuthorizationServers,
    private readonly keeper: GrantKeeper,
    private readonly vault: SecretVault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param versionId of a version that is prepared; the present one if absent
   * @returns the address to which the person's browser goes
   * @throws AppError FORBIDDEN, NOT_FOUND, SIGN_IN_NOT_ASKED, ADDRESS_NOT_ALLOWED, SIGN_IN_FAILED
   */
  async begin(actor: Actor, connectorId: string, versionId: string | null = null): Promise<string> {
    const { organisationId } = actor;
    this.permissions.require(actor, 'credential.set-own', { type: 'connector', organisationId });
    const { connector, known, registered } = await this.database.transaction(organisationId, async (tx) => {
      const found = await this.repository.getFor(tx, actor.personId, connectorId, versionId);
      return { connector: found, ...(await this.keeper.known(tx, found)) };
    });
    const holder = this.holder(actor, connector);
    const before = [...known.values()].map((one) => one.scope).filter((scope) => scope !== null);
    const more = before.length === 0 ? null : before.join(' ');
    // What an operator gave us by hand goes to the server that it was entered for, and to no other that is named instead.
    const clientAt = (issuer: string) =>
      registered?.authorizationServer === issuer ? registered.client : known.get(issuer)?.client;
    const server = await this.servers.discover(connector.url ?? '', clientAt, more);
    const state = randomBytes(32).toString('base64url');
    const { url, codeVerifier } = await this.servers.depart(server, state);
    await this.database.transaction(organisationId, (tx) =>
      this.remember(tx, actor, state, { server, codeVerifier, holder }),
    );
    return url;
  }

  /**
   * The answer is good once, and only from the person who left.
   * @throws AppError FORBIDDEN, SIGN_IN_UNKNOWN, SIGN_IN_FAILED
   */
  async finish(actor: Actor, answer: SignInAnswer): Promise<StoredConnector> {
    const { organisationId } = actor;
    this.permissions.require(actor, 'credential.set-own', { type: 'connector', organisationId });
    const pending = await this.database.transaction(organisationId, (tx) => this.take(tx, actor, answer.state));
    if (!pending) {
      const message = 'This sign-in is not known, was used already, or took longer than ten minutes. Begin again.';
      throw new AppError('conflict', 'SIGN_IN_UNKNOWN', message);
    }
    const { server, codeVerifier, holder } = pending;
    const { code, iss, error } = answer;
    if (code === null)
      throw signInFailed(`The server did not sign you in. It says: ${(error ?? 'nothing').slice(0, 100)}`);
    const tokens = await this.servers.exchange(server, { code, iss, codeVerifier });
    return this.database.transaction(organisationId, (tx) => this.keeper.keep(tx, actor, holder, server, tokens));
  }

  private holder(actor: Actor, connector: StoredConnector): CredentialHolder {
    const { id: connectorId, issuer, signIn, credentialMode } = connector;
    if (signIn !== 'oauth') {
      throw new AppError('conflict', 'SIGN_IN_NOT_ASKED', `${connector.name} does not ask anyone to sign in.`);
    }
    if (credentialMode === 'personal') return { connectorId, issuer, personId: actor.personId };
    this.permissions.require(actor, 'connector.update', { type: 'connector', organisationId: actor.organisationId });
    return { connectorId, issuer, personId: null };
  }

  private async remember(tx: Tx, actor: Actor, state: string, pending: Pending): Promise<void> {
    const now = this.clock.now();
    await tx.manager.delete(ConnectorSignInEntity, { ...tx.scope, expiresAt: LessThan(now) });
    const id = newId<Id<'connector-sign-in'>>(now.getTime());
    await tx.manager.insert(ConnectorSignInEntity, {
      id,
      ...tx.scope,
      connectorId: pending.holder.connectorId,
      personId: actor.personId,
      stateDigest: digestOf(state),
      ...(await this.vault.seal(tx, id, JSON.stringify(pending))),
      expiresAt: new Date(now.getTime() + OPEN_MS),
    });
  }

  private async take(tx: Tx, actor: Actor, state: string): Promise<Pending | null> {
    const rows = await tx.query<{ id: string; sealed: Buffer; expiresAt: Date }>(
      `DELETE FROM connector_sign_ins WHERE organisation_id = $1 AND state_digest = $2 AND person_id = $3
       RETURNING id, sealed, expires_at AS "expiresAt"`,
      [tx.scope.organisationId, digestOf(state), actor.personId],
    );
    if (!rows[0] || rows[0].expiresAt <= this.clock.now()) return null;
    return JSON.parse(await this.vault.open(tx, rows[0].id, rows[0].sealed)) as Pending;
  }
}

function digestOf(state: string): string {
  return createHash('sha256').update(state).digest('hex');
}
