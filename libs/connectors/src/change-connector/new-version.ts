import { Inject, Injectable } from '@nestjs/common';
import { AppError, type Clock, type ConnectorVersionId, newId } from '@groundswell/kernel';
import { type Actor, CLOCK, type Tx } from '@groundswell/platform';
import { Connections } from '../connections/connections.service.js';
import type { Look } from '../discover-tools/look-at-connector.service.js';
import { type VersionFacts, differenceOfVersions } from '../domain/version-difference.js';
import type { ConnectorLimits } from '../persistence/connector.entities.js';
import { ConnectorJournal } from '../persistence/connector-journal.js';
import { ConnectorsRepository, type StoredConnector } from '../persistence/connectors.repository.js';
import { SecretsRepository } from '../persistence/secrets.repository.js';
import { VersionsRepository } from '../persistence/versions.repository.js';
import { ToolPins } from '../pins/tool-pins.service.js';
import type { CheckedConnector } from '../register-connector/connector-input.js';

/** A version that is ready to be moved to. */
export interface PreparedVersion {
  readonly connector: StoredConnector;
  readonly versionId: ConnectorVersionId;
}

/** What a steward wants the next version to be, checked and looked at. */
export interface WantedVersion {
  readonly checked: CheckedConnector;
  /** Null where somebody has to sign in before the server can be asked. */
  readonly look: Extract<Look, { readonly ok: true }> | null;
  /** The secrets that were entered with it. */
  readonly given: ReadonlyMap<string, string>;
  readonly seenNumber: number;
}

/** What a version is, apart from its tools. */
export function factsOf(version: Omit<VersionFacts, 'limits'> & { readonly limits: ConnectorLimits }): VersionFacts {
  const { transport, catalogueKey, url, settings, dataClass, issuer, credentialMode, signIn, limits } = version;
  return { transport, catalogueKey, url, settings, dataClass, issuer, credentialMode, signIn, limits: { ...limits } };
}

/** Stores a further version of a connector with its secrets and its tools. */
@Injectable()
export class NewVersion {
  constructor(
    private readonly repository: ConnectorsRepository,
    private readonly versions: VersionsRepository,
    private readonly secrets: SecretsRepository,
    private readonly pins: ToolPins,
    private readonly connections: Connections,
    private readonly journal: ConnectorJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError CONNECTOR_UNCHANGED, REVISION_STALE */
  async add(tx: Tx, actor: Actor, connector: StoredConnector, wanted: WantedVersion): Promise<PreparedVersion> {
    const { checked, look, given, seenNumber } = wanted;
    await this.versions.hold(tx, connector.id);
    const [newest] = await this.versions.of(tx, [connector.id]);
    const number = newest?.number ?? connector.versionNumber;
    if (number !== seenNumber) {
      throw new AppError(
        'conflict',
        'REVISION_STALE',
        `Someone made version ${number} of ${connector.name} since you opened it. Reload the page and look at it first.`,
      );
    }
    const before = { facts: factsOf(connector), tools: [] };
    const { settings: changes } = differenceOfVersions(before, { facts: factsOf(checked), tools: [] });
    if (changes.length === 0) {
      throw new AppError(
        'invalid',
        'CONNECTOR_UNCHANGED',
        'Nothing differs from the present version. To look at its tools again, press “Look for tools again”.',
      );
    }
    const versionId = newId<ConnectorVersionId>(this.clock.now().getTime());
    const place = { connectorId: connector.id, connectorVersionId: versionId };
    await this.versions.insert(tx, actor.personId, { ...place, number: number + 1 }, checked);
    const personId = checked.credentialMode === 'personal' ? actor.personId : null;
    const holder = { connectorId: connector.id, issuer: checked.issuer, personId };
    for (const [name, value] of given) await this.secrets.set(tx, actor.personId, holder, name, value);
    const earlier = await this.repository.toolsOfVersion(tx, connector.versionId);
    await this.pins.compare(tx, place, look?.definitions ?? [], earlier);
    await this.journal.ofConnector(tx, actor, 'connector.version.prepared', connector, {
      number: number + 1,
      versionId,
      changes: changes.map(({ label, before: old, after }) => `${label}: ${old ?? '—'} → ${after ?? '—'}`),
      secretNames: [...given.keys()],
    });
    // A secret that was entered anew for the present issuer holds for the present version too.
    if (given.size > 0) await this.connections.endAfter(tx, connector.id);
    return { connector: await this.repository.get(tx, connector.id), versionId };
  }
}
