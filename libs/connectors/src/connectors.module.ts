import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Global, Module, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@groundswell/audit';
import { Settings } from '@groundswell/platform';
import { LayerTargets } from '@groundswell/policies';
import { AcceptToolDefinitionService } from './accept-tool-definition/accept-tool-definition.service.js';
import { ChangeConnectorService } from './change-connector/change-connector.service.js';
import { NewVersion } from './change-connector/new-version.js';
import { CallToolService } from './call-tool/call-tool.service.js';
import { Catalogue } from './catalogue/catalogue.js';
import { SettingValues } from './catalogue/setting-values.js';
import { LookAtVersion } from './change-connector/look-at-version.service.js';
import { ConnectorClientResolver } from './graphql/connector-client.resolver.js';
import { LookAfterSignIn } from './look-after-sign-in/look-after-sign-in.service.js';
import { SetClientService } from './set-client/set-client.service.js';
import { ClientsRepository } from './sign-in/clients.repository.js';
import { CallPlaces } from './connections/call-places.service.js';
import { CallQuotas } from './connections/call-quotas.js';
import { CallRates } from './connections/call-rates.service.js';
import { Connections } from './connections/connections.service.js';
import { ConnectorsDirectory } from './directory/connectors-directory.js';
import { DestroyCredentialsService } from './destroy-credentials/destroy-credentials.service.js';
import { DiscoverToolsService } from './discover-tools/discover-tools.service.js';
import { LookAtConnector } from './discover-tools/look-at-connector.service.js';
import { CallsUnderWay } from './governed-call/calls-under-way.service.js';
import { CallGate } from './governed-call/call-gate.service.js';
import { GovernedCall } from './governed-call/governed-call.service.js';
import { JudgeCall } from './governed-call/judge-call.service.js';
import {
  ConnectorMoveFieldsResolver,
  ConnectorVersionFieldsResolver,
  ConnectorVersionsResolver,
} from './graphql/connector-versions.resolver.js';
import { CredentialsResolver } from './graphql/credentials.resolver.js';
import { ConnectorsLoaders } from './graphql/connectors.loaders.js';
import { ConnectorChangesResolver, ConnectorsResolver } from './graphql/connectors.resolver.js';
import { PresentConnector } from './graphql/present-connector.js';
import { ShowConnectorsQuery } from './graphql/show-connectors.query.js';
import { ShowVersionsQuery } from './graphql/show-versions.query.js';
import { ToolsResolver } from './graphql/tools.resolver.js';
import { LabelToolService } from './label-tool/label-tool.service.js';
import { ConnectionOpener } from './mcp/connection-opener.js';
import { ownFolder, reapOrphans } from './mcp/orphan-processes.js';
import { Sandbox } from './mcp/sandbox.js';
import { SessionPool } from './mcp/session-pool.js';
import { MoveBindingsService } from './move-bindings/move-bindings.service.js';
import { ConnectorVersionDifferenceQuery } from './move-bindings/version-difference.query.js';
import { AddressGuard } from './outgoing-http/address-guard.js';
import { AllowedAddresses } from './outgoing-http/allowed-addresses.js';
import { GuardedFetch } from './outgoing-http/guarded-fetch.js';
import { ConnectorJournal } from './persistence/connector-journal.js';
import {
  ConnectorEntity,
  ConnectorHealthEntity,
  ConnectorSecretEntity,
  ConnectorVersionEntity,
  DataKeyEntity,
  ToolEntity,
} from './persistence/connector.entities.js';
import { BoundToolsRepository } from './persistence/bound-tools.repository.js';
import { CredentialsHeldQuery } from './persistence/credentials-held.query.js';
import { ConnectorClientEntity } from './persistence/connector-client.entity.js';
import { ConnectorMinuteEntity, ConnectorPlaceEntity } from './persistence/limits.entities.js';
import { ConnectorMoveEntity } from './persistence/connector-move.entity.js';
import { ConnectorsRepository } from './persistence/connectors.repository.js';
import { ConnectorGrantEntity, ConnectorSignInEntity } from './persistence/grant.entities.js';
import { HealthRepository } from './persistence/health.repository.js';
import { SecretsRepository } from './persistence/secrets.repository.js';
import { ToolsRepository } from './persistence/tools.repository.js';
import { VersionsRepository } from './persistence/versions.repository.js';
import { ToolPins } from './pins/tool-pins.service.js';
import { RecordSetUpMinutesService } from './record-set-up/record-set-up-minutes.service.js';
import { ConnectorInputCheck } from './register-connector/connector-input.js';
import { ConnectorStore } from './register-connector/connector-store.js';
import { RegisterConnectorService } from './register-connector/register-connector.service.js';
import { SecretVault } from './secrets/secret-vault.service.js';
import { OwnCredentialsQuery } from './set-own-credential/own-credentials.query.js';
import { SetOwnCredentialService } from './set-own-credential/set-own-credential.service.js';
import { SecretRules } from './set-secret/secret-rules.js';
import { SetSecretService } from './set-secret/set-secret.service.js';
import { SetToolStatusService } from './set-tool-status/set-tool-status.service.js';
import { AccessTokens } from './sign-in/access-tokens.service.js';
import { AuthorizationServers } from './sign-in/authorization-server.js';
import { ClientDocumentController } from './sign-in/client-document.js';
import { GrantKeeper } from './sign-in/grant-keeper.js';
import { GrantsRepository } from './sign-in/grants.repository.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { SignOutService } from './sign-out/sign-out.service.js';
import { TestConnectorService } from './test-connector/test-connector.service.js';
import { WatchConnectorsService } from './watch-connectors/watch-connectors.service.js';
import { WatchedLooks } from './watch-connectors/watched-looks.js';

/** Folder of the home in which each server process keeps the folders of its stdio processes. */
const workRoot = (settings: Settings) => join(settings.home, 'connectors');

/** The folders that the operator opened; without a setting, one of the home that is made for it. */
const openedFolders = (settings: Settings): readonly string[] =>
  settings.allowedFolders.length > 0 ? settings.allowedFolders : [join(settings.home, 'documents')];

const edges = [
  { provide: Catalogue, inject: [Settings], useFactory: (settings: Settings) => new Catalogue(settings.catalogueFile) },
  {
    provide: AddressGuard,
    inject: [Settings],
    useFactory: (settings: Settings) => new AddressGuard(new AllowedAddresses(settings.allowedAddresses)),
  },
  { provide: GuardedFetch, inject: [AddressGuard], useFactory: (guard: AddressGuard) => new GuardedFetch(guard) },
  {
    provide: SettingValues,
    inject: [Settings, AddressGuard, GuardedFetch],
    useFactory: (settings: Settings, guard: AddressGuard, http: GuardedFetch) =>
      new SettingValues(openedFolders(settings), guard, http),
  },
  { provide: Sandbox, useFactory: () => Sandbox.detect() },
  {
    provide: ConnectionOpener,
    inject: [Catalogue, SettingValues, GuardedFetch, Sandbox, Settings],
    useFactory: (
      catalogue: Catalogue,
      values: SettingValues,
      http: GuardedFetch,
      sandbox: Sandbox,
      settings: Settings,
    ) => new ConnectionOpener(catalogue, values, http, sandbox, ownFolder(workRoot(settings))),
  },
  { provide: SessionPool, useFactory: () => new SessionPool() },
  {
    provide: ConnectorInputCheck,
    inject: [Catalogue, SettingValues, GuardedFetch],
    useFactory: (catalogue: Catalogue, values: SettingValues, http: GuardedFetch) =>
      new ConnectorInputCheck(catalogue, values, http),
  },
];

const offered = [
  AcceptToolDefinitionService,
  ChangeConnectorService,
  ConnectorsDirectory,
  ConnectorsLoaders,
  DiscoverToolsService,
  GovernedCall,
  JudgeCall,
  LabelToolService,
  MoveBindingsService,
  PresentConnector,
  RecordSetUpMinutesService,
  RegisterConnectorService,
  SecretVault,
  SetOwnCredentialService,
  SetSecretService,
  SetToolStatusService,
  SignInService,
  TestConnectorService,
];

/** Connectors, their tools and secrets, and the one call path. Global: `runs` enters the call path. */
@Global()
@Module({
  imports: [
    AuditModule,
    TypeOrmModule.forFeature([
      ConnectorClientEntity,
      ConnectorEntity,
      ConnectorGrantEntity,
      ConnectorHealthEntity,
      ConnectorMinuteEntity,
      ConnectorMoveEntity,
      ConnectorPlaceEntity,
      ConnectorSecretEntity,
      ConnectorSignInEntity,
      ConnectorVersionEntity,
      DataKeyEntity,
      ToolEntity,
    ]),
  ],
  controllers: [ClientDocumentController],
  providers: [
    ...edges,
    ...offered,
    AccessTokens,
    AuthorizationServers,
    BoundToolsRepository,
    CredentialsHeldQuery,
    CallGate,
    CallsUnderWay,
    CallPlaces,
    ClientsRepository,
    LookAfterSignIn,
    LookAtVersion,
    SetClientService,
    ConnectorClientResolver,
    CallQuotas,
    CallRates,
    CallToolService,
    Connections,
    ConnectorChangesResolver,
    ConnectorJournal,
    ConnectorMoveFieldsResolver,
    ConnectorVersionDifferenceQuery,
    ConnectorVersionFieldsResolver,
    ConnectorVersionsResolver,
    ConnectorsRepository,
    ConnectorsResolver,
    ConnectorStore,
    DestroyCredentialsService,
    CredentialsResolver,
    GrantKeeper,
    GrantsRepository,
    HealthRepository,
    LookAtConnector,
    NewVersion,
    OwnCredentialsQuery,
    SecretRules,
    SecretsRepository,
    ShowConnectorsQuery,
    ShowVersionsQuery,
    SignOutService,
    ToolPins,
    ToolsRepository,
    ToolsResolver,
    VersionsRepository,
    WatchConnectorsService,
    WatchedLooks,
  ],
  exports: [...offered, GuardedFetch],
})
export class ConnectorsModule implements OnModuleInit, BeforeApplicationShutdown {
  constructor(
    private readonly targets: LayerTargets,
    private readonly repository: ConnectorsRepository,
    private readonly settings: Settings,
    private readonly http: GuardedFetch,
  ) {}

  async onModuleInit(): Promise<void> {
    this.targets.register('connector', async (tx, ids) => {
      const connectors = await this.repository.byIds(tx, ids);
      return new Map(connectors.map(({ id, name }) => [id, name]));
    });
    await reapOrphans(workRoot(this.settings));
    if (this.settings.allowedFolders.length === 0) await offerFolder(join(this.settings.home, 'documents'));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.http.close();
  }
}

/** Makes the folder inside a home that is there; the home itself is made by whoever starts an installation. */
async function offerFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST' && code !== 'ENOENT') throw error;
  }
}
