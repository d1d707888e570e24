import { Injectable } from '@nestjs/common';
import { Permissions } from '@groundswell/identity';
import type { Actor } from '@groundswell/platform';
import { Catalogue } from '../catalogue/catalogue.js';
import type { CatalogueEntry, CatalogueSetting } from '../catalogue/catalogue-entry.js';
import { SettingValues } from '../catalogue/setting-values.js';
import { ConnectorsDirectory } from '../directory/connectors-directory.js';
import { keyArguments } from '../domain/tool-labels.js';
import { visibleText } from '../domain/visible-text.js';
import { Sandbox } from '../mcp/sandbox.js';
import { SIGN_IN, type StoredConnector, type StoredTool } from '../persistence/connectors.repository.js';
import { definitionOf, driftIn } from '../persistence/tool-record.js';
import type { CatalogueEntryType, ConnectorType, SecretStateType, ToolType } from './connectors.type.js';

/** What a page shows of a stored connector; its status, tools and creator are fetched when asked for. */
export type ShownConnector = Omit<ConnectorType, 'status'> & { readonly stored: StoredConnector };

/** How a choice between the two is told. */
const YES_AND_NO: ReadonlyMap<string, string> = new Map([
  ['true', 'yes'],
  ['false', 'no'],
]);

/** Turns what is stored into what is shown. Texts of servers are made visible on the way. */
@Injectable()
export class PresentConnector {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly directory: ConnectorsDirectory,
    private readonly permissions: Permissions,
    private readonly sandbox: Sandbox,
    private readonly values: SettingValues,
  ) {}

  connector(actor: Actor, stored: StoredConnector): ShownConnector {
    return {
      stored,
      id: stored.id,
      name: stored.name,
      description: stored.description,
      transport: stored.transport,
      address: this.address(stored),
      dataClass: stored.dataClass,
      credentialMode: stored.credentialMode,
      signIn: stored.signIn,
      issuer: stored.issuer,
      limits: stored.limits,
      version: stored.versionNumber,
      versionId: stored.versionId,
      health: { state: stored.healthState, message: stored.healthMessage, checkedAt: stored.healthCheckedAt },
      sandboxed: stored.transport === 'http' || this.sandbox.available,
      secrets: this.permissions.can(actor, 'connector.read-secret-state') ? this.secrets(stored) : [],
      setUpMinutes: stored.setUpMinutes,
      createdAt: stored.createdAt,
      createdById: stored.createdById,
    };
  }

  status(stored: StoredConnector, tools: readonly StoredTool[]): string {
    if (tools.some((tool) => tool.status === 'quarantined')) return 'attention';
    if (this.directory.missingSecrets(stored).length > 0) return 'incomplete';
    return stored.healthState === 'failing' ? 'failing' : 'ready';
  }

  tool(stored: StoredTool): ToolType {
    const definition = definitionOf(stored);
    const drift = driftIn(stored);
    const detectedAt = stored.driftDetectedAt;
    return {
      id: stored.id,
      connectorId: stored.connectorId,
      name: stored.name,
      title: visibleText(definition.title ?? stored.name),
      description: visibleText(definition.description),
      inputSchema: definition.inputSchema,
      risk: stored.risk,
      returnsUntrusted: stored.returnsUntrusted,
      reachesOutside: stored.reachesOutside,
      idempotencyArgument: stored.idempotencyArgument,
      keyArguments: keyArguments(definition),
      status: stored.status,
      labelled: stored.labelledAt !== null,
      digest: stored.digest,
      pinnedAt: stored.pinnedAt,
      drift: drift === null || detectedAt === null ? null : { detectedAt, changes: drift.changes },
    };
  }

  entry(entry: CatalogueEntry): CatalogueEntryType {
    const { key, title, description } = entry;
    const settings = entry.settings.map((setting) => ({
      name: setting.name,
      label: setting.label,
      secret: setting.secret,
      required: setting.required,
      help: this.help(setting),
      kind: setting.kind,
      choices: setting.choices ?? [],
      fallback: setting.fallback ?? null,
    }));
    return { key, title, description, transport: 'stdio', settings };
  }

  /** The help of a setting that names a place says which places are open. */
  private help({ kind, help }: CatalogueSetting): string {
    const folders = this.values.allowedFolders;
    const asks = (kind === 'folder' || kind === 'document') && folders.length > 0;
    return asks ? `${help} Open: ${folders.join(', ')}.` : help;
  }

  /** Its web address, or its command with its settings. */
  address(stored: Pick<StoredConnector, 'transport' | 'url' | 'catalogueKey' | 'settings'>): string {
    if (stored.transport === 'http') return stored.url ?? '';
    const entry = this.catalogue.find(stored.catalogueKey ?? '');
    const settings = Object.entries(stored.settings).map(([name, value]) => {
      const label = entry?.settings.find((setting) => setting.name === name)?.label ?? name;
      return `${label}: ${YES_AND_NO.get(value) ?? value}`;
    });
    return [entry?.title ?? stored.catalogueKey ?? '', ...settings].join(' · ');
  }

  private secrets(stored: StoredConnector): SecretStateType[] {
    const wanted = (this.catalogue.find(stored.catalogueKey ?? '')?.settings ?? []).filter((setting) => setting.secret);
    if (stored.credentialMode === 'personal') return [];
    const asked = stored.signIn === 'oauth' ? [SIGN_IN] : wanted.map((setting) => setting.name);
    const names = new Set([...asked, ...Object.keys(stored.secretsSet)]);
    return [...names].map((name) => {
      const at = stored.secretsSet[name];
      return { connectorId: stored.id, name, set: at !== undefined, setAt: at === undefined ? null : new Date(at) };
    });
  }
}
