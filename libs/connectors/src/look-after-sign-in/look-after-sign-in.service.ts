import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database, LOGGER, type Logger } from '@groundswell/platform';
import { DiscoverToolsService } from '../discover-tools/discover-tools.service.js';
import { ConnectorsRepository, type StoredConnector } from '../persistence/connectors.repository.js';
import { type SignInAnswer, SignInService } from '../sign-in/sign-in.service.js';

/**
 * Signs a person in and then looks for the tools of what could not be asked before: the present version, or one that is prepared
 * for the same server. So whoever signed in as a steward can go on at once.
 */
@Injectable()
export class LookAfterSignIn {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: ConnectorsRepository,
    private readonly signIn: SignInService,
    private readonly discover: DiscoverToolsService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws AppError as `SignInService.finish`; that a server cannot be listed is kept with its health and ends nothing */
  async finish(actor: Actor, answer: SignInAnswer): Promise<StoredConnector> {
    const connector = await this.signIn.finish(actor, answer);
    if (!this.permissions.can(actor, 'connector.update')) return connector;
    for (const versionId of await this.unlisted(actor, connector)) {
      await this.discover.discover(actor, connector.id, versionId).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        this.logger.warn({ code: error.code, connectorId: connector.id }, 'No tools were found after a sign-in.');
      });
    }
    return this.database.transaction(actor.organisationId, (tx) => this.repository.get(tx, connector.id));
  }

  /** The present version and the newest one, where they have no tools yet and ask for a sign-in. */
  private async unlisted(actor: Actor, connector: StoredConnector): Promise<readonly string[]> {
    const { organisationId } = actor;
    return this.database.transaction(organisationId, async (tx) => {
      const rows = await tx.query<{ id: string }>(
        `SELECT v.id FROM connector_versions v JOIN connectors c ON c.id = v.connector_id
          WHERE v.organisation_id = $1 AND c.id = $2 AND v.sign_in = 'oauth'
            AND (v.id = c.current_version_id
                 OR v.number = (SELECT max(o.number) FROM connector_versions o WHERE o.connector_id = c.id))
            AND NOT EXISTS (SELECT 1 FROM tools t WHERE t.connector_version_id = v.id)
          ORDER BY v.number`,
        [organisationId, connector.id],
      );
      return rows.map((row) => row.id);
    });
  }
}
