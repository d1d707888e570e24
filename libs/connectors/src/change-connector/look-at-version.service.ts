import { Injectable } from '@nestjs/common';
import type { ConnectorId } from '@groundswell/kernel';
import { type Actor, Database } from '@groundswell/platform';
import { type Look, LookAtConnector } from '../discover-tools/look-at-connector.service.js';
import { connectionFailed } from '../domain/connectors.errors.js';
import type { CheckedConnector } from '../register-connector/connector-input.js';
import { AccessTokens } from '../sign-in/access-tokens.service.js';
import { GrantsRepository } from '../sign-in/grants.repository.js';

/** Looks at what a further version of a connector would be. */
@Injectable()
export class LookAtVersion {
  constructor(
    private readonly database: Database,
    private readonly lookAt: LookAtConnector,
    private readonly grants: GrantsRepository,
    private readonly tokens: AccessTokens,
  ) {}

  /**
   * With the sign-in that holds for the same server; null where somebody has to sign in first.
   * @throws AppError CONNECTOR_… when a server that asks nobody to sign in cannot be listed
   */
  async look(
    actor: Actor,
    connectorId: ConnectorId,
    checked: CheckedConnector,
  ): Promise<Extract<Look, { ok: true }> | null> {
    if (checked.signIn !== 'oauth') {
      const look = await this.lookAt.look({ ...checked, era: null });
      if (!look.ok) throw connectionFailed(look.failure);
      return look;
    }
    const { organisationId } = actor;
    const personId = checked.credentialMode === 'personal' ? actor.personId : null;
    const holder = { connectorId, personId, issuer: checked.issuer };
    const grant = await this.database.transaction(organisationId, (tx) => this.grants.find(tx, holder));
    if (grant === null) return null;
    const token = () => this.tokens.valid({ organisationId, ...holder });
    const look = await this.lookAt.look({ ...checked, era: null, token });
    // It may ask for another sign-in at its new place: then the tools are looked for once somebody did.
    return look.ok ? look : null;
  }
}
