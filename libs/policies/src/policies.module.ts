import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { isId, type PersonId, type TeamId } from '@groundswell/kernel';
import { AuditModule } from '@groundswell/audit';
import { PeopleDirectory, Permissions } from '@groundswell/identity';
import { AccessCheck } from './access/access-check.service.js';
import { AccessGuard } from './access/access.guard.js';
import { ExceptionJobs } from './end-exception/exception-jobs.js';
import { ExceptionRecords } from './end-exception/exception-records.service.js';
import { GrantExceptionService } from './grant-exception/grant-exception.service.js';
import { PolicyExceptionsResolver } from './graphql/policy-exceptions.resolver.js';
import { PolicyExplanationResolver } from './graphql/policy-explanation.resolver.js';
import { PolicyVersionsResolver } from './graphql/policy-versions.resolver.js';
import { SimulationResolver } from './graphql/simulation.resolver.js';
import { WorkHistory } from './ports/work-history.js';
import { ListLayerVersionsQuery } from './show-versions/list-layer-versions.query.js';
import { ReadPolicyChange } from './simulate-policy/read-policy-change.service.js';
import { SimulateAccessQuery } from './simulate-access/simulate-access.query.js';
import { SimulatePolicyQuery } from './simulate-policy/simulate-policy.query.js';
import { PolicyLayersResolver } from './graphql/policy-layers.resolver.js';
import { ShowLayersQuery } from './graphql/show-layers.query.js';
import { StopsResolver } from './graphql/stops.resolver.js';
import { RolePermissions } from './permissions/role-permissions.service.js';
import { OpenExceptionsQuery } from './persistence/open-exceptions.query.js';
import { PolicyExceptionEntity } from './persistence/policy-exception.entity.js';
import { PolicyExceptionsRepository } from './persistence/policy-exceptions.repository.js';
import { PolicyLayerEntity, PolicyLayerVersionEntity } from './persistence/policy-layer.entity.js';
import { PolicyLayersQuery } from './persistence/policy-layers.query.js';
import { StopEntity, StopSightingEntity } from './persistence/stop.entity.js';
import { LayerTargets } from './ports/layer-targets.js';
import { RevokeExceptionService } from './revoke-exception/revoke-exception.service.js';
import { StoppableWork } from './ports/stoppable-work.js';
import { RaiseStopService } from './raise-stop/raise-stop.service.js';
import { ReleaseStopService } from './release-stop/release-stop.service.js';
import { LayerNews } from './save-layer/layer-news.service.js';
import { SavePolicyLayerService } from './save-layer/save-policy-layer.service.js';
import { SimulationGround } from './simulate-policy/simulation-ground.service.js';
import { StarterLayerService } from './save-layer/starter-layer.service.js';
import { ListExceptionsQuery } from './show-exceptions/list-exceptions.query.js';
import { ShowStopsQuery } from './show-stops/show-stops.query.js';
import { LayerCache } from './stacks/layer-cache.service.js';
import { PolicyStacks } from './stacks/policy-stacks.service.js';
import { ActiveStops } from './stops/active-stops.service.js';
import { StopSightings } from './stops/stop-sightings.service.js';

/**
 * Permissions, policy layers and the stacks made of them. Needs an implementation of `LineagePort` from a global module:
 * `workflows` provides it. Puts the access guard before every entry point and refuses to boot when one declares no access.
 */
@Global()
@Module({
  imports: [
    AuditModule,
    DiscoveryModule,
    TypeOrmModule.forFeature([
      PolicyExceptionEntity,
      PolicyLayerEntity,
      PolicyLayerVersionEntity,
      StopEntity,
      StopSightingEntity,
    ]),
  ],
  providers: [
    { provide: Permissions, useClass: RolePermissions },
    { provide: APP_GUARD, useClass: AccessGuard },
    AccessCheck,
    ActiveStops,
    ExceptionJobs,
    ExceptionRecords,
    GrantExceptionService,
    LayerCache,
    LayerNews,
    LayerTargets,
    ListExceptionsQuery,
    ListLayerVersionsQuery,
    OpenExceptionsQuery,
    PolicyExceptionsRepository,
    PolicyExceptionsResolver,
    PolicyExplanationResolver,
    PolicyLayersQuery,
    PolicyLayersResolver,
    PolicyStacks,
    PolicyVersionsResolver,
    ReadPolicyChange,
    RevokeExceptionService,
    RaiseStopService,
    ReleaseStopService,
    SavePolicyLayerService,
    ShowLayersQuery,
    SimulateAccessQuery,
    SimulatePolicyQuery,
    SimulationGround,
    SimulationResolver,
    WorkHistory,
    ShowStopsQuery,
    StarterLayerService,
    StoppableWork,
    StopSightings,
    StopsResolver,
  ],
  exports: [
    StoppableWork,
    ReleaseStopService,
    RaiseStopService,
    ActiveStops,
    AccessCheck,
    GrantExceptionService,
    ListExceptionsQuery,
    LayerTargets,
    Permissions,
    PolicyLayersQuery,
    PolicyStacks,
    SavePolicyLayerService,
    SimulateAccessQuery,
    SimulatePolicyQuery,
    WorkHistory,
  ],
})
export class PoliciesModule implements OnModuleInit {
  constructor(
    private readonly targets: LayerTargets,
    private readonly directory: PeopleDirectory,
    private readonly stoppable: StoppableWork,
  ) {}

  onModuleInit(): void {
    this.targets.register('team', async (tx, ids) => {
      const teams = await this.directory.teamsByIds(tx, ids as readonly TeamId[]);
      return new Map([...teams].map(([id, team]) => [id, team.name]));
    });
    this.stoppable.register('person', async (tx, id) => {
      const person = isId(id) ? (await this.directory.byIds(tx, [id as PersonId])).get(id as PersonId) : undefined;
      return person ? { name: person.name, act: { actorId: id } } : null;
    });
    for (const scope of ['workflow', 'lineage'] as const) {
      this.stoppable.register(scope, async (tx, id) => {
        const name = (await this.targets.names(tx, 'workflow', [id])).get(id);
        return name === undefined ? null : { name, act: { workflowId: id } };
      });
    }
    this.stoppable.register('connector', async (tx, id) => {
      const name = (await this.targets.names(tx, 'connector', [id])).get(id);
      return name === undefined ? null : { name, act: { connectorId: id } };
    });
  }
}
