import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { notFound } from '@groundswell/kernel';
import type { RequestContext } from '@groundswell/platform';
import { IdentityLoaders, PersonType } from '@groundswell/identity';
import { toolNames, type BoundConnectors } from '../bindings/bindings.service.js';
import { contentFaults } from '../domain/workflow-version.js';
import { sharedTools } from '../inherited/inherited.query.js';
import { WorkflowLoaders } from './workflow.loaders.js';
import { BindingType, DraftFaultType, WorkflowVersionType } from './workflow-version.type.js';
import { WorkflowType } from './workflow.type.js';

/** Fields of a version. Who has a version in hand may read it: the fields of the workflow see to that. */
@Resolver(() => WorkflowVersionType)
export class VersionFieldsResolver {
  constructor(
    private readonly loaders: WorkflowLoaders,
    private readonly identity: IdentityLoaders,
  ) {}

  @ResolveField(() => WorkflowType)
  async workflow(@Parent() version: WorkflowVersionType, @Context() context: RequestContext): Promise<WorkflowType> {
    const workflow = await this.loaders.workflow(context, version.workflowId);
    if (!workflow) throw notFound('workflow');
    return workflow;
  }

  @ResolveField(() => PersonType)
  builder(@Parent() version: WorkflowVersionType, @Context() context: RequestContext): Promise<PersonType> {
    return this.identity.person(context, version.builderId);
  }

  @ResolveField(() => PersonType, { nullable: true })
  async reviewer(
    @Parent() version: WorkflowVersionType,
    @Context() context: RequestContext,
  ): Promise<PersonType | null> {
    return version.reviewerId === null ? null : this.identity.person(context, version.reviewerId);
  }

  @ResolveField(() => [BindingType])
  async bindings(@Parent() version: WorkflowVersionType, @Context() context: RequestContext): Promise<BindingType[]> {
    const { bindings } = version.content;
    if (bindings.length === 0) return [];
    const workflow = await this.loaders.workflow(context, version.workflowId);
    const from = workflow?.adaptedFromVersionId
      ? await this.loaders.version(context, workflow.adaptedFromVersionId)
      : null;
    const inherited = new Set(
      sharedTools(bindings, from?.content.bindings ?? []).map((binding) => binding.connectorId),
    );
    return bindings.map((binding) => ({ ...binding, inherited: inherited.has(binding.connectorId) }));
  }

  @ResolveField(() => [DraftFaultType], { description: 'What a draft still lacks; empty once it was submitted.' })
  async faults(
    @Parent() version: WorkflowVersionType,
    @Context() context: RequestContext,
  ): Promise<readonly DraftFaultType[]> {
    if (version.status !== 'draft') return [];
    const { bindings } = version.content;
    const found = await Promise.all(bindings.map((binding) => this.loaders.connector(context, binding.connectorId)));
    const connectors: BoundConnectors = new Map(found.flatMap((one) => (one ? [[one.connectorId, one] as const] : [])));
    return contentFaults(version.content, toolNames(bindings, connectors));
  }
}
