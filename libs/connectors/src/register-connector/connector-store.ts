import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type ConnectorId, type ConnectorVersionId, newId } from '@groundswell/kernel';
import { type Actor, CLOCK, type Tx } from '@groundswell/platform';
import { type Look, LookAtConnector } from '../discover-tools/look-at-connector.service.js';
import { CONNECTOR_REGISTERED } from '../domain/connectors.events.js';
import { ConnectorJournal } from '../persistence/connector-journal.js';
import { SecretsRepository } from '../persistence/secrets.repository.js';
import { VersionsRepository } from '../persistence/versions.repository.js';
import { ToolPins } from '../pins/tool-pins.service.js';
import type { CheckedConnector } from './connector-input.js';
import { freeSlug } from './connector-slug.js';

/** Where a new connector stands; or whose place it would have taken. */
export type Inserted =
  | { readonly connectorId: ConnectorId; readonly connectorVersionId: ConnectorVersionId }
  | { readonly taken: 'name' | 'client-key' };

/** A connector that was checked and looked at. */
export interface NewConnector {
  readonly checked: CheckedConnector;
  /** Null where people must sign in before the server can be asked. */
  readonly look: Extract<Look, { readonly ok: true }> | null;
  readonly clientKey: string | null;
}

const NAMED = 50;

/** Stores a new connector with its first version, its secrets and its tools. */
@Injectable()
export class ConnectorStore {
  constructor(
    private readonly versions: VersionsRepository,
    private readonly secrets: SecretsRepository,
    private readonly pins: ToolPins,
    private readonly lookAt: LookAtConnector,
    private readonly journal: ConnectorJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async nameIsTaken(tx: Tx, name: string): Promise<boolean> {
    const rows = await tx.query(`SELECT 1 FROM connectors WHERE organisation_id = $1 AND lower(name) = lower($2)`, [
      tx.scope.organisationId,
      name,
    ]);
    return rows.length > 0;
  }

  async insert(tx: Tx, actor: Actor, { checked, look, clientKey }: NewConnector): Promise<Inserted> {
    const { organisationId } = tx.scope;
    const now = this.clock.now();
    const connectorId = newId<ConnectorId>(now.getTime());
    const connectorVersionId = newId<ConnectorVersionId>(now.getTime());
    // Registrations of one organisation pass here one at a time: names and slugs are chosen by what is there.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`connectors:${organisationId}`]);
    const same = await tx.query(`SELECT 1 FROM connectors WHERE organisation_id = $1 AND client_key = $2`, [
      organisationId,
      clientKey,
    ]);
    if (same.length > 0) return { taken: 'client-key' };
    if (await this.nameIsTaken(tx, checked.name)) return { taken: 'name' };
    const slugs = await tx.query<{ slug: string }>(`SELECT slug FROM connectors WHERE organisation_id = $1`, [
      organisationId,
    ]);
    const slug = freeSlug(checked.name, new Set(slugs.map((row) => row.slug)));
    await tx.query(
      `INSERT INTO connectors (id, organisation_id, slug, name, description, current_version_id, client_key, created_at, created_by_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        connectorId,
        organisationId,
        slug,
        checked.name,
        checked.description,
        connectorVersionId,
        clientKey,
        now,
        actor.personId,
      ],
    );
    const { transport, catalogueKey, url, settings, dataClass, credentialMode, signIn, issuer } = checked;
    const place = { connectorId, connectorVersionId };
    await this.versions.insert(tx, actor.personId, { ...place, number: 1 }, checked);
    const holder = { connectorId, issuer, personId: credentialMode === 'personal' ? actor.personId : null };
    for (const [name, value] of checked.secrets) await this.secrets.set(tx, actor.personId, holder, name, value);
    const { added } = await this.pins.compare(tx, place, look?.definitions ?? []);
    if (look !== null) await this.lookAt.record(tx, connectorId, look, { onlyNews: false });
    const connector = { id: connectorId, name: checked.name };
    await this.journal.ofConnector(tx, actor, 'connector.registered', connector, {
      transport,
      address: url ?? catalogueKey,
      settings,
      dataClass,
      credentialMode,
      signIn,
      secretNames: [...checked.secrets.keys()],
      tools: added.slice(0, NAMED),
      toolCount: added.length,
    });
    await this.journal.tell(tx, CONNECTOR_REGISTERED, place);
    return place;
  }
}
